import { type IncomingMessage, request } from "node:http";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { useApp } from "../../support/app.ts";
import { sourceOf } from "../../support/audience.ts";
import { insertClicks, makeMonths } from "../../support/clicks.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

const host = useApp({ clock: () => new Date("2026-03-05T00:00:00Z") });
const PATH = "/api/statistics/v2/clicks/export";
const MARCH = "startYmd=2026-03-01&endYmd=2026-03-31";
let api: LinksClient;
let port: number;
let slug: string;
let euid: number;

beforeAll(async () => {
  await makeMonths(host.app.context.db, "2026-02", "2026-04");
  ({ port } = await host.app.listen());
  api = await linksClient(host.app, { timeZone: "Asia/Jakarta" });
  const { db, workspace } = api.workspace.context;
  slug = await api.link();
  const found = await db.one<{ id: number }>({
    text: "select link_id as id from link where workspace_id = $1 and slug = $2",
    values: [workspace.id, slug],
  });
  euid = await sourceOf(host.app, api.workspace).newUser();
  await insertClicks(db, workspace.id, [
    {
      at: "2026-03-01T04:05:06.789Z",
      linkId: found?.id ?? 0,
      groupId: 5066,
      country: "ID",
      device: "mobile",
      os: "Android",
      browser: "Chrome",
      referrer: "instagram.com",
      language: "id",
      source: "=cmd|'/c calc'!A1",
      medium: "a,b",
      campaign: 'say "hi"',
      qr: true,
      firstOfDay: true,
      euid,
    },
    // Of a number that no user has any more.
    { at: "2026-03-01T04:10:00Z", linkId: 404_040, euid: 2 ** 40 },
  ]);
});

const get = (query: string) => api.send({ method: "GET", path: `${PATH}?${query}` });

describe("an export is", () => {
  test("CSV with a header, and no formula in it", async () => {
    const { status, headers, body } = await get(MARCH);
    expect([status, headers["content-type"], headers["content-disposition"]]).toEqual([
      200,
      "text/csv; charset=utf-8",
      'attachment; filename="clicks-2026-03-01-2026-03-31.csv"',
    ]);
    expect(String(body).split("\r\n")).toEqual([
      "acesYmdt,linkId,domain,grpIdx,country,device,os,browser,referrer,language,utm_source,utm_medium,utm_campaign,qrYn,firstOfDayYn,euid",
      `2026-03-01 11:05:06,${slug},${DOMAIN},5066,ID,mobile,Android,Chrome,instagram.com,id,'=cmd|'/c calc'!A1,"a,b","say ""hi""",Y,Y,${euid}`,
      "2026-03-01 11:10:00,,,,,other,unknown,unknown,,,,,,N,N,",
      "",
    ]);
  });

  test("CSV with a byte order mark where it is asked for, and else the same", async () => {
    const [plain, marked] = [await get(MARCH), await get(`${MARCH}&bom=Y`)];
    expect(marked.body).toBe(`\uFEFF${plain.body}`);
    expect(marked.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect((await get(`${MARCH}&bom=N`)).body).toBe(plain.body);
    expect(String(plain.body).startsWith("acesYmdt")).toBe(true);
  });

  test.for([
    ["bom=y", "it must be one of Y, N"],
    ["bom=true", "it must be one of Y, N"],
    ["format=ndjson&bom=Y", "not together with format"],
  ])("refused with %s", async ([query, reason]) => {
    expect((await get(`${MARCH}&${query}`)).body).toStrictEqual({
      code: 40011,
      message: `bom is not valid: ${reason}`,
      result: null,
    });
  });

  test("NDJSON where it is asked for", async () => {
    const { headers, body } = await get(`${MARCH}&format=ndjson`);
    expect(headers["content-type"]).toBe("application/x-ndjson");
    const lines = String(body).trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toStrictEqual([
      {
        acesYmdt: "2026-03-01 11:05:06",
        linkId: slug,
        domain: DOMAIN,
        grpIdx: 5066,
        country: "ID",
        device: "mobile",
        os: "Android",
        browser: "Chrome",
        referrer: "instagram.com",
        language: "id",
        utm_source: "=cmd|'/c calc'!A1",
        utm_medium: "a,b",
        utm_campaign: 'say "hi"',
        qrYn: "Y",
        firstOfDayYn: "Y",
        euid,
      },
      {
        acesYmdt: "2026-03-01 11:10:00",
        linkId: "",
        domain: "",
        grpIdx: null,
        country: "",
        device: "other",
        os: "unknown",
        browser: "unknown",
        referrer: "",
        language: "",
        utm_source: "",
        utm_medium: "",
        utm_campaign: "",
        qrYn: "N",
        firstOfDayYn: "N",
        euid: null,
      },
    ]);
  });

  test("refused in the envelope before it begins", async () => {
    const bad = (code: number, message: string) => ({ code, message, result: null });
    expect((await get(`${MARCH}&format=xml`)).body).toStrictEqual(
      bad(40011, "format is not valid: it must be one of csv, ndjson"),
    );
    expect((await get(`${MARCH}&grpIdx=404040`)).body).toStrictEqual(
      bad(40400, "no such group in this workspace: grpIdx"),
    );
    const poor = await linksClient(host.app, { plan: "Personal" });
    expect(await poor.get(`${PATH}?${MARCH}`)).toStrictEqual(
      bad(40300, "grpIdx: this needs the Premium plan"),
    );
  });
});

describe("a client that", () => {
  const MANY = 60_000;
  let rich: LinksClient;
  beforeAll(async () => {
    rich = await linksClient(host.app);
    const { db, workspace } = rich.workspace.context;
    const at = new Date("2026-03-10T00:00:00Z");
    const row = { at, linkId: 1, campaign: "x".repeat(100), referrer: "shop.example" };
    for (let i = 0; i < MANY / 5_000; i += 1) {
      await insertClicks(db, workspace.id, Array(5_000).fill(row));
    }
  });

  /** Begins an export over the wire, and leaves the answer unread. */
  const begin = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const sent = request(
        {
          port,
          host: "127.0.0.1",
          path: `${PATH}?${MARCH}`,
          agent: false,
          headers: { host: "localhost:8080", authorization: `APIKey ${rich.workspace.linkKey}` },
        },
        resolve,
      );
      sent.on("error", reject);
      sent.end();
    });
  test("does not read is waited for, and gets all in the end", async () => {
    const answer = await begin();
    let seen = -1;
    // It stands still once the sockets between are full.
    await vi.waitFor(
      () => {
        const now = answer.socket.bytesRead;
        const still = now === seen;
        seen = now;
        expect(still).toBe(true);
      },
      { interval: 400, timeout: 20_000 },
    );
    let bytes = 0;
    let lines = 0;
    for await (const chunk of answer) {
      bytes += (chunk as Buffer).length;
      for (const byte of chunk as Buffer) if (byte === 10) lines += 1;
    }
    expect(lines).toBe(MANY + 1);
    expect(seen).toBeLessThan(bytes / 2);
  });

  test("goes away is let go", async () => {
    const failures = vi.spyOn(host.app.context.log, "error");
    const answer = await begin();
    await new Promise((resolve) => answer.once("data", resolve));
    const open = () =>
      new Promise((resolve) => host.app.server.server.getConnections((_, count) => resolve(count)));
    expect(await open()).toBe(1);
    answer.destroy();
    await vi.waitFor(async () => expect(await open()).toBe(0), { timeout: 10_000 });
    expect(failures).not.toHaveBeenCalled();
  });
});
