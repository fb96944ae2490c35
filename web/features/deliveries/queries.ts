import { queryOptions } from "@tanstack/react-query";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { ask, read } from "../../api.ts";

export const STATUSES = ["pending", "delivered", "dead"] as const;
export type Status = (typeof STATUSES)[number];

export interface Delivery {
  readonly deliveryIdx: number;
  readonly eventId: string;
  readonly grpIdx: number | null;
  readonly linkId: string;
  readonly domain: string;
  readonly callbackUrl: string | null;
  readonly status: Status;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly regYmdt: string;
  readonly nextYmdt: string | null;
}

export const PAGE_ROWS = 30;

/** What is under way changes by itself. */
const EVERY_MS = 10_000;

export const deliveriesQuery = ({ status, page = 1 }: { status?: Status; page?: number }) =>
  queryOptions({
    queryKey: ["deliveries", status ?? "all", page],
    queryFn: ({ signal }) =>
      read<Paged<Delivery>>("/api/workspace/v1/deliveries", { status, pages: page }, signal),
    placeholderData: (before) => before,
    refetchInterval: EVERY_MS,
  });

/** How many there are of one status. */
export const countQuery = (status?: Status) =>
  queryOptions({
    ...deliveriesQuery(status ? { status } : {}),
    select: (page) => page.extra.totalCount,
  });

export async function redeliver(deliveryIdx: number): Promise<void> {
  const path = "/api/workspace/v1/deliveries/redeliver";
  await ask(path, { method: "POST", body: { deliveryIdx } });
}
