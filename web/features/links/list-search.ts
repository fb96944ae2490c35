/** What stands behind the `?` of the list of links, and what it asks the API for. */

export const PLACES = ["url", "ttl", "memo", "linkId"] as const;
export type Place = (typeof PLACES)[number];

export const FLAGS = [
  "brandLinkYn",
  "pwdYn",
  "notfSubscYn",
  "qrBypassYn",
  "blockOverseasSticsYn",
  "nonmemberSticsPwdYn",
  "pushNotifyYn",
  "mailNotifyYn",
] as const;
export type Flag = (typeof FLAGS)[number];

/** Settings of which a link may have a value of its own, as the API calls them. */
export const OVERRIDABLE = [
  "strtYmdt",
  "endYmdt",
  "expireUrl",
  "pwd",
  "acesMaxCnt",
  "notfSubscYn",
  "qrBypassYn",
  "blockOverseasSticsYn",
  "nonmemberSticsPwd",
  "pushNotifyYn",
  "mailNotifyYn",
] as const;
export type Overridable = (typeof OVERRIDABLE)[number];

/** How a link came to be, as the API numbers it. */
export const MAKERS = { dashboard: 270, api: 272, bulk: 274 } as const;
export type Maker = keyof typeof MAKERS;

export interface LinkSearch {
  readonly q?: string;
  readonly in?: Place;
  /** 0: links without a group. */
  readonly group?: number;
  readonly host?: string;
  readonly has?: Flag;
  /** Links whose own value of it their group overrides with another. */
  readonly overridden?: Overridable;
  readonly by?: Maker;
  readonly from?: string;
  readonly until?: string;
  readonly page?: number;
}

export type ListQuery = Readonly<Record<string, string | number>>;

/** Before the first link there was, and as late as the API reads. */
const EVER = { from: "1970-01-01", until: "9999-12-30" };

export function listQuery(search: LinkSearch): ListQuery {
  const { q, in: place = "url", group, host, has, overridden, by, from, until, page = 1 } = search;
  return {
    regStartYmdt: `${from ?? EVER.from} 00:00:00`,
    regEndYmdt: `${until ?? EVER.until} 23:59:59`,
    pages: page,
    ...(q && { [place]: q }),
    ...(group !== undefined && { grpIdx: group }),
    ...(host && { domain: `https://${host}` }),
    ...(has && { [has]: "Y" }),
    ...(overridden && { overridden }),
    ...(by && { createTypeIdx: MAKERS[by] }),
  };
}

/** Whether anything but the page is asked for. */
export function isNarrowed({ page: _, in: __, ...rest }: LinkSearch): boolean {
  return Object.values(rest).some((value) => value !== undefined);
}
