import fc, { type Arbitrary } from "fast-check";
import type { Route } from "../support/documented.ts";
import type { ProvingGround } from "../support/proving-ground.ts";
import { sampleOf } from "../support/sample-call.ts";

/** One write call with whatever in its body. */
export interface RandomCall {
  readonly ground: ProvingGround;
  readonly route: Route;
  readonly body: string | Buffer;
  /** Shown where a run fails. */
  toString(): string;
}

/** Hashing a password is slow by design; what is wrong with one is told in `fields.test.ts`. */
const SLOW: ReadonlySet<string> = new Set(["pwd", "nonmemberSticsPwd"]);

const utf16 = fc
  .array(fc.nat(0xffff), { maxLength: 40 })
  .map((units) => String.fromCharCode(...units));

/** What has hurt somebody's parser before. */
const ODD = [
  ...[
    "",
    " ",
    "Y",
    "N",
    "0",
    "1",
    "-1",
    "1e3",
    "NaN",
    "null",
    "true",
    "\u0000",
    "\ud800",
    "\ufeff",
  ],
  ...["__proto__", "constructor", "2026-02-30 00:00:00", "0001-01-02 00:00:00", "https://", "@"],
  ...["9999-12-31 23:59:59", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00Z", "%00", "{field}"],
  ...["set", "increase", "add", "remove", "delete", "STRING", "NUMBER", "LIST", "user_id", "+62"],
  ...[0, -0, 1, -1, 0.1, 1e21, 5e-324, 2 ** 31, 2 ** 53, 2 ** 53 + 2, -(2 ** 63), Number.MAX_VALUE],
  ...[null, true, false, [], {}, [[]], [null], [""], ["a", "a"], [0.1], { a: {} }, { euid: 1 }],
];

const value: Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<unknown>(...ODD) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 2, arbitrary: utf16 },
  { weight: 1, arbitrary: fc.array(utf16, { maxLength: 8 }) },
  { weight: 1, arbitrary: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 })) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.maxSafeInteger() },
);

/** A number as no program writes it, in the place of the first one there is. */
const token = fc.constantFrom(
  ...["1e999", "-1e999", "1e-999", "0.1e1", "1E+2", "123456789012345678901234567890"],
  ...["0.1000000000000000000000000000000000000000001", "NaN", "01", "-", `${"9".repeat(500)}`],
);

interface Mutation {
  readonly all: boolean;
  /** The n-th field of the schema, counted round, gets this value, or goes. */
  readonly replaced: readonly (readonly [field: number, value: unknown])[];
  readonly dropped: readonly number[];
  readonly added: Readonly<Record<string, unknown>>;
}

const mutation: Arbitrary<Mutation> = fc.record({
  all: fc.boolean(),
  replaced: fc.array(fc.tuple(fc.nat(99), value), { maxLength: 3 }),
  dropped: fc.oneof(fc.constant([]), fc.array(fc.nat(99), { maxLength: 4 })),
  added: fc.oneof(
    { weight: 9, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(fc.string(), value, { maxKeys: 2 }) },
  ),
});

type MakeBody = (ground: ProvingGround, route: Route) => string | Buffer;

function mutate(route: Route, ground: ProvingGround, how: Mutation): string {
  const schema = route.body ?? {};
  const names = Object.keys(schema.properties ?? {}).filter((name) => !SLOW.has(name));
  const nth = (n: number): string => names[n % names.length] ?? "";
  const fields = new Map(
    Object.entries(sampleOf(schema, ground.known, how.all)).filter(([name]) => !SLOW.has(name)),
  );
  for (const [n, put] of how.replaced) fields.set(nth(n), put);
  for (const n of how.dropped) fields.delete(nth(n));
  for (const [name, put] of Object.entries(how.added)) fields.set(name, put);
  const entries = [...fields].map(([name, put]) => `${JSON.stringify(name)}:${textOf(put)}`);
  return `{${entries.join(",")}}`;
}

const textOf = (put: unknown): string => JSON.stringify(put) ?? "null";

const bytes = fc.uint8Array({ maxLength: 60 });

const makeBody: Arbitrary<MakeBody> = fc.oneof(
  {
    weight: 8,
    arbitrary: mutation.map(
      (how): MakeBody =>
        (ground, route) =>
          mutate(route, ground, how),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(mutation, token).map(
      ([how, number]): MakeBody =>
        (ground, route) =>
          mutate(route, ground, how).replace(/:-?\d[\d.eE+-]*/, `:${number}`),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(mutation, fc.nat(), fc.nat(9), bytes).map(
      ([how, at, gone, put]): MakeBody =>
        (ground, route) => {
          const text = Buffer.from(mutate(route, ground, how));
          const start = at % (text.length + 1);
          return Buffer.concat([text.subarray(0, start), put, text.subarray(start + gone)]);
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.json({ maxDepth: 4 }).map(
      (text): MakeBody =>
        () =>
          text,
    ),
  },
  {
    weight: 1,
    arbitrary: bytes.map(
      (raw): MakeBody =>
        () =>
          Buffer.from(raw),
    ),
  },
  {
    weight: 1,
    arbitrary: utf16.map(
      (text): MakeBody =>
        () =>
          text,
    ),
  },
);

/** Calls of all write routes of an API alike. */
export function randomCall(ground: ProvingGround): Arbitrary<RandomCall> {
  // A test of a webhook would go out to the network.
  const routes = ground.routes.filter(
    ({ body, path }) => body !== null && path !== "/api/admin/v1/webhooks/test",
  );
  return fc.tuple(fc.constantFrom(...routes), makeBody).map(([route, make]) => {
    const body = make(ground, route);
    const shown = `${route.method} ${route.path} ${JSON.stringify(body.toString())}`;
    return { ground, route, body, toString: () => shown, [fc.toStringMethod]: () => shown };
  });
}
