/** A single click with all that is kept of it. */
export interface ClickDetail {
  /** 1, 2, 3 … in the workspace, in the order of ingestion. */
  readonly id: number;
  readonly at: Date;
  /** Null where the link is deleted. */
  readonly link: { readonly slug: string; readonly origin: string } | null;
  /** The group at the visit. */
  readonly groupId: number | null;
  readonly country: string;
  readonly device: string;
  readonly os: string;
  readonly browser: string;
  readonly referrer: string;
  readonly language: string;
  readonly source: string;
  readonly medium: string;
  readonly campaign: string;
  readonly qr: boolean;
  readonly firstOfDay: boolean;
  readonly euid: number | null;
}
