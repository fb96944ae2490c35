import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source, SUCCESS } from "../../support/audience.ts";

const NOW = Date.parse("2026-03-01T05:00:00Z");
const running = useApp({ clock: () => new Date(NOW) });
const PATH = "/v1/event/report";

const report = (source: Source, ...data: unknown[]) => source.post(PATH, { data });

async function eventsOf(source: Source, euid: number) {
  const { data } = await source.get(`/v1/user/timeline?euid=${euid}&limit=200`);
  const { items } = data as { items: { type: string }[] };
  return items.filter(({ type }) => type === "event");
}

const opened = (euid: number, more: object = {}) => ({
  euid,
  event_name: "app_opened",
  itime: NOW,
  ...more,
});

describe("reporting events", () => {
  test("keeps each with its properties, newest first in the timeline", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const properties = {
      screen: "home",
      empty: "",
      seconds: 2.5,
      exact: 0.1,
      first: true,
      tags: ["a", "a"],
      constructor: "a name like any other",
    };
    const body = {
      app_key: "shop-android",
      data: [
        { euid, event_name: "app_opened", itime: NOW - 1_000, random_id: "r1", properties },
        { euid: String(euid), event_name: "paid", itime: NOW },
      ],
    };
    expect(await source.post(PATH, body)).toStrictEqual(SUCCESS);
    expect(await source.get(`/v1/user/timeline?euid=${euid}`)).toStrictEqual({
      ...SUCCESS,
      data: {
        items: [
          {
            type: "event",
            at: "2026-03-01T05:00:00.000Z",
            name: "paid",
            properties: {},
            app_key: "shop-android",
            source: expect.any(Number),
          },
          {
            type: "event",
            at: "2026-03-01T04:59:59.000Z",
            name: "app_opened",
            properties,
            app_key: "shop-android",
            source: expect.any(Number),
          },
        ],
        before: null,
      },
    });
  });

  test("says that there is no such user before what else is wrong with an event", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const nobody = { code: 55108, message: "invalid EUID: no such user in this workspace" };
    const answer = await report(source, opened(1, { itime: "x" }), opened(euid, { itime: "x" }));
    expect(answer).toMatchObject({ ...nobody, rejected: [nobody, { name: "1", code: 55004 }] });
  });

  test("keeps one of a user's events with the same random_id", async () => {
    const source = await makeSource(running.app);
    const [ana, budi] = [await source.newUser(), await source.newUser()];
    const twice = opened(ana, { random_id: "same" });
    expect(await report(source, twice, twice)).toStrictEqual(SUCCESS);
    expect(await report(source, twice)).toStrictEqual(SUCCESS);
    await report(source, opened(budi, { random_id: "same" }), opened(ana), opened(ana));
    expect(await eventsOf(source, ana)).toHaveLength(3);
    expect(await eventsOf(source, budi)).toHaveLength(1);
  });

  test("keeps one where the user was merged in between", async () => {
    const source = await makeSource(running.app);
    const register = async (identity_name: string, value: string) => {
      const body = { identity_name, identity_values: [value] };
      const { data } = await source.post("/v1/user/register", body);
      return (data as [{ euid: number }])[0].euid;
    };
    const [ana, phone] = [
      await register("user_id", "ana"),
      await register("registration_id", "phone"),
    ];
    await report(source, opened(phone, { random_id: "r1" }), opened(ana, { random_id: "r2" }));
    await source.post("/v1/user/identify", {
      identities: { user_id: "ana", registration_id: "phone" },
    });
    const again = [opened(phone, { random_id: "r1" }), opened(ana, { random_id: "r1" })];
    expect(await report(source, ...again, opened(phone, { random_id: "r2" }))).toStrictEqual(
      SUCCESS,
    );
    expect(await eventsOf(source, ana)).toHaveLength(2);
  });

  test("refuses each that is wrong by its index, and keeps the others", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const nobody = { code: 55108, message: "invalid EUID: no such user in this workspace" };
    const answer = await report(
      source,
      opened(1),
      opened(euid),
      opened(euid, { event_name: "Opened" }),
      opened(euid),
      opened(0),
    );
    expect(answer).toStrictEqual({
      code: 0,
      message: "partial success",
      rejected: [
        { name: "0", ...nobody },
        {
          name: "2",
          code: 55004,
          message:
            "event_name is not valid: a lower-case letter, then up to 63 lower-case letters, digits or _",
        },
        { name: "4", ...nobody },
      ],
    });
    expect(await eventsOf(source, euid)).toHaveLength(2);
  });

  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`p${at}`, at]));

  test.for<[string, object]>([
    ["a day ahead", { itime: NOW + 86_400_000 }],
    ["of 2000", { itime: Date.UTC(2000, 0, 1) }],
    ["with 64 letters", { event_name: `e${"x".repeat(63)}` }],
    ["with 500 properties", { properties: many(500) }],
    ["with a text of 1,000 characters", { properties: { text: "é".repeat(1_000) } }],
    ["with an id of 64 characters", { random_id: "x".repeat(64) }],
  ])("takes an event %s", async ([, more]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    expect(await report(source, opened(euid, more))).toStrictEqual(SUCCESS);
    expect(await eventsOf(source, euid)).toHaveLength(1);
  });

  test.for<[string, unknown, number, string]>([
    ["that is no object", 7, 55004, "data is not valid: it must be of type object"],
    ["without a user", { event_name: "a", itime: NOW }, 40007, "EUID cannot be empty"],
    ["without a name", { event_name: undefined }, 55004, "event_name is missing"],
    [
      "with a name that is no text",
      { event_name: 7 },
      55004,
      "event_name is not valid: it must be text",
    ],
    [
      "with 65 letters",
      { event_name: `e${"x".repeat(64)}` },
      55004,
      "event_name is not valid: a lower-case letter, then up to 63 lower-case letters, digits or _",
    ],
    ["without a time", { itime: undefined }, 55004, "itime is missing"],
    [
      "with a time in seconds and a half",
      { itime: 1.5 },
      55004,
      "itime is not valid: it must be a time in milliseconds since 1970",
    ],
    [
      "at a time in seconds",
      { itime: 1_735_689_600 },
      55004,
      "itime is not valid: it does not look like milliseconds: send milliseconds since 1970, not seconds or microseconds",
    ],
    [
      "before 1970",
      { itime: -1 },
      55004,
      "itime is not valid: it must be a time in milliseconds since 1970",
    ],
    [
      "more than a day ahead",
      { itime: NOW + 86_400_001 },
      55004,
      "itime is not valid: it is more than a day ahead",
    ],
    ["with an empty id", { random_id: "" }, 55004, "random_id is not valid: 1 or more characters"],
    [
      "with an id of 65 characters",
      { random_id: "x".repeat(65) },
      55004,
      "random_id is not valid: at most 64 characters",
    ],
    [
      "with an id that is no text",
      { random_id: null },
      55004,
      "random_id is not valid: it must be text",
    ],
    [
      "with a control character in its id",
      { random_id: "a\u0007" },
      55004,
      "random_id is not valid: it holds a control character",
    ],
    [
      "with properties that are no object",
      { properties: [] },
      55004,
      "properties is not valid: it must be of type object",
    ],
    [
      "with 501 properties",
      { properties: many(501) },
      55004,
      "properties is not valid: at most 500 items",
    ],
    [
      "with a text of 1,001 characters",
      { properties: { text: "é".repeat(1_001) } },
      55004,
      "text is not valid: at most 1000 characters",
    ],
    [
      "with a null in it",
      { properties: { gone: null } },
      55004,
      "gone is not valid: it must be text, a number, a boolean or a list of texts",
    ],
    [
      "with an object in it",
      { properties: { deep: { er: 1 } } },
      55004,
      "deep is not valid: it must be text, a number, a boolean or a list of texts",
    ],
    [
      "with a number that is none of ours",
      { properties: { n: 2 ** 53 } },
      55004,
      "the value of n is not valid: whole numbers from -9007199254740991 to 9007199254740991",
    ],
    [
      "with a field it does not know",
      { time: 1 },
      55004,
      "time is not a known field; the nearest is itime",
    ],
  ])("refuses an event %s", async ([, sent, code, message]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const whole =
      typeof sent === "object" && sent !== null && !("itime" in sent && "event_name" in sent);
    const event = whole ? opened(euid, sent) : sent;
    expect(await report(source, event)).toStrictEqual({
      code,
      message,
      rejected: [{ name: "0", code, message }],
    });
    expect(await eventsOf(source, euid)).toHaveLength(0);
  });

  test.for<[string, unknown, string]>([
    ["no events", {}, "data is missing"],
    ["an empty list", { data: [] }, "data is not valid: 1 or more items"],
    [
      "101 events",
      { data: Array.from({ length: 101 }, () => ({})) },
      "data is not valid: at most 100 items",
    ],
    ["events that are no list", { data: {} }, "data is not valid: it must be of type array"],
    [
      "an app_key that is no text",
      { data: [{}], app_key: 7 },
      "app_key is not valid: it must be of type string",
    ],
    [
      "an app_key of 257 characters",
      { data: [{}], app_key: "x".repeat(257) },
      "app_key is not valid: at most 256 characters",
    ],
  ])("refuses a call with %s", async ([, body, message]) => {
    const source = await makeSource(running.app);
    expect(await source.post(PATH, body)).toStrictEqual({ code: 55004, message });
  });
});
