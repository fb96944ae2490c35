import type { Group } from "./queries.ts";

/** What a group can say for its links, in the order of the page. */
export const SETTINGS = {
  strtYmdt: "dateTime",
  endYmdt: "dateTime",
  expireUrl: "url",
  pwd: "password",
  acesMaxCnt: "limit",
  notfSubscYn: "flag",
  qrBypassYn: "flag",
  blockOverseasSticsYn: "flag",
  nonmemberSticsPwd: "password",
  pushNotifyYn: "flag",
  mailNotifyYn: "flag",
} as const;

export type SettingName = keyof typeof SETTINGS;
export const SETTING_NAMES = Object.keys(SETTINGS) as SettingName[];

const WEBHOOK_NAMES = [
  "webhookEnableYn",
  "webhookCallbackUrl",
  "webhookMetric",
  "webhookFrequency",
] as const;
export type FieldName = "nm" | "memo" | SettingName | (typeof WEBHOOK_NAMES)[number];
export const FIELD_NAMES: readonly FieldName[] = ["nm", "memo", ...SETTING_NAMES, ...WEBHOOK_NAMES];

/** As it stands in the form: text, or null where it is left to each link. */
export type Draft = Readonly<Record<FieldName, string | null>>;

/** A password that is set already: nobody can read it, so it is kept or replaced. */
export const KEPT = "\u0000kept";

export function draftOf(group: Group): Draft {
  const kept = (flag: string | null) => (flag === "Y" ? KEPT : null);
  return {
    nm: group.nm,
    memo: group.memo ?? "",
    strtYmdt: toInput(group.strtYmdt),
    endYmdt: toInput(group.endYmdt),
    expireUrl: group.expireUrl,
    pwd: kept(group.pwdYn),
    acesMaxCnt: group.acesMaxCnt === null ? null : String(group.acesMaxCnt),
    notfSubscYn: group.notfSubscYn,
    qrBypassYn: group.qrBypassYn,
    blockOverseasSticsYn: group.blockOverseasSticsYn,
    nonmemberSticsPwd: kept(group.nonmemberSticsPwdYn),
    pushNotifyYn: group.pushNotifyYn,
    mailNotifyYn: group.mailNotifyYn,
    webhookEnableYn: group.webhookEnableYn === "Y" ? "Y" : "N",
    webhookCallbackUrl: group.webhookCallbackUrl ?? "",
    webhookMetric: group.webhookMetric ?? "C",
    webhookFrequency: String(group.webhookFrequency ?? 1),
  };
}

/** `2026-12-12 00:00:00` as a field of the browser has it; seconds only where there are any. */
function toInput(local: string | null): string | null {
  return local === null ? null : local.replace(" ", "T").replace(/:00$/, "");
}

function fromInput(value: string): string {
  const [day = "", time = ""] = value.split("T");
  return `${day} ${time.length === 5 ? `${time}:00` : time}`;
}

export function changedNames(draft: Draft, saved: Draft): readonly FieldName[] {
  return FIELD_NAMES.filter((name) => draft[name] !== saved[name]);
}

/** The fields of an update: only those that changed, so that nothing else is touched. */
export function toWire(draft: Draft, saved: Draft): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    changedNames(draft, saved).map((name) => [name, wireValue(name, draft[name])]),
  );
}

function wireValue(name: FieldName, value: string | null): unknown {
  if (value === null) return null;
  if (name === "webhookFrequency" || name === "acesMaxCnt") return Number(value);
  if (name === "strtYmdt" || name === "endYmdt") return fromInput(value);
  return value.trim() === "" ? "" : name === "memo" || name.endsWith("wd") ? value : value.trim();
}

export type Complaint = "missing" | "number" | "order" | "url" | "shortPassword";

/** What can be told without asking the server; it has the last word. */
export function complaintsOf(
  draft: Draft,
  changed: readonly FieldName[],
): Readonly<Partial<Record<FieldName, Complaint>>> {
  const found: Partial<Record<FieldName, Complaint>> = {};
  for (const name of changed) {
    const complaint = complaintOf(name, draft);
    if (complaint !== null) found[name] = complaint;
  }
  return found;
}

function complaintOf(name: FieldName, draft: Draft): Complaint | null {
  const value = draft[name]?.trim() ?? null;
  if (name === "webhookEnableYn" || name === "webhookCallbackUrl") return webhookComplaint(draft);
  if (value === null || name === "memo") return null;
  if (value === "") return "missing";
  if (name === "acesMaxCnt") return isLimit(value) ? null : "number";
  if (name === "expireUrl") return isUrl(value) ? null : "url";
  if (name === "nonmemberSticsPwd" && value.length < 4) return "shortPassword";
  const { strtYmdt, endYmdt } = draft;
  const window = name === "strtYmdt" || name === "endYmdt";
  return window && strtYmdt && endYmdt && strtYmdt >= endYmdt ? "order" : null;
}

function webhookComplaint({ webhookEnableYn, webhookCallbackUrl }: Draft): Complaint | null {
  if (webhookEnableYn !== "Y") return null;
  if (!webhookCallbackUrl?.trim()) return "missing";
  return isUrl(webhookCallbackUrl.trim()) ? null : "url";
}

const isLimit = (text: string) => /^\d{1,10}$/.test(text) && Number(text) <= 2 ** 31 - 1;
const isUrl = (text: string) => URL.canParse(text) && /^https?:\/\//i.test(text);

/** Somebody saved meanwhile: their word where I changed nothing, mine where I did. */
export function rebase(mine: Draft, base: Draft, theirs: Draft): Draft {
  const changed = new Set(changedNames(mine, base));
  return Object.fromEntries(
    FIELD_NAMES.map((name) => [name, changed.has(name) ? mine[name] : theirs[name]]),
  ) as Draft;
}
