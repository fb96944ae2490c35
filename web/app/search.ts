/** What may stand behind the `?` of each page; whatever is malformed is as if it were not there. */
import { STATUSES } from "../features/deliveries/queries.ts";
import { FLAGS, type Maker, OVERRIDABLE, PLACES } from "../features/links/list-search.ts";
import { RANK_SORTS, type RankSort } from "../statistics/ranking-query.ts";
import { PERIODS, type Period } from "../ui/days.ts";

type Search = Readonly<Record<string, unknown>>;

function text(value: unknown): string | undefined {
  const said = typeof value === "number" ? String(value) : value;
  return typeof said === "string" && said !== "" ? said.slice(0, 3_000) : undefined;
}

function page(value: unknown): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) && number > 1 ? number : undefined;
}

function oneOf<Value extends string>(values: readonly Value[], value: unknown): Value | undefined {
  return values.find((it) => it === String(value));
}

/** Without those that are not said, so that addresses stay short. */
function said<Fields extends object>(
  fields: Fields,
): { [Key in keyof Fields]?: NonNullable<Fields[Key]> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Fields]?: NonNullable<Fields[Key]>;
  };
}

/** Only ways inside: a foreign address behind `?to=` would make our door lead there. */
export function signIn(search: Search) {
  const to = text(search["to"]);
  return said({ to: to?.startsWith("/") && !/^\/[/\\]/.test(to) ? to : undefined });
}

export const token = (search: Search) => said({ token: text(search["token"]) });

export const overview = (search: Search) =>
  said({
    period: oneOf<Period>(PERIODS, search["period"]),
    figure: oneOf(["clicks", "people"], search["figure"]),
  });

export const groups = (search: Search) =>
  said({ q: text(search["q"])?.slice(0, 100), page: page(search["page"]) });

function day(value: unknown): string | undefined {
  const said = String(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(said) && !Number.isNaN(Date.parse(said)) ? said : undefined;
}

function wholeNumber(value: unknown): number | undefined {
  const number = value === undefined || value === "" ? Number.NaN : Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

export const links = (search: Search) =>
  said({
    q: text(search["q"])?.slice(0, 100),
    in: oneOf(PLACES, search["in"]),
    group: wholeNumber(search["group"]),
    host: text(search["host"])?.slice(0, 300),
    has: oneOf(FLAGS, search["has"]),
    overridden: oneOf(OVERRIDABLE, search["overridden"]),
    by: oneOf<Maker>(["dashboard", "api", "bulk"], search["by"]),
    from: day(search["from"]),
    until: day(search["until"]),
    page: page(search["page"]),
  });

export const ofGroup = (search: Search) => said({ group: wholeNumber(search["group"]) });

export const statistics = (search: Search) =>
  said({
    period: oneOf<Period>(PERIODS, search["period"]),
    from: day(search["from"]),
    until: day(search["until"]),
    figure: oneOf(["clicks", "people"], search["figure"]),
    device: oneOf(["device", "os", "browser"], search["device"]),
    utm: oneOf(["utm_source", "utm_medium", "utm_campaign"], search["utm"]),
  });

export const ranking = (search: Search) =>
  said({
    period: oneOf<Period>(PERIODS, search["period"]),
    sort: oneOf<RankSort>(RANK_SORTS, search["sort"]),
    order: oneOf(["asc"], search["order"]),
    page: page(search["page"]),
  });

export const people = (search: Search) =>
  said({ q: text(search["q"])?.slice(0, 256), page: page(search["page"]) });

export const paged = (search: Search) => said({ page: page(search["page"]) });

export const deliveries = (search: Search) =>
  said({ status: oneOf(STATUSES, search["status"]), page: page(search["page"]) });

export const reference = (search: Search) => said({ q: text(search["q"])?.slice(0, 100) });
