import type { LinkRow } from "./queries.ts";

/** What a link can say for itself, in the order of the page. */
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

export const BASICS = [
  "url",
  "ttl",
  "grpIdx",
  "memo",
  "redirectType",
  "delYmdt",
  "description",
  "metaImg",
] as const;
export type BasicName = (typeof BASICS)[number];

export type FieldName = BasicName | SettingName;
export const FIELD_NAMES: readonly FieldName[] = [...BASICS, ...SETTING_NAMES];

/** As it stands in the form: text; of settings null where the link says nothing. */
export type Draft = Readonly<Record<FieldName, string | null>>;

/** A password that is set already: nobody can read it, so it is kept or replaced. */
export const KEPT = "\u0000kept";

export const EMPTY: Draft = {
  url: "",
  ttl: "",
  grpIdx: "",
  memo: "",
  redirectType: "302",
  delYmdt: "",
  description: "",
  metaImg: "",
  strtYmdt: null,
  endYmdt: null,
  expireUrl: null,
  pwd: null,
  acesMaxCnt: null,
  notfSubscYn: null,
  qrBypassYn: null,
  blockOverseasSticsYn: null,
  nonmemberSticsPwd: null,
  pushNotifyYn: null,
  mailNotifyYn: null,
};

export function draftOf(link: LinkRow): Draft {
  const kept = (flag: string | null) => (flag === "Y" ? KEPT : null);
  return {
    url: link.url,
    ttl: link.ttl ?? "",
    grpIdx: link.grpIdx === null ? "" : String(link.grpIdx),
    memo: link.memo ?? "",
    redirectType: String(link.redirectType),
    delYmdt: toInput(link.delYmdt) ?? "",
    description: link.description ?? "",
    metaImg: link.metaImg ?? "",
    strtYmdt: toInput(link.strtYmdt),
    endYmdt: toInput(link.endYmdt),
    expireUrl: link.expireUrl,
    pwd: kept(link.pwdYn),
    acesMaxCnt: link.acesMaxCnt === null ? null : String(link.acesMaxCnt),
    notfSubscYn: link.notfSubscYn,
    qrBypassYn: link.qrBypassYn,
    blockOverseasSticsYn: link.blockOverseasSticsYn,
    nonmemberSticsPwd: kept(link.nonmemberSticsPwdYn),
    pushNotifyYn: link.pushNotifyYn,
    mailNotifyYn: link.mailNotifyYn,
  };
}

/** `2026-12-12 00:00:00` as a field of the browser has it; seconds only where there are any. */
export function toInput(local: string | null): string | null {
  return local === null ? null : local.replace(" ", "T").replace(/:00$/, "");
}

function fromInput(value: string): string {
  const [day = "", time = ""] = value.split("T");
  return `${day} ${time.length === 5 ? `${time}:00` : time}`;
}

export function changedNames(draft: Draft, saved: Draft): readonly FieldName[] {
  return FIELD_NAMES.filter((name) => draft[name] !== saved[name]);
}

/** The fields of an update, or of a new link where `saved` is an empty form. */
export function toWire(draft: Draft, saved: Draft): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    changedNames(draft, saved).map((name) => [name, wireValue(name, draft[name])]),
  );
}

function wireValue(name: FieldName, value: string | null): unknown {
  if (value === null) return null;
  if (name === "grpIdx" || name === "redirectType" || name === "acesMaxCnt") return Number(value);
  if (name === "strtYmdt" || name === "endYmdt" || name === "delYmdt") {
    return value === "" ? null : fromInput(value);
  }
  return name === "memo" || name === "pwd" || name === "nonmemberSticsPwd" ? value : value.trim();
}

export type Complaint = "missing" | "number" | "order" | "url" | "https" | "shortPassword";

/** What can be told without asking the server; it has the last word. */
export function complaintsOf(draft: Draft): Readonly<Partial<Record<FieldName, Complaint>>> {
  const found = FIELD_NAMES.flatMap((name) => {
    const complaint = complaintOf(name, draft);
    return complaint === null ? [] : [[name, complaint] as const];
  });
  return Object.fromEntries(found);
}

function complaintOf(name: FieldName, draft: Draft): Complaint | null {
  const value = draft[name]?.trim() ?? null;
  if (value === null) return null;
  switch (name) {
    case "url":
      return value === "" ? "missing" : isUrl(value) ? null : "url";
    case "metaImg":
      return value === "" || /^https:\/\//i.test(value) ? null : "https";
    case "expireUrl":
      return value === "" ? "missing" : isUrl(value) ? null : "url";
    case "acesMaxCnt":
      return value === "" ? "missing" : isLimit(value) ? null : "number";
    case "pwd":
      return value === "" ? "missing" : null;
    case "nonmemberSticsPwd":
      return value === "" ? "missing" : value.length < 4 ? "shortPassword" : null;
    case "strtYmdt":
    case "endYmdt": {
      const { strtYmdt, endYmdt } = draft;
      if (value === "") return "missing";
      return strtYmdt && endYmdt && strtYmdt >= endYmdt ? "order" : null;
    }
    default:
      return null;
  }
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

/** Under which name the API tells what is in force. */
export function effectiveName(name: SettingName): string {
  return SETTINGS[name] === "password" ? `${name}Yn` : name;
}
