import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../../ui/icons.tsx";
import { useTexts } from "../../ui/language.tsx";
import { useFormat } from "../../workspace.tsx";
import { type Delivery, redeliver, type Status } from "./queries.ts";
import { deliveryTexts } from "./texts.ts";

export function answerOf({ lastStatus, lastError }: Delivery, none: string): string {
  if (lastStatus !== null) return String(lastStatus);
  return lastError ?? none;
}

const LOOKS: Readonly<Record<Status, readonly [look: string, icon: IconName]>> = {
  pending: ["tag warn", "clock"],
  delivered: ["tag good", "check"],
  dead: ["tag bad", "close"],
};

export function StatusTag({ status }: { status: Status }): ReactNode {
  const text = useTexts(deliveryTexts);
  const [look, icon] = LOOKS[status];
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
    mutationFn: redeliver,
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ["deliveries"] }),
  });
  const name = row.status === "pending" ? text.sendNow : text.sendAgain;
  return (
    <>
      <Button
        aria-label={`${name}: ${row.linkId}, ${row.eventId}`}
        loading={sending.isPending}
        onClick={() => sending.mutate(row.deliveryIdx)}
      >
        {name}
      </Button>
      <div role="status" className="small">
        {sending.isSuccess && text.sentAgain}
        {sending.error?.message}
      </div>
    </>
  );
}
