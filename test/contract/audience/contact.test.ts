import { describe, expect, test } from "vitest";
import { updateWorkspace } from "../../../src/workspaces/update-workspace.ts";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source, SUCCESS } from "../../support/audience.ts";

const running = useApp();
const PATH = "/v1/user/contact";

async function makeUser(with_: Parameters<typeof makeSource>[1] = {}) {
  const source = await makeSource(running.app, with_);
  const euid = await source.newUser();
  const read = async () => {
    const { data } = await source.get(`/v1/user?euid=${euid}`);
    const { contacts, normalized, ambiguous } = data as Readonly<Record<string, object>>;
    return { contacts, normalized, ambiguous };
  };
  const change = (contacts: unknown) => source.post(PATH, { euid, contacts });
  return { source, euid, read, change };
}

describe("contacts", () => {
  test("are kept as the reference call sends them", async () => {
    const { change, read } = await makeUser();
    expect(await change({ mobile_phone: "18023456879", email: "12@gmail.com" })).toStrictEqual(
      SUCCESS,
    );
    expect(await read()).toStrictEqual({
      contacts: { mobile_phone: "18023456879", email: "12@gmail.com" },
      normalized: {},
      ambiguous: ["mobile_phone"],
    });
  });

  test("that are not named stay, and an empty text clears one", async () => {
    const { change, read } = await makeUser();
    await change({
      email: "a@b.id",
      whatsapp_phone: "+62 812-3456-7890",
      landline_phone: "0215551234",
    });
    await change({ whatsapp_phone: "" });
    expect(await read()).toStrictEqual({
      contacts: { email: "a@b.id", landline_phone: "0215551234" },
      normalized: { landline_phone: "+62215551234" },
      ambiguous: [],
    });
  });

  test("are normalized: a domain in lower case, a number of the home country in E.164", async () => {
    const { change, read } = await makeUser();
    await change({ email: "  Ana@Example.COM ", mobile_phone: "0812 3456 7890" });
    expect(await read()).toStrictEqual({
      contacts: { email: "Ana@example.com", mobile_phone: "0812 3456 7890" },
      normalized: { mobile_phone: "+6281234567890" },
      ambiguous: [],
    });
  });

  test("that no plan of numbers knows are kept as written", async () => {
    const { change, read } = await makeUser();
    expect(await change({ mobile_phone: "99999" })).toStrictEqual(SUCCESS);
    expect(await read()).toStrictEqual({
      contacts: { mobile_phone: "99999" },
      normalized: {},
      ambiguous: ["mobile_phone"],
    });
  });

  test("are changed one by one when many come at a time", async () => {
    const { change, read } = await makeUser();
    await Promise.all([
      change({ email: "a@b.id" }),
      change({ mobile_phone: "12345" }),
      change({ landline_phone: "54321" }),
    ]);
    expect((await read()).contacts).toStrictEqual({
      email: "a@b.id",
      mobile_phone: "12345",
      landline_phone: "54321",
    });
  });
});

describe("the reference's number", () => {
  test.for<[string | null, object]>([
    [null, { normalized: {}, ambiguous: ["mobile_phone"] }],
    ["CN", { normalized: { mobile_phone: "+8618023456879" }, ambiguous: [] }],
  ])("in a workspace of home country %s", async ([homeCountry, expected]) => {
    const { change, read } = await makeUser({ homeCountry });
    await change({ mobile_phone: "18023456879" });
    expect(await read()).toMatchObject(expected);
  });
});

describe("a change of contacts is on the timeline, masked", () => {
  const entriesOf = async (source: Source, euid: number) => {
    const { data } = await source.get(`/v1/user/timeline?euid=${euid}`);
    return (data as { items: readonly object[] }).items;
  };

  test("with what was before, once for each contact, and not where nothing changed", async () => {
    const { source, euid, change } = await makeUser();
    await change({ email: "rara@kopi.example", mobile_phone: "0812-3456-7890" });
    await change({ email: "rara@kopi.example" });
    await change({ email: "budi@kopi.example" });
    await change({ mobile_phone: "" });
    const entry = (name: string, old: string | null, now: string | null) => ({
      type: "change",
      at: expect.any(String),
      name,
      operation: "contact",
      old,
      new: now,
      source: expect.any(Number),
    });
    const entries = await entriesOf(source, euid);
    expect(entries).toStrictEqual([
      entry("mobile_phone", "+62 ••• 890", null),
      entry("email", "r…@kopi.example", "b…@kopi.example"),
      entry("email", null, "r…@kopi.example"),
      entry("mobile_phone", null, "+62 ••• 890"),
    ]);
    const { source: by } = entries[0] as { source: number };
    expect(by).toBeGreaterThan(0);
  });

  test("and goes with the user", async () => {
    const { source, euid, change } = await makeUser();
    await change({ email: "rara@kopi.example" });
    await source.delete(`/v1/user?euid=${euid}`);
    expect(await source.get(`/v1/user/timeline?euid=${euid}`)).toMatchObject({ code: 55108 });
  });
});

test("a change of the home country reads numbers without + again, in the background", async () => {
  await running.app.listen(); // jobs run while it serves
  const { source, euid, change, read } = await makeUser();
  await change({ mobile_phone: "18023456879", whatsapp_phone: "+62 812 3456 7890" });
  const { workspace } = source.workspace.context;
  await updateWorkspace(running.app.context, {
    workspaceId: workspace.id,
    changes: { homeCountry: "CN" },
  });
  await expect.poll(read, { timeout: 15_000 }).toMatchObject({
    normalized: { mobile_phone: "+8618023456879", whatsapp_phone: "+6281234567890" },
    ambiguous: [],
  });
  const { data } = await source.get(`/v1/user/timeline?euid=${euid}&limit=1`);
  expect(data).toMatchObject({
    items: [{ name: "mobile_phone", old: "••• 879", new: "+86 ••• 879", source: "home_country" }],
  });
}, 20_000);

describe("a contact is refused", () => {
  const PHONE =
    "a phone number has 5 to 20 digits, with an optional +, spaces, dashes, dots, slashes and parentheses";
  const EMAIL =
    "an e-mail address is a name, one @ and a domain with a dot, such as rara@kopi.example, and nothing else";

  test.for<[string, object, string]>([
    [
      "that has no such name",
      { fax: "1" },
      "fax is not a contact name: it must be one of email, mobile_phone, landline_phone, whatsapp_phone",
    ],
    [
      "that is a number",
      { mobile_phone: 62812345 },
      "mobile_phone is not a valid contact: it must be text",
    ],
    ["that is null", { email: null }, "email is not a valid contact: it must be text"],
    ["without an @", { email: "ana" }, `email is not a valid contact: ${EMAIL}`],
    ["with two", { email: "a@b@c" }, `email is not a valid contact: ${EMAIL}`],
    ["with a space", { email: "a b@c.id" }, `email is not a valid contact: ${EMAIL}`],
    [
      "too long",
      { email: `${"x".repeat(250)}@b.id` },
      "email is not a valid contact: at most 254 characters",
    ],
    [
      "of four digits",
      { landline_phone: "1234" },
      `landline_phone is not a valid contact: ${PHONE}`,
    ],
    [
      "of 21 digits",
      { whatsapp_phone: "1".repeat(21) },
      `whatsapp_phone is not a valid contact: ${PHONE}`,
    ],
    [
      "with letters",
      { mobile_phone: "0800-SIMPUL" },
      `mobile_phone is not a valid contact: ${PHONE}`,
    ],
  ])("%s", async ([, contacts, message]) => {
    const { change, read } = await makeUser();
    const [name] = Object.keys(contacts);
    expect(await change(contacts)).toStrictEqual({
      code: 55004,
      message,
      rejected: [{ name, code: 55004, message }],
    });
    expect(await read()).toStrictEqual({ contacts: {}, normalized: {}, ambiguous: [] });
  });

  test("and the others are kept", async () => {
    const { change, read } = await makeUser();
    expect(await change({ email: "ana", mobile_phone: "12345" })).toStrictEqual({
      code: 0,
      message: "partial success",
      rejected: [{ name: "email", code: 55004, message: `email is not a valid contact: ${EMAIL}` }],
    });
    expect((await read()).contacts).toStrictEqual({ mobile_phone: "12345" });
  });
});

describe("a contact call is refused", () => {
  test.for<[string, (euid: number) => unknown, number, string]>([
    ["without an EUID", () => ({ contacts: { email: "a@b.id" } }), 40007, "EUID cannot be empty"],
    [
      "for nobody, before its items",
      () => ({ euid: 1, contacts: { email: 1 } }),
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    ["without contacts", (euid) => ({ euid }), 55004, "contacts is missing"],
    [
      "with no contacts",
      (euid) => ({ euid, contacts: {} }),
      55004,
      "contacts is not valid: 1 or more items",
    ],
    [
      "with a list of contacts",
      (euid) => ({ euid, contacts: [] }),
      55004,
      "contacts is not valid: it must be of type object",
    ],
    [
      "with a field it does not know",
      (euid) => ({ euid, email: "a@b.id", contacts: { email: "a@b.id" } }),
      55004,
      "email is not a known field",
    ],
  ])("%s", async ([, body, code, message]) => {
    const { source, euid } = await makeUser();
    expect(await source.post(PATH, body(euid))).toStrictEqual({ code, message });
  });
});
