/** Every field and value of the three reference calls, on an installation of which nothing was changed since its set-up. */
import { beforeAll, describe, expect, test } from "vitest";
import type { FirstStart } from "../../src/first-start.ts";
import { useApp } from "../support/app.ts";
import { cookieOf } from "../support/member.ts";
import { A_BROWSER } from "../support/visit-load.ts";
import { type VisitAnswer, visit } from "../support/visitor.ts";
import { type Call, call } from "../support/workspace.ts";

const ORIGIN = "http://localhost:8080";
const JAKARTA = "36.66.1.1";
const SEOUL = "211.234.1.1";
const running = useApp({ env: { SIMPUL_TRUST_PROXY: "127.0.0.1" } });

let first: FirstStart;
let port = 0;
let cookie = "";

/** What the set-up page sends, with the place that a browser in Jakarta proposes. */
const SET_UP = {
  name: "Raka",
  email: "raka@kopi.example",
  password: "kopi lereng pagi",
  timeZone: "Asia/Jakarta",
  homeCountry: "ID",
};

const accept = (body: object) =>
  call(running.app, {
    method: "POST",
    path: "/api/session/v1/accept",
    headers: { "x-simpul": "1" },
    body,
  });

beforeAll(async () => {
  ({ port } = await running.app.listen());
  const made = await running.app.firstStart();
  if (made === null) throw new Error("a new installation");
  first = made;
  const token = new URL(first.setupUrl).searchParams.get("token");
  for (const wrong of [{ timeZone: "Asia/Jakarti" }, { homeCountry: "XX" }]) {
    const [field] = Object.keys(wrong);
    expect((await accept({ token, ...SET_UP, ...wrong })).body).toMatchObject({
      code: 40_011,
      message: expect.stringContaining(String(field)),
    });
  }
  const accepted = await accept({ token, ...SET_UP });
  expect(accepted.body).toMatchObject({
    code: 0,
    result: { workspaces: [{ timeZone: "Asia/Jakarta", homeCountry: "ID", role: "owner" }] },
  });
  cookie = cookieOf(accepted) ?? "";
});

test("the set-up writes the owner's address down as the one to tell", async () => {
  const { body } = await call(running.app, {
    method: "GET",
    path: "/api/workspace/v1/settings",
    headers: { cookie, "x-simpul": "1" },
  });
  expect(body).toMatchObject({ result: { notifyEmails: [SET_UP.email] } });
});

interface Told {
  readonly code: number;
  readonly message: string;
  readonly result: unknown;
}

async function ask(asked: Omit<Call, "authorization">): Promise<Told> {
  const authorization = `APIKey ${first.linkKey}`;
  return (await call(running.app, { ...asked, authorization })).body as Told;
}

async function create(fields: object = {}): Promise<string> {
  const body = { url: "https://dest.example/", ttl: "Shop", ...fields };
  const { message, result } = await ask({ method: "POST", path: "/api/link/v2/create", body });
  expect(message).toBe("");
  return new URL(String(result)).pathname.slice(1);
}

async function makeGroup(): Promise<number> {
  const body = { nm: "Instagram" };
  const { result } = await ask({ method: "POST", path: "/api/link-group/v1/create", body });
  return (result as { grpIdx: number }).grpIdx;
}

const update = (grpIdx: number, fields: object) =>
  ask({ method: "PUT", path: "/api/link-group/v1/update", body: { grpIdx, ...fields } });

const get = async (path: string) =>
  (await ask({ method: "GET", path })).result as Record<string, unknown>;
const getGroup = (grpIdx: number) => get(`/api/link-group/v1/get?grpIdx=${grpIdx}`);
const getLink = (linkId: string) => get(`/api/link/v1/get?linkId=${linkId}&domain=${ORIGIN}`);

const open = (path: string, address = JAKARTA): Promise<VisitAnswer> =>
  visit(port, { path, headers: { "user-agent": A_BROWSER, "x-forwarded-for": address } });
const target = async (path: string, address?: string) => {
  const { status, headers } = await open(path, address);
  return headers.location ?? status;
};

/** A group that is told this, and a link in it. */
async function grouped(fields: object): Promise<{ grpIdx: number; linkId: string }> {
  const grpIdx = await makeGroup();
  const linkId = await create({ grpIdx });
  expect(await update(grpIdx, fields)).toStrictEqual({ code: 0, message: "", result: null });
  return { grpIdx, linkId };
}

const DEST = "https://dest.example/";

describe("a link is made", () => {
  test.for<[object, number]>([
    [{}, 302],
    [{ redirectType: 302 }, 302],
    [{ redirectType: 301 }, 301],
    [{ redirectType: 200 }, 200],
  ])("with %j it forwards by %i", async ([fields, status]) => {
    expect((await open(`/${await create(fields)}`)).status).toBe(status);
  });

  test("with its texts, group, domain and own id", async () => {
    const fields = {
      grpIdx: first.groupId,
      domain: ORIGIN,
      ttl: "Spring",
      description: "d",
      metaImg: "https://dest.example/a.png",
      memo: "m",
      delYmdt: "2099-01-01 00:00:00",
    };
    const linkId = await create({ ...fields, brandLinkId: "kopi-pagi" });
    expect(linkId).toBe("kopi-pagi");
    expect(await getLink(linkId)).toMatchObject(fields);
  });

  test.for([
    ["Y", true],
    ["N", false],
  ] as const)("with reuseYn %s the one there is: %s", async ([reuseYn, same]) => {
    const url = `https://dest.example/reuse-${reuseYn}`;
    const before = await create({ url });
    expect((await create({ url, reuseYn })) === before).toBe(same);
  });
});

describe("a group is updated", () => {
  test("with the reference's own call", async () => {
    const { linkId } = await grouped({
      nm: "Instagram Group",
      memo: "A group of links used in Instagram ads.",
      strtYmdt: "2026-03-01 00:00:00",
      endYmdt: "2026-03-31 23:59:59",
      expireUrl: "https://example.com/event-expired",
    });
    expect(await target(`/${linkId}`)).toBe("https://example.com/event-expired");
  });

  test.for<[object, string | number]>([
    [{ strtYmdt: "2099-01-01 00:00:00" }, 403],
    [{ strtYmdt: "2020-01-01 00:00:00" }, DEST],
    [{ endYmdt: "2020-01-01 00:00:00" }, 410],
    [{ endYmdt: "2099-01-01 00:00:00" }, DEST],
    [{ pwd: "kopi" }, 401],
    [{ acesMaxCnt: 0 }, DEST],
    [{ notfSubscYn: "Y" }, 200],
    [{ notfSubscYn: "N" }, DEST],
  ])("with %j a visitor meets %s", async ([fields, met]) => {
    const { linkId } = await grouped(fields);
    expect(await target(`/${linkId}`)).toBe(met);
  });

  test("with acesMaxCnt 1 the second visitor is not forwarded", async () => {
    const { linkId } = await grouped({ acesMaxCnt: 1 });
    expect(await target(`/${linkId}`)).toBe(DEST);
    expect(await target(`/${linkId}`, SEOUL)).not.toBe(DEST);
  });

  test("with nonmemberSticsPwd its links' statistics are asked a password for", async () => {
    const { linkId } = await grouped({});
    const shut = (await open(`/${linkId}/stats`)).status;
    const { linkId: shared } = await grouped({ nonmemberSticsPwd: "kopi" });
    const asked = await open(`/${shared}/stats`);
    expect([shut, asked.body.includes('type="password"')]).toEqual([404, true]);
  });

  test.for([
    ["blockOverseasSticsYn", "Y", `/`, SEOUL, 0],
    ["blockOverseasSticsYn", "Y", `/`, JAKARTA, 1],
    ["blockOverseasSticsYn", "N", `/`, SEOUL, 1],
    ["qrBypassYn", "N", `?qr`, JAKARTA, 1],
    ["qrBypassYn", "Y", `?qr`, JAKARTA, 0],
  ] as const)("with %s %s a visit of %s from %s counts %i", async (row) => {
    const [name, value, how, address, counted] = row;
    const { linkId } = await grouped({ [name]: value });
    expect(await target(`/${linkId}${how === "/" ? "" : how}`, address)).toContain(DEST);
    const clicksOf = async (id: string) => (await getLink(id))["acesCnt"];
    // Visits are counted in their order, so the first one is once a later one is.
    const later = await create();
    await target(`/${later}`);
    await expect.poll(() => clicksOf(later)).toBe(1);
    expect(await clicksOf(linkId)).toBe(counted);
  });

  test("each setting that cannot work yet says so, and no other", async () => {
    const { grpIdx } = await grouped({ blockOverseasSticsYn: "Y", pushNotifyYn: "Y" });
    expect(await getGroup(grpIdx)).toMatchObject({ pushNotifyYn: "Y" });
    expect((await getGroup(grpIdx))["inForce"]).toStrictEqual({
      pushNotifyYn: { yn: "N", why: expect.stringContaining("no member's browser") },
    });
  });

  test.for<[object, number]>([
    [{ mailNotifyYn: "Y" }, 40_022],
    [{ webhookEnableYn: "Y", webhookCallbackUrl: "https://hook.example/" }, 40_021],
  ])("with %j the code says what the server or the workspace lacks: %i", async (row) => {
    const [fields, code] = row;
    expect(await update(await makeGroup(), fields)).toMatchObject({ code });
  });

  test.for([1, 50, 100, 200, 300, 500, 1_000])("with webhookFrequency %i", async (value) => {
    const settings = { webhookFrequency: value, webhookMetric: value === 1 ? "P" : "C" };
    const { grpIdx } = await grouped(settings);
    expect(await getGroup(grpIdx)).toMatchObject(settings);
  });
});

describe("a property of the sample user is changed by", () => {
  test.for<[string, unknown, unknown, unknown]>([
    ["set", 1, 2, 2],
    ["set_once", 1, 2, 1],
    ["increase", 1, 2, 3],
    ["add", ["a"], ["b"], ["a", "b"]],
    ["remove", ["a", "b"], ["b"], ["a"]],
    ["delete", "gold", "", undefined],
  ])("%s", async ([type, before, sent, after]) => {
    const pair = `${first.audienceKey}:${first.audienceSecret}`;
    const authorization = `Basic ${Buffer.from(pair).toString("base64")}`;
    const name = `walked_${type}`;
    const change = async (operation: string, value: unknown) => {
      const body = { euid: first.euid, type: operation, properties: { [name]: value } };
      const path = "/v1/user/property";
      const answer = await call(running.app, { method: "POST", path, authorization, body });
      expect(answer.body).toMatchObject({ code: 0 });
    };
    await change("set", before);
    await change(type, sent);
    const path = `/v1/user?euid=${first.euid}`;
    const { body } = await call(running.app, { method: "GET", path, authorization });
    const { properties } = (body as { data: { properties: Record<string, unknown> } }).data;
    expect(properties[name]).toEqual(after);
  });
});
