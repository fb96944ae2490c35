import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Identified, identification } from "./identification.ts";
import { type Identifier, identifierKey } from "./identity.ts";

const named = (userId: string, ...anonymousIds: string[]): Identified => ({ userId, anonymousIds });
const nameless = (...anonymousIds: string[]): Identified => ({ userId: null, anonymousIds });

/** `u:ana` is a user_id, `a:tab` an anonymous_id, `r:phone` a registration_id. */
function identifier(text: string): Identifier {
  const [kind = "", value = ""] = text.split(":");
  const kinds = { u: "user_id", a: "anonymous_id", r: "registration_id" } as const;
  return { kind: kinds[kind as "u"], value };
}

interface Case {
  readonly sent: string;
  /** Who has what, and what else is known of them. */
  readonly owners: Readonly<Record<string, number>>;
  readonly users?: Readonly<Record<number, Identified>>;
  readonly winner: number | null;
  readonly attached?: string;
  readonly merged?: readonly number[];
}

function judge({ sent, owners, users = {} }: Case) {
  return identification(
    words(sent).map(identifier),
    new Map(Object.entries(owners).map(([text, euid]) => [identifierKey(identifier(text)), euid])),
    new Map(Object.entries(users).map(([euid, user]) => [Number(euid), user])),
  );
}

const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");

describe("identifiers say who a user is:", () => {
  test.for<[string, Case]>([
    ["nobody has them", { sent: "u:ana r:1", owners: {}, winner: null, attached: "u:ana r:1" }],
    ["one is known", { sent: "a:tab r:1", owners: { "r:1": 7 }, winner: 7, attached: "a:tab" }],
    [
      "the lower priority number speaks first",
      {
        sent: "u:ana a:tab r:1",
        owners: { "u:ana": 1, "a:tab": 2, "r:1": 3 },
        users: { 1: named("ana"), 2: nameless("tab"), 3: nameless() },
        winner: 1,
        merged: [2, 3],
      },
    ],
    [
      "a user found twice is merged once",
      {
        sent: "u:ana r:1 r:2",
        owners: { "u:ana": 1, "r:1": 2, "r:2": 2 },
        users: { 1: named("ana") },
        winner: 1,
        merged: [2],
      },
    ],
    [
      "a different user_id stays apart",
      {
        sent: "u:ana a:tab",
        owners: { "u:ana": 1, "a:tab": 2 },
        users: { 1: named("ana"), 2: named("budi", "tab") },
        winner: 1,
      },
    ],
    [
      "a new user_id with another's identifiers is somebody new, alone",
      {
        sent: "u:cici a:tab r:9",
        owners: { "a:tab": 2 },
        users: { 2: named("budi", "tab") },
        winner: null,
        attached: "u:cici",
      },
    ],
    [
      "a new user_id names a user without one",
      {
        sent: "u:ana a:tab",
        owners: { "a:tab": 2 },
        users: { 2: nameless("tab") },
        winner: 2,
        attached: "u:ana",
      },
    ],
    [
      "and keeps apart from it whoever has another",
      {
        sent: "u:ana a:tab r:1",
        owners: { "a:tab": 2, "r:1": 3 },
        users: { 2: nameless("tab"), 3: named("budi") },
        winner: 2,
        attached: "u:ana",
      },
    ],
    [
      "of two without a user_id different anonymous_ids stay apart",
      {
        sent: "a:tab r:1",
        owners: { "a:tab": 2, "r:1": 3 },
        users: { 2: nameless("tab"), 3: nameless("phone") },
        winner: 2,
      },
    ],
    [
      "what one merge brings decides the next",
      {
        sent: "a:tab r:1 r:2",
        owners: { "a:tab": 2, "r:1": 3, "r:2": 4 },
        users: { 2: nameless("tab"), 3: named("ana"), 4: named("budi") },
        winner: 2,
        merged: [3],
      },
    ],
  ])("%s", ([, each]) => {
    expect(judge(each)).toEqual({
      winner: each.winner,
      attached: words(each.attached ?? "").map(identifier),
      merged: each.merged ?? [],
    });
  });

  test("no user ever gets two user_ids", () => {
    const names = ["u:ana", "a:tab", "r:1", "r:2", "r:3"];
    const owner = fc.integer({ min: 1, max: 4 });
    const user = fc.record({
      userId: fc.constantFrom(null, "cici", "dewi", "eka"),
      anonymousIds: fc.subarray(["tab", "pad"]),
    });
    fc.assert(
      fc.property(
        fc.subarray(names, { minLength: 1 }),
        fc.dictionary(fc.constantFrom(...names), owner),
        fc.array(user, { minLength: 5, maxLength: 5 }),
        (sent, owners, users) => {
          // Each has a name of its own, or none.
          const known = Object.fromEntries(
            users.map((one, at) => [at, { ...one, userId: one.userId && `${one.userId} ${at}` }]),
          );
          const plan = judge({ sent: sent.join(" "), owners, users: known, winner: null });
          const ids = [plan.winner, ...plan.merged].flatMap((at) =>
            at === null ? [] : (known[at]?.userId ?? []),
          );
          const given = plan.attached.filter(({ kind }) => kind === "user_id");
          if (plan.winner !== null) expect(ids.length + given.length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});
