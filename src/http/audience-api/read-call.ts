import { checkUser, findNobodies } from "../../audience/check-user.ts";
import { parseEuid } from "../../audience/identity.ts";
import type { AudienceContext } from "../../audience/open-writes.ts";
import { ExactNumber } from "../../kit/exact-number.ts";
import { Fault } from "../../kit/fault.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A number that no double holds is an object of ours, and no object of the client's. */
function isObject(value: unknown): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ExactNumber)
  );
}

export function readObject(value: unknown, field: string): Fields {
  if (!isObject(value))
    throw new Fault("field_invalid", { field, reason: "type", expected: "object" });
  return value;
}

/** An own field, whatever its name; undefined where it is not there. */
function fieldOf(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

export interface UserCall<Fields> {
  readonly euid: number;
  readonly fields: Fields;
}

/** `euid` before every other field, and whether there is such a user before what is wrong with those. */
export async function readUserCall<Result>(
  ctx: AudienceContext,
  body: unknown,
  read: (fields: Fields) => Result,
): Promise<UserCall<Result>> {
  const fields = readObject(body, "body");
  const euid = parseEuid(fieldOf(fields, "euid"));
  try {
    return { euid, fields: read(fields) };
  } catch (fault) {
    await checkUser(ctx, euid);
    throw fault;
  }
}

interface UserItems {
  readonly items: readonly unknown[];
  /** What a refusal calls them. */
  readonly field: string;
}

/** Items of many users, each read or refused for itself, and judged in the order of `readUserCall`. */
export async function readUserItems<Item>(
  ctx: AudienceContext,
  { items, field }: UserItems,
  read: (euid: number, fields: Fields) => Item,
): Promise<(Item | Fault)[]> {
  const misread = new Map<number, number>();
  const all = items.map((item, place): Item | Fault => {
    let euid: number | undefined;
    try {
      const fields = readObject(item, field);
      euid = parseEuid(fieldOf(fields, "euid"));
      return read(euid, fields);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      if (euid !== undefined) misread.set(place, euid);
      return error;
    }
  });
  const nobodies = await findNobodies(ctx, [...new Set(misread.values())]);
  for (const [place, euid] of misread) {
    if (nobodies.has(euid)) all[place] = new Fault("user_unknown");
  }
  return all;
}

const MOST_ITEMS = 500;

/** An object of items: properties or contacts. */
export function countItems(field: string): (value: unknown) => void {
  return (value) => {
    const items = Object.keys(readObject(value, field)).length;
    if (items === 0) throw new Fault("field_invalid", { field, reason: "too_few", min: 1 });
    if (items > MOST_ITEMS) {
      throw new Fault("field_invalid", { field, reason: "too_many", max: MOST_ITEMS });
    }
  };
}
