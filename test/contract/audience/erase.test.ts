import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source, SUCCESS } from "../../support/audience.ts";
import { PATIENT } from "../../support/patient.ts";

const running = useApp({ clock: () => new Date("2026-03-01T05:00:00Z") });
// Jobs run while it serves.
beforeAll(async () => void (await running.app.listen()));

const GONE = { code: 55108, message: "invalid EUID: no such user in this workspace" };

const TABLES = ["profile", "identifier", "profile_merge", "person_event", "person_click"] as const;
/** Epoch milliseconds, before the clock of this file. */
const ITIME = Date.parse("2026-02-25T00:00:00Z");
const HISTORY = "property_change";

async function rowsOf(source: Source, table: string): Promise<number> {
  const { db, workspace } = source.workspace.context;
  const row = await db.one<{ rows: number }>({
    text: `select count(*)::integer as rows from ${table} where workspace_id = $1`,
    values: [workspace.id],
  });
  return row?.rows ?? Number.NaN;
}

const allRowsOf = (source: Source) =>
  Promise.all([...TABLES, HISTORY].map((table) => rowsOf(source, table)));

async function euidOf(source: Source, identities: object): Promise<number> {
  const { data } = await source.post("/v1/user/identify", { identities });
  return (data as { euid: number }).euid;
}

describe("erasing", () => {
  test("takes the user with all that it had and did, under each of its numbers", async () => {
    const source = await makeSource(running.app);
    const ana = await euidOf(source, { user_id: "ana" });
    const phone = await euidOf(source, { registration_id: "phone" });
    const other = await source.newUser();
    for (const euid of [ana, phone, other]) {
      await source.set(euid, { plan: "gold" });
      await source.post("/v1/event/report", { data: [{ euid, event_name: "paid", itime: ITIME }] });
    }
    await euidOf(source, { user_id: "ana", registration_id: "phone" });
    expect(await source.delete(`/v1/user?euid=${phone}`)).toStrictEqual(SUCCESS);

    for (const euid of [ana, phone]) {
      expect(await source.get(`/v1/user?euid=${euid}`)).toStrictEqual(GONE);
      expect(await source.get(`/v1/user/timeline?euid=${euid}`)).toStrictEqual(GONE);
      expect(await source.set(euid, { plan: "free" })).toStrictEqual(GONE);
      expect(await source.delete(`/v1/user?euid=${euid}`)).toStrictEqual(GONE);
      const contacts = { email: "a@b.id" };
      expect(await source.post("/v1/user/contact", { euid, contacts })).toStrictEqual(GONE);
      const event = { euid, event_name: "paid", itime: ITIME };
      const refused = { ...GONE, rejected: [{ name: "0", ...GONE }] };
      expect(await source.post("/v1/event/report", { data: [event] })).toStrictEqual(refused);
    }
    await expect.poll(() => allRowsOf(source), PATIENT).toEqual([1, 1, 0, 1, 0, 1]);
    expect(await source.properties(other)).toStrictEqual({ plan: "gold" });
  });

  test("frees the identifiers for somebody new, who has another number", async () => {
    const source = await makeSource(running.app);
    const before = await euidOf(source, { user_id: "ana" });
    await source.delete(`/v1/user?euid=${before}`);
    const after = await euidOf(source, { user_id: "ana" });
    expect(after).toBeGreaterThan(before);
    expect(await source.properties(after)).toStrictEqual({});
  });

  test("with an Idempotency-Key is done once, and answered again as it was", async () => {
    const source = await makeSource(running.app);
    const path = `/v1/user?euid=${await source.newUser()}`;
    const headers = { "idempotency-key": "erase-1" };
    for (const _ of ["first", "again"]) {
      const { status, body } = await source.send("DELETE", path, undefined, headers);
      expect([status, body]).toStrictEqual([200, SUCCESS]);
    }
    expect(await source.delete(path)).toStrictEqual(GONE);
  });

  test("takes no body, whatever content type a client names", async () => {
    const source = await makeSource(running.app);
    const path = `/v1/user?euid=${await source.newUser()}`;
    const headers = { "content-type": "application/json" };
    expect((await source.send("DELETE", path, undefined, headers)).body).toStrictEqual(SUCCESS);
  });

  test("while the user is written leaves nothing of it", async () => {
    const source = await makeSource(running.app);
    const euid = await euidOf(source, { user_id: "ana" });
    const properties = { points: 1 };
    const ways = [
      () => source.change(euid, "increase", properties),
      () =>
        source.post("/v1/user/property/batch", { items: [{ euid, type: "increase", properties }] }),
      () => source.post("/v1/user/contact", { euid, contacts: { email: "ana@warung.id" } }),
      () => source.post("/v1/event/report", { data: [{ euid, event_name: "paid", itime: ITIME }] }),
    ];
    const writes = Array.from({ length: 80 }, (_, at) =>
      at === 40 ? source.delete(`/v1/user?euid=${euid}`) : ways[at % ways.length]?.(),
    );
    const answers = (await Promise.all(writes)).filter((answer) => answer !== undefined);
    expect(answers[40]).toStrictEqual(SUCCESS);
    for (const answer of answers) {
      expect([0, 55108]).toContain(answer.code);
    }
    expect(await source.get(`/v1/user?euid=${euid}`)).toStrictEqual(GONE);
    expect(await source.set(euid, { points: 1 })).toStrictEqual(GONE);
    await expect.poll(() => allRowsOf(source), PATIENT).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("of another workspace's user is refused, and it stays", async () => {
    const [mine, theirs] = [await makeSource(running.app), await makeSource(running.app)];
    const euid = await theirs.newUser();
    expect(await mine.delete(`/v1/user?euid=${euid}`)).toStrictEqual(GONE);
    expect(await theirs.properties(euid)).toStrictEqual({});
  });

  test.for<[string, string, number, string]>([
    ["nobody named", "", 40007, "EUID cannot be empty"],
    ["nobody there", "?euid=1", 55108, GONE.message],
    ["letters", "?euid=ana", 55108, GONE.message],
    ["a field it does not know", "?euid=EUID&all=1", 55004, "all is not a known field"],
  ])("refuses %s", async ([, query, code, message]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const path = `/v1/user${query.replace("EUID", String(euid))}`;
    expect(await source.delete(path)).toStrictEqual({ code, message });
    expect(await source.properties(euid)).toStrictEqual({});
  });
});
