import { Button } from "@mantine/core";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { useFormat } from "../../workspace.tsx";
import { type Delivery, redeliver, type Status } from "./queries.ts";
import { deliveryTexts } from "./texts.ts";

export function answerOf({ lastStatus, lastError }: Delivery, none: string): string {
  if (lastStatus !== null) return String(lastStatus);
  return lastError ?? none;
}

const TAGS: Readonly<Record<Status, readonly [look: string, icon: IconName]>> = {
  pending: ["tag warn", "clock"],
  delivered: ["tag good", "check"],
  dead: ["tag bad", "close"],
};

export function StatusTag({ status }: { status: Status }): ReactNode {
  const text = useTexts(deliveryTexts);
  const [look, icon] = TAGS[status];
  return (
    <span className={look}>
      <Icon name={icon} size={12} />
      {text[status]}
    </span>
  );
}

export function When({ row }: { row: Delivery }): ReactNode {
  const text = useTexts(deliveryTexts);
  const format = useFormat();
  return (
    <span className="num">
      {format.dateTime(row.regYmdt)}
      {row.status === "pending" && row.nextYmdt && (
        <div className="dim small">{text.again(format.time(row.nextYmdt, true))}</div>
      )}
    </span>
  );
}

export function Details({ row }: { row: Delivery }): ReactNode {
  const text = useTexts(deliveryTexts);
  return (
    <details>
      <summary>{text.details}</summary>
      <dl className="small">
        <dt className="dim">{text.event}</dt>
        <dd className="mono">{row.eventId}</dd>
        <dt className="dim">{text.address}</dt>
        <dd className="mono">{row.callbackUrl ?? "–"}</dd>
        <dt className="dim">{text.answer}</dt>
        <dd>{[row.lastStatus, row.lastError].filter((it) => it !== null).join(" · ") || "–"}</dd>
      </dl>
    </details>
  );
}

export function SendAgain({ row }: { row: Delivery }): ReactNode {
  const text = useTexts(deliveryTexts);
  const queryClient = useQueryClient();
  const sending = useMutation({
    mutationFn: async () => {
      await redeliver(row.deliveryIdx);
      await followOutcome(queryClient, row);
    },
  });
  const name = row.status === "pending" ? text.sendNow : text.sendAgain;
  return (
    <>
      <Button
        aria-label={`${name}: ${row.linkId}, ${row.eventId}`}
        loading={sending.isPending}
        onClick={() => sending.mutate()}
      >
        {name}
      </Button>
      <div role="status" className="small">
        {sending.isPending && text.sentAgain}
        {sending.isSuccess && text[row.status]}
        {sending.error?.message}
      </div>
    </>
  );
}

/** Together somewhat more than one attempt takes at most. */
const LOOKS_AFTER_MS = [300, 700, 1_500, 3_000, 6_000, 8_000];

/** The server has only taken the order: the list is asked for until it shows what came of it. */
async function followOutcome(queryClient: QueryClient, sent: Delivery): Promise<void> {
  for (const wait of LOOKS_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    await queryClient.invalidateQueries({ queryKey: ["deliveries"] });
    const pages = queryClient.getQueriesData<Paged<Delivery>>({
      queryKey: ["deliveries"],
      type: "active",
    });
    const rows = pages.flatMap(([, page]) => page?.list ?? []);
    const row = rows.find(({ deliveryIdx }) => deliveryIdx === sent.deliveryIdx);
    // From the page of one status it may have gone.
    if (row === undefined || row.attempts > sent.attempts) return;
  }
}
