import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource } from "../../support/audience.ts";
import { euidOf, identified, identifiersOf, identify } from "../../support/identify.ts";

const running = useApp({ clock: () => new Date("2026-03-01T05:00:00Z") });

describe("a merge", () => {
  test("keeps the winner's values, fills its gaps and unites its lists", async () => {
    const source = await makeSource(running.app);
    const ana = euidOf(await identify(source, { user_id: "ana" }));
    const phone = euidOf(await identify(source, { registration_id: "phone" }));
    await source.set(ana, { plan: "gold", tags: ["a", "b"] });
    await source.set(phone, {
      plan: "free",
      tags: ["b", "c"],
      points: 7,
      since: "2026-01-01 00:00:00",
    });
    const contacts = { email: "phone@shop.id", mobile_phone: "+6281234567890" };
    await source.post("/v1/user/contact", { euid: phone, contacts });
    await source.post("/v1/user/contact", { euid: ana, contacts: { email: "ana@shop.id" } });
    await identify(source, { user_id: "ana", registration_id: "phone" });
    const { data } = await source.get(`/v1/user?euid=${phone}`);
    expect(data).toMatchObject({
      euid: ana,
      contacts: { email: "ana@shop.id", mobile_phone: "+6281234567890" },
      normalized: { mobile_phone: "+6281234567890" },
      properties: { plan: "gold", tags: ["a", "b", "c"], points: 7, since: "2026-01-01 00:00:00" },
    });
  });

  test("shows the identifiers of the winner before those it took in", async () => {
    const source = await makeSource(running.app);
    const ana = euidOf(await identify(source, { user_id: "ana" }));
    await identify(source, { anonymous_id: "a browser", registration_id: ["z", "b", "a"] });
    await identify(source, {
      user_id: "ana",
      anonymous_id: "the newest browser",
      registration_id: ["z", "y"],
    });
    expect(await identifiersOf(source, ana)).toStrictEqual({
      user_id: "ana",
      anonymous_id: "the newest browser",
      registration_id: ["y", "a", "b", "z"],
    });
  });

  test("keeps the first 500 of united lists", async () => {
    const source = await makeSource(running.app);
    const ana = euidOf(await identify(source, { user_id: "ana" }));
    const phone = euidOf(await identify(source, { registration_id: "phone" }));
    const tags = (prefix: string) => Array.from({ length: 300 }, (_, at) => `${prefix}${at}`);
    await source.set(ana, { tags: tags("a") });
    await source.set(phone, { tags: tags("p") });
    await identify(source, { user_id: "ana", registration_id: "phone" });
    const { tags: united } = await source.properties(ana);
    expect(united).toStrictEqual([...tags("a"), ...tags("p").slice(0, 200)]);
  });

  test("leaves empty what would make the profile too large, and says so", async () => {
    const source = await makeSource(running.app);
    const ana = euidOf(await identify(source, { user_id: "ana" }));
    const phone = euidOf(await identify(source, { registration_id: "phone" }));
    const long = "x".repeat(4_000);
    const many = (prefix: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`${prefix}${at}`, long]));
    await source.set(ana, many("a", 65));
    await source.set(phone, { ...many("p", 2), small: 1 });
    await identify(source, { user_id: "ana", registration_id: "phone" });
    const properties = await source.properties(ana);
    expect(Object.keys(properties).filter((name) => !name.startsWith("a"))).toStrictEqual([
      "small",
    ]);
    const { data } = await source.get(`/v1/user/timeline?euid=${ana}&limit=1`);
    expect((data as { items: unknown[] }).items).toStrictEqual([
      { type: "merge", at: "2026-03-01T05:00:00.000Z", euid: phone, left_out: ["p0", "p1"] },
    ]);
  });

  test("of a merged user hands every number on", async () => {
    const source = await makeSource(running.app);
    const first = euidOf(await identify(source, { registration_id: "one" }));
    const second = euidOf(await identify(source, { anonymous_id: "two" }));
    await identify(source, { anonymous_id: "two", registration_id: "one" });
    const third = euidOf(await identify(source, { user_id: "three" }));
    const merged = await identify(source, { user_id: "three", anonymous_id: "two" });
    expect(merged).toStrictEqual(identified(third, false, [second]));
    await source.change(first, "increase", { points: 1 });
    await source.change(second, "increase", { points: 1 });
    expect(await source.properties(third)).toStrictEqual({ points: 2 });
  });

  test("that would form a ring ends with one user", async () => {
    const source = await makeSource(running.app);
    const names = ["a", "b", "c", "d"];
    for (const name of names) await identify(source, { registration_id: name });
    const pairs = names.map((name, at) => [name, names[(at + 1) % names.length]]);
    const answers = await Promise.all(
      pairs.map((pair) => identify(source, { registration_id: pair })),
    );
    expect(answers.map(({ code }) => code)).toStrictEqual([0, 0, 0, 0]);
    const last = await identify(source, { registration_id: names });
    expect(last.data).toMatchObject({ created: false, merged: [] });
    expect(await identifiersOf(source, euidOf(last))).toMatchObject({
      registration_id: expect.arrayContaining(names),
    });
  });
});
