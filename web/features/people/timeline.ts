/** What the timeline of the audience API says, and what is read from it. */

interface Head {
  readonly at: string;
}

export interface ChangeItem extends Head {
  readonly type: "change";
  readonly attribute: string;
  readonly operation: "set" | "set_once" | "increase" | "add" | "remove" | "delete" | "merge";
  readonly old: unknown;
  readonly new: unknown;
  readonly source: number;
}

/** A contact, masked. */
export interface ContactItem extends Head {
  readonly type: "change";
  readonly name: "email" | "mobile_phone" | "landline_phone" | "whatsapp_phone";
  readonly operation: "contact";
  readonly old: string | null;
  readonly new: string | null;
  /** A data source, or what changed how the contact is read. */
  readonly source: number | "home_country" | "upgrade";
}

export type TimelineItem =
  | (Head & {
      readonly type: "event";
      readonly name: string;
      readonly properties: Readonly<Record<string, unknown>>;
    })
  | (Head & {
      readonly type: "click";
      readonly properties: {
        readonly link: string | null;
        readonly group: string | null;
        readonly country: string;
        readonly device: string;
        readonly referrer: string;
      };
    })
  | ChangeItem
  | ContactItem
  | (Head & {
      readonly type: "merge";
      readonly euid: number;
      readonly left_out: readonly string[];
    });

/** The changes of each attribute, the newest first, as far as the timeline is loaded. */
export function historyOf(
  items: readonly TimelineItem[],
): ReadonlyMap<string, readonly ChangeItem[]> {
  const changes = items.filter((item) => item.type === "change" && item.operation !== "contact");
  return Map.groupBy(changes, (change) => change.attribute);
}

export interface Day {
  readonly day: string;
  readonly items: readonly TimelineItem[];
}

/** In days of the workspace; `localOf` tells the wall clock there. */
export function byDay(
  items: readonly TimelineItem[],
  localOf: (iso: string) => string,
): readonly Day[] {
  const days = Map.groupBy(items, (item) => localOf(item.at).slice(0, 10));
  return [...days].map(([day, of]) => ({ day, items: of }));
}
