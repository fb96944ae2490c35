import { type Route, type Schema, typesOf } from "./documented.ts";
import type { ProvingGround } from "./proving-ground.ts";

const ADDRESS = "https://93.184.215.14/hook";

/** Fields whose name says more than their schema. */
const BY_NAME: Readonly<Record<string, unknown>> = {
  url: "https://shop.example/",
  expireUrl: "https://shop.example/late",
  metaImg: "https://shop.example/a.png",
  webhookCallbackUrl: ADDRESS,
  callbackUrl: ADDRESS,
  ttl: "Shop",
  nm: "Ads",
  pwd: "semangka",
  nonmemberSticsPwd: "semangka",
  strtYmdt: "2026-03-01 00:00:00",
  endYmdt: "2026-03-31 23:59:59",
  delYmdt: "2027-01-01 00:00:00",
  regStartYmdt: "2026-01-01 00:00:00",
  regEndYmdt: "2030-01-01 00:00:00",
  startDelYmdt: "2026-01-01 00:00:00",
  endDelYmdt: "2030-01-01 00:00:00",
  startYmd: "2026-03-01",
  endYmd: "2026-03-31",
  ymd: "2026-03-01",
  enableYn: "Y",
  plan: "Enterprise",
  timeZone: "Asia/Jakarta",
  homeCountry: "ID",
  defaultDomain: null,
  notifyEmails: ["budi@shop.example"],
  properties: { color: "red", size: 42.5, member: true, tags: ["a", "b"] },
  email: "budi@shop.example",
  name: "Shoes",
  identity_values: ["budi"],
  identities: { user_id: "budi" },
  event_name: "opened",
  itime: Date.parse("2026-03-01T00:00:00Z"),
  updated_since: "2026-03-01T00:00:00Z",
};

let made = 0;

/** A body or query that the call accepts; `all` names every field, else only those it must have. */
export function sampleOf(
  schema: Schema,
  known: ProvingGround["known"],
  all = false,
): Record<string, unknown> {
  const { properties = {}, oneOf = [] } = schema;
  const [chosen = [], ...others] = oneOf.map((line) => line.required);
  const required = [...(schema.required ?? []), ...chosen];
  const names = Object.keys(properties).filter(
    (name) => (all && !others.flat().includes(name)) || required.includes(name),
  );
  return Object.fromEntries(
    names.map((name) => [name, sampleValue(name, properties[name] ?? {}, known)]),
  );
}

export function sampleValue(name: string, schema: Schema, known: ProvingGround["known"]): unknown {
  if (name === "brandLinkId") return `brand-${++made}`;
  if (name === "domain") return known[name] ?? `https://go-${++made}.example`;
  if (Object.hasOwn(known, name)) return known[name];
  if (Object.hasOwn(BY_NAME, name)) return BY_NAME[name];
  if (schema.enum !== undefined) {
    return schema.enum.find((value) => value === "N" || value === "set") ?? schema.enum[0];
  }
  const types = typesOf(schema);
  if (types.includes("object")) return sampleOf(schema, known, true);
  if (types.includes("array")) return [sampleItem(schema.items ?? {}, known)];
  if (types.includes("integer")) return schema.minimum ?? 1;
  if (types.includes("boolean")) return false;
  return /phone/.test(name) ? "081234567890" : "text";
}

function sampleItem(schema: Schema, known: ProvingGround["known"]): unknown {
  return schema.properties === undefined
    ? sampleValue("", schema, known)
    : sampleOf(schema, known, false);
}

/** The path with a query that the call accepts. */
export function pathOf(route: Route, known: ProvingGround["known"]): string {
  const query = Object.entries(sampleOf(route.query, known)).map(([name, value]) => [
    name,
    String(value),
  ]);
  const text = new URLSearchParams(Object.fromEntries(query) as Record<string, string>).toString();
  return text === "" ? route.path : `${route.path}?${text}`;
}
