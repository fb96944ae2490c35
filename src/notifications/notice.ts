/** Something that a workspace's people are told; small enough to wait in a job. */
export type Notice = ClicksReached | WebhookDisabled;

/** A link got so many clicks. */
export interface ClicksReached {
  readonly kind: "clicks-reached";
  readonly linkId: number;
  readonly threshold: number;
  /** ISO 8601, as a job keeps it. */
  readonly at: string;
}

/** A webhook was switched off, for nothing that was sent to it arrived any more. */
export interface WebhookDisabled {
  readonly kind: "webhook-disabled";
  /** Whose it was; null: the workspace's own. */
  readonly groupName: string | null;
  /** Of the webhook's URL, which may hold secrets elsewhere. */
  readonly host: string;
  /** ISO 8601. */
  readonly at: string;
}

/** The same notice has the same one, however often it is sent. */
export function noticeId(workspaceId: number, notice: Notice): string {
  switch (notice.kind) {
    case "clicks-reached":
      return `${workspaceId} ${notice.kind} ${notice.linkId} ${notice.threshold}`;
    case "webhook-disabled":
      return `${workspaceId} ${notice.kind} ${notice.groupName ?? ""} ${notice.at}`;
  }
}
