import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource } from "../../support/audience.ts";
import {
  euidOf,
  IDENTIFY_PATH,
  identified,
  identifiersOf,
  identify,
} from "../../support/identify.ts";

const running = useApp({ clock: () => new Date("2026-03-01T05:00:00Z") });

const GONE = { code: 55108, message: "invalid EUID: no such user in this workspace" };

describe("identifying", () => {
  test("makes a user of identifiers that nobody has, once", async () => {
    const source = await makeSource(running.app);
    const identities = {
      user_id: "ana",
      anonymous_id: "browser",
      registration_id: ["a", "b", "a"],
    };
    const first = await identify(source, identities);
    const euid = euidOf(first);
    expect(first).toStrictEqual(identified(euid, true));
    expect(await identify(source, identities)).toStrictEqual(identified(euid, false));
    expect(await identifiersOf(source, euid)).toStrictEqual({
      user_id: "ana",
      anonymous_id: "browser",
      registration_id: ["a", "b"],
    });
  });

  test("attaches what nobody has to the first that is known", async () => {
    const source = await makeSource(running.app);
    const euid = euidOf(await identify(source, { anonymous_id: "browser" }));
    const more = { registration_id: "phone", anonymous_id: "browser", user_id: "ana" };
    expect(await identify(source, more)).toStrictEqual(identified(euid, false));
    expect(await identifiersOf(source, euid)).toStrictEqual({
      user_id: "ana",
      anonymous_id: "browser",
      registration_id: ["phone"],
    });
  });

  test("merges whoever a lower identifier finds, and the merged number goes on working", async () => {
    const source = await makeSource(running.app);
    const ana = euidOf(await identify(source, { user_id: "ana" }));
    const browser = euidOf(await identify(source, { anonymous_id: "browser" }));
    const phone = euidOf(await identify(source, { registration_id: "phone" }));
    const all = { user_id: "ana", anonymous_id: "browser", registration_id: ["phone"] };
    expect(await identify(source, all)).toStrictEqual(identified(ana, false, [browser, phone]));
    await source.set(phone, { plan: "gold" });
    await source.post("/v1/user/contact", { euid: browser, contacts: { email: "ana@shop.id" } });
    for (const euid of [ana, browser, phone]) {
      expect(await source.get(`/v1/user?euid=${euid}`)).toStrictEqual({
        code: 0,
        message: "success",
        data: {
          euid: ana,
          identifiers: { user_id: "ana", anonymous_id: "browser", registration_id: ["phone"] },
          contacts: { email: "ana@shop.id" },
          normalized: {},
          ambiguous: [],
          properties: { plan: "gold" },
          created_at: "2026-03-01T05:00:00.000Z",
          updated_at: "2026-03-01T05:00:00.000Z",
        },
      });
    }
  });

  test("leaves a user with another user_id, and its identifiers, as they are", async () => {
    const source = await makeSource(running.app);
    const ana = euidOf(await identify(source, { user_id: "ana" }));
    const budi = euidOf(await identify(source, { user_id: "budi", anonymous_id: "tablet" }));
    const both = { user_id: "ana", anonymous_id: "tablet" };
    expect(await identify(source, both)).toStrictEqual(identified(ana, false));
    expect(await identifiersOf(source, budi)).toStrictEqual({
      user_id: "budi",
      anonymous_id: "tablet",
      registration_id: [],
    });
  });

  test("makes a new user_id with somebody else's identifiers a user of its own, alone", async () => {
    const source = await makeSource(running.app);
    const ana = euidOf(await identify(source, { user_id: "ana", anonymous_id: "tablet" }));
    const made = await identify(source, { user_id: "budi", anonymous_id: "tablet" });
    const budi = euidOf(made);
    expect(budi).not.toBe(ana);
    expect(made).toStrictEqual(identified(budi, true));
    expect(await identifiersOf(source, budi)).toStrictEqual({
      user_id: "budi",
      anonymous_id: null,
      registration_id: [],
    });
  });

  test("keeps two apart whom nobody knows by name, but on two devices", async () => {
    const source = await makeSource(running.app);
    const one = euidOf(await identify(source, { anonymous_id: "one" }));
    const other = euidOf(await identify(source, { anonymous_id: "two", registration_id: "phone" }));
    const both = { anonymous_id: "one", registration_id: "phone" };
    expect(await identify(source, both)).toStrictEqual(identified(one, false));
    expect(await identifiersOf(source, other)).toMatchObject({ anonymous_id: "two" });
  });

  test("takes in a user with a name where the winner has none", async () => {
    const source = await makeSource(running.app);
    const browser = euidOf(await identify(source, { anonymous_id: "browser" }));
    const ana = euidOf(await identify(source, { user_id: "ana", registration_id: "phone" }));
    const both = { anonymous_id: "browser", registration_id: "phone" };
    expect(await identify(source, both)).toStrictEqual(identified(browser, false, [ana]));
    expect(await identifiersOf(source, ana)).toStrictEqual({
      user_id: "ana",
      anonymous_id: "browser",
      registration_id: ["phone"],
    });
  });
});

describe("identifying refuses", () => {
  const names = "user_id, anonymous_id, registration_id";
  test.for<[string, unknown, number, string]>([
    ["no identities", {}, 55004, "identities is missing"],
    [
      "a list of them",
      { identities: [] },
      55004,
      "identities is not valid: it must be of type object",
    ],
    ["none of them", { identities: {} }, 55107, "identifier value cannot be empty: identities"],
    [
      "a name that is none",
      { identities: { user_id: "a", email: "b" } },
      55106,
      `invalid identifier name: email: it must be one of ${names}`,
    ],
    [
      "__proto__ as a name",
      '{"identities":{"__proto__":"a"}}',
      55106,
      `invalid identifier name: __proto__: it must be one of ${names}`,
    ],
    [
      "an empty value",
      { identities: { user_id: "" } },
      55107,
      "identifier value cannot be empty: user_id",
    ],
    [
      "a null",
      { identities: { user_id: null } },
      55107,
      "identifier value cannot be empty: user_id",
    ],
    ["a number", { identities: { user_id: 7 } }, 55004, "user_id is not valid: it must be text"],
    [
      "two values of one",
      { identities: { user_id: ["a", "b"] } },
      55004,
      "user_id is not valid: it must be text",
    ],
    [
      "an empty list",
      { identities: { registration_id: [] } },
      55107,
      "identifier value cannot be empty: registration_id",
    ],
    [
      "a list with an empty value",
      { identities: { registration_id: ["a", ""] } },
      55107,
      "identifier value cannot be empty: registration_id",
    ],
    [
      "a value of 257 characters",
      { identities: { anonymous_id: "x".repeat(257) } },
      55105,
      "identifier value too long: anonymous_id: at most 256 characters",
    ],
    [
      "101 values",
      {
        identities: {
          user_id: "u",
          registration_id: Array.from({ length: 100 }, (_, at) => `${at}`),
        },
      },
      55101,
      "too many identifier values: identities: at most 100",
    ],
    [
      "a field it does not know",
      { identities: { user_id: "a" }, euid: 1 },
      55004,
      "euid is not a known field",
    ],
  ])("%s", async ([, body, code, message]) => {
    const source = await makeSource(running.app);
    expect(await source.post(IDENTIFY_PATH, body)).toStrictEqual({ code, message });
    expect(await source.get("/v1/user?identity_name=user_id&identity_value=a")).toStrictEqual(GONE);
  });
});
