import fc from "fast-check";
import { CONTACT_NAMES, type ContactName } from "../../src/audience/contact.ts";
import type { Kind, Step } from "./audience-model.ts";

/** Of one user, by number. */
export interface PropertyAction {
  readonly user: number;
  readonly step: Step;
}

/** Of the contact that belongs to the client; `choice` says which of its values. */
export interface ContactAction {
  readonly user: number;
  readonly choice: number;
}

export type Action =
  | { readonly kind: "one"; readonly change: PropertyAction }
  | { readonly kind: "batch"; readonly changes: readonly PropertyAction[] }
  | { readonly kind: "contact"; readonly contact: ContactAction };

/** What each client does, one after the other. */
export type Script = readonly (readonly Action[])[];

export const USERS = 3;

/** Attributes that all clients know, with a value that made them so. */
export const SHARED: readonly (readonly [name: string, kind: Kind, value: unknown])[] = [
  ["n", "NUMBER", 1],
  ["s", "STRING", "a"],
  ["b", "BOOL", true],
  ["d", "DATETIME", "2026-03-01 09:00:00"],
  ["l", "LIST", ["a"]],
  ["constructor", "NUMBER", 1],
];

/** Stands for an attribute of the client's own, which nobody has registered. */
export const OWN = "own";

const WRONG_NAMES = ["__proto__", "N", "Constructor", "email", "1st", ""];
const NUMBERS = [1, -1, 0, -0, 0.1, 0.2, -0.3, 2.125, 2 ** 53 - 1, 1 - 2 ** 53, 2 ** 53];
const TEXTS = ["a", "b", "c", "2026-03-01 09:00:00", "2026-03-01 09:00:01"];
const STRANGE: readonly unknown[] = [null, "", [], {}, ["a", 1], [["a"]], "__proto__"];

const number = fc.constantFrom(...NUMBERS);
const text = fc.constantFrom(...TEXTS);
const list = fc.array(text, { minLength: 1, maxLength: 4 });
const value = fc.oneof(number, text, list, fc.boolean(), fc.constantFrom(...STRANGE));
const known = fc.constantFrom(...SHARED.map(([name]) => name), OWN);
const anyName = fc.oneof(known, fc.constantFrom(...WRONG_NAMES));

/** Mostly what the operation is made for, now and then anything. */
const FITTING: Readonly<
  Record<Step["type"], readonly [fc.Arbitrary<string>, fc.Arbitrary<unknown>]>
> = {
  set: [known, value],
  set_once: [known, value],
  increase: [fc.constantFrom("n", "constructor", OWN), number],
  add: [fc.constantFrom("l", OWN), fc.oneof(text, list)],
  remove: [fc.constantFrom("l", OWN), fc.oneof(text, list)],
  delete: [known, value],
};

function stepOf(type: Step["type"]): fc.Arbitrary<Step> {
  const item = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(...FITTING[type]) },
    { weight: 1, arbitrary: fc.tuple(anyName, value) },
  );
  return fc
    .uniqueArray(item, { minLength: 1, maxLength: 4, selector: ([key]) => key })
    .map((items) => ({ type, properties: Object.fromEntries(items) }));
}

const TYPES = ["set", "set_once", "increase", "add", "remove", "delete"] as const;
const user = fc.nat(USERS - 1);
const change = fc.record({ user, step: fc.oneof(...TYPES.map(stepOf)) });
const contact = fc.record({ user, choice: fc.nat(4) });

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("one" as const), change }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("batch" as const),
      changes: fc.array(change, { minLength: 1, maxLength: 6 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("contact" as const), contact }) },
);

/** As many clients as there are contacts: each has one of its own. */
export const script: fc.Arbitrary<Script> = fc.array(
  fc.array(action, { minLength: 1, maxLength: 10 }),
  { minLength: 2, maxLength: CONTACT_NAMES.length },
);

const MAILS = [
  ["ana@example.com", "ana@example.com"],
  [" Ana@Example.COM ", "Ana@example.com"],
  ["", null],
  ["no mail", undefined],
  [7, undefined],
] as const;

const PHONES = [
  ["0812-3456-7890", "0812-3456-7890"],
  [" +62 812 3456 7890 ", " +62 812 3456 7890 "],
  ["", null],
  ["12", undefined],
  [7, undefined],
] as const;

/** The client's contact, what is sent, and what is kept: null is none, undefined a refusal. */
export function contactOf(client: number, choice: number) {
  const name = CONTACT_NAMES[client] as ContactName;
  const [sent, kept] = (name === "email" ? MAILS : PHONES)[choice] ?? MAILS[0];
  return { name, sent, kept };
}
