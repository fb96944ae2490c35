/**
 * What the contract says of properties, on a page: no limits of size, and date-times in UTC. Every
 * value is the JSON in which it is kept, so that decimals are exact.
 */
export type Kind = "STRING" | "NUMBER" | "BOOL" | "DATETIME" | "LIST";
export type Values = ReadonlyMap<string, string>;
export type Kinds = ReadonlyMap<string, Kind>;

export interface Step {
  readonly type: "set" | "set_once" | "increase" | "add" | "remove" | "delete";
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Effect {
  readonly values: Values;
  readonly kinds: Kinds;
  readonly changes: readonly { name: string; old: string | null; new: string | null }[];
  readonly refused: readonly (readonly [name: string, why: string])[];
}

/** What becomes of a value, null being none; or why it stays. */
type Word = { readonly json: string | null; readonly kind?: Kind } | { readonly why: string };

const NAME = { why: "attribute_name_invalid" };
const MISSING = { why: "value_missing" };
const WRONG = { why: "value_type_wrong" };
const INVALID = { why: "value_invalid" };

export function act(before: { values: Values; kinds: Kinds }, { type, properties }: Step): Effect {
  const [values, kinds] = [new Map(before.values), new Map(before.kinds)];
  const changes: Effect["changes"][number][] = [];
  const refused: Effect["refused"][number][] = [];
  for (const [name, sent] of Object.entries(properties)) {
    const old = values.get(name) ?? null;
    const word = isName(name, kinds) ? judge(type, sent, { old, kind: kinds.get(name) }) : NAME;
    if ("why" in word) refused.push([name, word.why]);
    else if (word.json !== old) {
      changes.push({ name, old, new: word.json });
      if (word.json === null) values.delete(name);
      else values.set(name, word.json);
      if (word.kind !== undefined) kinds.set(name, word.kind);
    }
  }
  return { values, kinds, changes, refused };
}

function isName(name: string, kinds: Kinds): boolean {
  if (kinds.has(name)) return true;
  const twins = [...kinds.keys(), "email"].filter((it) => it.toLowerCase() === name.toLowerCase());
  return twins.length === 0 && /^[a-z]\w*$/i.test(name);
}

interface Met {
  readonly old: string | null;
  readonly kind: Kind | undefined;
}

function judge(type: Step["type"], sent: unknown, { old, kind }: Met): Word {
  if (type === "delete") return { json: null };
  if (sent === null || sent === "" || (Array.isArray(sent) && sent.length === 0)) return MISSING;
  if (type === "set" || type === "set_once") {
    const word = read(sent, kind ?? kindOf(sent));
    return type === "set_once" && old !== null && "json" in word ? { json: old } : word;
  }
  if (type === "increase") {
    const by = read(sent, "NUMBER");
    if ("why" in by || (kind ?? by.kind) !== by.kind) return "why" in by ? by : WRONG;
    return decimal(thousandths(old ?? "0") + thousandths(by.json ?? "0"));
  }
  const members = read(typeof sent === "string" ? [sent] : sent, "LIST");
  if ("why" in members || (kind ?? "LIST") !== "LIST") return "why" in members ? members : WRONG;
  const [had, some] = [texts(old), texts(members.json)];
  const union = JSON.stringify([...new Set([...had, ...some])]);
  if (type === "add") return { json: union, kind: "LIST" };
  const rest = had.filter((text) => !some.includes(text));
  return { json: old === null ? null : JSON.stringify(rest) };
}

function read(sent: unknown, kind: Kind | undefined): Word {
  if (kind === undefined) return INVALID;
  const mixed = Array.isArray(sent) && sent.some((it) => typeof it !== "string");
  if (kind === "LIST" && mixed) return INVALID;
  if (kind === "DATETIME" && kindOf(sent) === "DATETIME") {
    return { json: JSON.stringify(`${String(sent).replace(" ", "T")}Z`), kind };
  }
  if (kindOf(sent) !== kind && !(kind === "STRING" && typeof sent === "string")) return WRONG;
  return kind === "NUMBER"
    ? decimal(thousandths(String(sent)))
    : { json: JSON.stringify(sent), kind };
}

function kindOf(sent: unknown): Kind | undefined {
  if (Array.isArray(sent)) return "LIST";
  if (typeof sent === "number") return "NUMBER";
  if (typeof sent === "boolean") return "BOOL";
  if (typeof sent !== "string") return undefined;
  return /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(sent) ? "DATETIME" : "STRING";
}

function texts(json: string | null): readonly string[] {
  return JSON.parse(json ?? "[]");
}

/** Of a decimal with at most three places. */
function thousandths(text: string): bigint {
  const [whole = "", places = ""] = text.split(".");
  return BigInt(whole + places.padEnd(3, "0"));
}

function decimal(count: bigint): Word {
  const digits = (count < 0n ? -count : count).toString().padStart(4, "0");
  const [whole, places] = [digits.slice(0, -3), digits.slice(-3).replace(/0+$/, "")];
  if (places === "" && BigInt(whole) > BigInt(Number.MAX_SAFE_INTEGER)) return INVALID;
  return { json: `${count < 0n ? "-" : ""}${whole}${places && `.${places}`}`, kind: "NUMBER" };
}
