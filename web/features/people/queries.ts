import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { ask, read } from "../../api.ts";
import type { TimelineItem } from "./timeline.ts";

export interface Identifiers {
  readonly user_id: string | null;
  readonly anonymous_id: string | null;
  readonly registration_id: readonly string[];
}

type Texts = Readonly<Record<string, string>>;

export interface PersonRow {
  readonly euid: number;
  readonly identifiers: Identifiers;
  readonly contacts: Texts;
  readonly clickCnt: number;
  readonly lastClickYmdt: string | null;
  readonly regYmdt: string;
}

export interface Person {
  readonly euid: number;
  readonly identifiers: Identifiers;
  readonly contacts: Texts;
  /** Phones in E.164, where the number is valid. */
  readonly normalized: Texts;
  /** Names of phones of which nothing tells what number they are. */
  readonly ambiguous: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  readonly created_at: string;
  readonly updated_at: string;
}

export const TYPES = ["STRING", "NUMBER", "BOOL", "DATETIME", "LIST"] as const;
export type AttributeType = (typeof TYPES)[number];

export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly description: string;
  readonly created_at: string;
}

export const PAGE_ROWS = 30;

export const peopleQuery = ({ q = "", page = 1 }: { q?: string; page?: number }) =>
  queryOptions({
    queryKey: ["people", "list", q, page],
    queryFn: ({ signal }) =>
      read<Paged<PersonRow>>("/api/workspace/v1/people", { q, pages: page }, signal),
    placeholderData: (before) => before,
  });

export const personQuery = (euid: number) =>
  queryOptions({
    queryKey: ["people", "one", euid],
    queryFn: ({ signal }) => read<Person>("/v1/user", { euid }, signal),
  });

interface TimelinePage {
  readonly items: readonly TimelineItem[];
  readonly before: string | null;
}

export const timelineQuery = (euid: number) =>
  infiniteQueryOptions({
    queryKey: ["people", "timeline", euid],
    queryFn: ({ signal, pageParam }) =>
      read<TimelinePage>("/v1/user/timeline", { euid, before: pageParam, limit: 50 }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.before,
  });

export const attributesQuery = queryOptions({
  queryKey: ["attributes"],
  queryFn: ({ signal }) => read<readonly Attribute[]>("/v1/attribute", {}, signal),
});

export async function setProperty(change: {
  euid: number;
  type: "set" | "delete";
  name: string;
  value: unknown;
}): Promise<void> {
  const { euid, type, name, value } = change;
  const body = { euid, type, properties: { [name]: value } };
  await ask("/v1/user/property", { method: "POST", body });
}

export async function erasePerson(euid: number): Promise<void> {
  await ask("/v1/user", { method: "DELETE", query: { euid } });
}

export async function registerAttribute(body: {
  name: string;
  type: AttributeType;
  description: string;
}): Promise<void> {
  await ask("/v1/attribute", { method: "POST", body });
}

export async function lockRegistry(locked: boolean): Promise<void> {
  await ask("/v1/attribute/registry", { method: "PUT", body: { locked } });
}
