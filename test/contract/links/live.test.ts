import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { hashSecret } from "../../../src/workspaces/credentials.ts";
import { revokeCredential } from "../../../src/workspaces/store/credentials.ts";
import { useApp } from "../../support/app.ts";
import { sourceOf } from "../../support/audience.ts";
import { type ClickRow, insertClicks, makeMonths } from "../../support/clicks.ts";
import { type EventSource, openEventSource } from "../../support/event-source.ts";
import { euidOf, identify } from "../../support/identify.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";
import { PATIENT } from "../../support/patient.ts";

const host = useApp();
const PATH = "/api/statistics/v2/live";
const AT = "2026-03-01T04:05:06.789Z";
let port: number;
const opened: EventSource[] = [];

beforeAll(async () => {
  await makeMonths(host.app.context.db, "2026-03", "2026-03");
  ({ port } = await host.app.listen());
});
afterEach(() => {
  vi.useRealTimers();
  for (const source of opened.splice(0)) source[Symbol.dispose]();
});

/** Stores clicks and announces them, as ingestion does. */
async function click(api: LinksClient, clicks: readonly Partial<ClickRow>[]): Promise<void> {
  const { db, changes, workspace } = api.workspace.context;
  const rows = clicks.map((one) => ({ at: AT, linkId: 404_040, ...one }));
  await insertClicks(db, workspace.id, rows);
  await db.transaction((tx) =>
    changes.announce(tx, [{ kind: "clicks", key: String(workspace.id) }]),
  );
}

async function follow(api: LinksClient, query = "", headers: Record<string, string> = {}) {
  const authorization = `APIKey ${api.workspace.linkKey}`;
  const source = await openEventSource({
    port,
    path: `${PATH}${query}`,
    headers: { authorization, ...headers },
  });
  opened.push(source);
  return source;
}

const idsOf = (source: EventSource) => source.events.map(({ id }) => id);
const numbers = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i);

describe("a live stream", () => {
  test("has each click as it is stored, from the moment it begins", async () => {
    const api = await linksClient(host.app, { timeZone: "Asia/Jakarta" });
    await click(api, [{}, {}]);
    const source = await follow(api);
    expect([source.status, source.headers["content-type"]]).toEqual([
      200,
      "text/event-stream; charset=utf-8",
    ]);
    await click(api, [{ groupId: 5066, country: "ID", device: "mobile", source: "ig", qr: true }]);
    await vi.waitFor(() => expect(source.events).toHaveLength(1), PATIENT);
    expect(source.events).toStrictEqual([
      {
        event: "click",
        id: 3,
        data: {
          acesYmdt: "2026-03-01 11:05:06",
          linkId: "",
          domain: "",
          grpIdx: 5066,
          country: "ID",
          device: "mobile",
          os: "unknown",
          browser: "unknown",
          referrer: "",
          language: "",
          utm_source: "ig",
          utm_medium: "",
          utm_campaign: "",
          qrYn: "Y",
          firstOfDayYn: "N",
          euid: null,
        },
      },
    ]);
  });

  test("tells the link by its name", async () => {
    const api = await linksClient(host.app);
    const slug = await api.link();
    const row = await api.workspace.context.db.one<{ id: number }>({
      text: "select link_id as id from link where workspace_id = $1 and slug = $2",
      values: [api.workspace.context.workspace.id, slug],
    });
    const source = await follow(api);
    await click(api, [{ linkId: row?.id ?? 0 }]);
    await vi.waitFor(() => expect(source.events).toHaveLength(1), PATIENT);
    expect(source.events[0]?.data).toMatchObject({ linkId: slug, domain: DOMAIN });
  });

  test("names the users there are: who took a merged one in, and of an erased one nobody", async () => {
    const api = await linksClient(host.app);
    const people = sourceOf(host.app, api.workspace);
    const ana = euidOf(await identify(people, { user_id: "ana" }));
    const phone = euidOf(await identify(people, { registration_id: "phone" }));
    await identify(people, { user_id: "ana", registration_id: "phone" });
    const erased = await people.newUser();
    await people.delete(`/v1/user?euid=${erased}`);
    const source = await follow(api);
    await click(api, [{ euid: phone }, { euid: ana }, { euid: erased }]);
    await vi.waitFor(() => expect(source.events).toHaveLength(3), PATIENT);
    expect(source.events.map(({ data }) => data)).toMatchObject([
      { euid: ana },
      { euid: ana },
      { euid: null },
    ]);
  });

  test.for<[string, string, Record<string, string>, number]>([
    ["the header", "", { "last-event-id": "2" }, 3],
    ["the query", "?lastEventId=2", {}, 3],
    ["the header, which beats the query", "?lastEventId=0", { "last-event-id": "4" }, 5],
    ["a number that is none, which begins now", "", { "last-event-id": "x" }, 6],
    ["a number that is yet to come, which begins now", "", { "last-event-id": "99" }, 6],
  ])("goes on after %s", async ([, query, headers, first]) => {
    const api = await linksClient(host.app);
    await click(api, [{}, {}, {}, {}, {}]);
    const source = await follow(api, query, headers);
    await click(api, [{}]);
    await vi.waitFor(() => expect(idsOf(source)).toEqual(numbers(first, 6)), PATIENT);
  });

  test("goes on after up to a thousand clicks, and begins anew after more", async () => {
    const api = await linksClient(host.app);
    await click(api, Array(1_200).fill({}));
    const near = await follow(api, "?lastEventId=200");
    const far = await follow(api, "?lastEventId=199");
    await click(api, [{}]);
    await vi.waitFor(() => expect(idsOf(near)).toEqual(numbers(201, 1_201)), PATIENT);
    await vi.waitFor(() => expect(idsOf(far)).toEqual([1_201]), PATIENT);
  });

  test("has every click once and in order, for all who join while clicks pour in", async () => {
    const api = await linksClient(host.app);
    await click(api, [{}]);
    const sources: EventSource[] = [];
    const pouring = (async () => {
      for (let i = 0; i < 30; i += 1) await click(api, Array(7).fill({}));
    })();
    for (let i = 0; i < 8; i += 1) sources.push(await follow(api, "?lastEventId=1"));
    await pouring;
    for (const source of sources) {
      await vi.waitFor(() => expect(idsOf(source)).toEqual(numbers(2, 211)), { timeout: 5_000 });
    }
  });

  test("is of one workspace alone", async () => {
    const [mine, theirs] = [await linksClient(host.app), await linksClient(host.app)];
    const source = await follow(mine);
    await click(theirs, [{}]);
    await click(mine, [{ country: "ID" }]);
    await vi.waitFor(() => expect(source.events).toHaveLength(1), PATIENT);
    expect(source.events[0]?.data).toMatchObject({ country: "ID" });
  });

  test("hears of clicks that nobody announced within two seconds", async () => {
    const api = await linksClient(host.app);
    const source = await follow(api);
    const { db, workspace } = api.workspace.context;
    await insertClicks(db, workspace.id, [{ at: AT, linkId: 1 }]);
    await vi.waitFor(() => expect(source.events).toHaveLength(1), { timeout: 2_000 });
  });
});

describe("a live stream of the last minutes", () => {
  const MINUTE_MS = 60_000;
  // The middle of the minute before: no click changes its minute while the test runs.
  const ago = (minutes: number) =>
    new Date(Math.floor(Date.now() / MINUTE_MS - minutes) * MINUTE_MS + 30_000);
  const wall = (at: Date) => at.toISOString().slice(0, 16).replace("T", " ");
  const minutesOf = (source: EventSource) =>
    source.events.find(({ event }) => event === "minutes") as {
      id: number;
      data: { acesYmdt: string; acesCnt: number }[];
    };
  const countAt = (source: EventSource, at: Date) =>
    minutesOf(source).data.find(({ acesYmdt }) => acesYmdt.startsWith(wall(at)))?.acesCnt;

  beforeAll(async () => {
    const month = (at: Date) => at.toISOString().slice(0, 7);
    await makeMonths(host.app.context.db, month(ago(90)), month(ago(0)));
  });

  test("begins with how many each minute had and the newest of them, and misses none", async () => {
    const api = await linksClient(host.app, { timeZone: "UTC" });
    const [far, near] = [ago(20), ago(2)];
    await click(api, Array(3).fill({ at: ago(75) }));
    await click(api, [...Array(250).fill({ at: far }), ...Array(40).fill({ at: near })]);
    const source = await follow(api, "?recentMinutes=30");
    await click(api, [{}]);
    await vi.waitFor(() => expect(idsOf(source).at(-1)).toBe(294), PATIENT);
    const { id, data } = minutesOf(source);
    expect(source.events[0]).toMatchObject({ event: "minutes", id: 293 });
    expect([id, data.length, countAt(source, far), countAt(source, near)]).toEqual([
      293, 30, 250, 40,
    ]);
    expect(data.reduce((sum, { acesCnt }) => sum + acesCnt, 0)).toBe(290);
    const gaps = data.slice(1).map(({ acesYmdt }, at) => {
      const before = data[at]?.acesYmdt ?? "";
      return Date.parse(`${acesYmdt}Z`) - Date.parse(`${before}Z`);
    });
    expect(new Set(gaps)).toEqual(new Set([MINUTE_MS]));
    expect(idsOf(source).slice(1)).toEqual(numbers(194, 294));
  });

  test("is told in the workspace's zone, and of a quiet workspace nothing but zeros", async () => {
    const api = await linksClient(host.app, { timeZone: "Asia/Kathmandu" });
    await click(api, Array(3).fill({ at: ago(75) }));
    const source = await follow(api, "?recentMinutes=2");
    await vi.waitFor(() => expect(source.events).toHaveLength(1), PATIENT);
    const last = minutesOf(source).data.at(-1)?.acesYmdt ?? "";
    const kathmandu = Date.parse(`${last}Z`) - (5 * 60 + 45) * MINUTE_MS;
    expect(Math.abs(Date.now() - kathmandu)).toBeLessThan(3 * MINUTE_MS);
    expect(minutesOf(source).data.map(({ acesCnt }) => acesCnt)).toEqual([0, 0]);
  });

  test("goes on after a click as without minutes, and counts anew up to now", async () => {
    const api = await linksClient(host.app, { timeZone: "UTC" });
    const at = ago(2);
    await click(api, Array(5).fill({ at }));
    const source = await follow(api, "?recentMinutes=10&lastEventId=3");
    await click(api, [{}]);
    await vi.waitFor(() => expect(idsOf(source)).toEqual([5, 4, 5, 6]), PATIENT);
    expect(countAt(source, at)).toBe(5);
  });

  test("counts many in parts, and of very many the newest", async () => {
    const api = await linksClient(host.app);
    const { db, workspace } = api.workspace.context;
    const rows = Array(20_000).fill({ at: ago(5), linkId: 1 });
    for (let i = 0; i < 6; i += 1) await insertClicks(db, workspace.id, rows);
    const source = await follow(api, "?recentMinutes=60");
    await vi.waitFor(() => expect(source.events).toHaveLength(101), PATIENT);
    expect(minutesOf(source).data.reduce((sum, { acesCnt }) => sum + acesCnt, 0)).toBe(100_000);
  }, 60_000);

  test.for(["0", "61", "-1", "x", "1.5"])("of recentMinutes=%s is refused", async (minutes) => {
    const api = await linksClient(host.app);
    expect(await api.get(`${PATH}?recentMinutes=${minutes}`)).toMatchObject({
      code: 40011,
      message: expect.stringMatching(/^recentMinutes is not valid: /),
    });
  });
});

describe("a live stream ends", () => {
  test("at the beat of its heart after the key was revoked, and not before", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const [api, other] = [await linksClient(host.app), await linksClient(host.app)];
    const [source, going] = [await follow(api), await follow(other)];
    await vi.advanceTimersByTimeAsync(15_000);
    await vi.waitFor(() => expect(source.comments).toHaveLength(2), PATIENT);
    await host.app.context.db.transaction(async (tx) => {
      const key = hashSecret(api.workspace.linkKey);
      await revokeCredential(tx, key, new Date());
      await host.app.context.changes.announce(tx, [{ kind: "credential", key }]);
    });
    await vi.advanceTimersByTimeAsync(15_000);
    await source.ended;
    await vi.waitFor(() => expect(going.comments).toHaveLength(3), PATIENT);
  });

  test("where its reader is too slow, and the others go on", async () => {
    const api = await linksClient(host.app);
    const [slow, quick] = [await follow(api), await follow(api)];
    slow.pause();
    const long = "x".repeat(100);
    const rows = Array(500).fill({ source: long, medium: long, campaign: long, referrer: long });
    let sent = 0;
    const cut = new Promise<void>((resolve) => void slow.ended.then(resolve));
    const open = () =>
      new Promise<number>((resolve) =>
        host.app.server.server.getConnections((_, count) => resolve(count)),
      );
    while ((await open()) > 1) {
      await click(api, rows);
      sent += rows.length;
      expect(sent).toBeLessThan(50_000);
    }
    await vi.waitFor(() => expect(idsOf(quick).at(-1)).toBe(sent), { timeout: 10_000 });
    expect(slow.text().length).toBeLessThan(quick.text().length);
    slow[Symbol.dispose]();
    await cut;
  });
});

test("a hundred may follow a workspace, and one more once one has left", async () => {
  const api = await linksClient(host.app);
  const all = await Promise.all(Array.from({ length: 100 }, () => follow(api)));
  const over = await api.send({ method: "GET", path: PATH });
  expect([over.status, over.headers["retry-after"], over.body]).toEqual([
    429,
    "60",
    { code: 42900, message: "too many requests; try again in 60 s", result: null },
  ]);
  all[0]?.[Symbol.dispose]();
  await vi.waitFor(async () => expect((await follow(api)).status).toBe(200), PATIENT);
  await click(api, [{}]);
  for (const source of all.slice(1)) {
    await vi.waitFor(() => expect(source.events).toHaveLength(1), PATIENT);
  }
});

test("a plan below Premium, and what is not known, is refused", async () => {
  const poor = await linksClient(host.app, { plan: "Personal" });
  expect(await poor.get(PATH)).toStrictEqual({
    code: 40300,
    message: "grpIdx: this needs the Premium plan",
    result: null,
  });
  const api = await linksClient(host.app);
  expect(await api.get(`${PATH}?linkId=x`)).toStrictEqual({
    code: 40012,
    message: "linkId is not a known field",
    result: null,
  });
});

test("a server that stops ends its streams", async () => {
  const api = await linksClient(host.app);
  const source = await follow(api);
  await host.app.server.close();
  await source.ended;
});
