import { hash } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

let now = new Date("2026-02-01T00:00:00Z");
const host = useApp({ clock: () => now });
let api: LinksClient;
beforeAll(async () => {
  api = await linksClient(host.app, { timeZone: "UTC" });
});

const url = "https://a.example/";
const short = expect.stringMatching(/^http:\/\/localhost:8080\/\w{7}$/);
const bulk = (links: unknown, headers = {}) =>
  api.send({ method: "POST", path: "/api/link/v1/createBulk", body: { links }, headers });
const results = async (links: readonly object[]) => {
  const { body } = await bulk(links);
  return (body as { result: { shortUrl: string; code?: number }[] }).result;
};

describe("a bulk", () => {
  test("stores the good items whatever the others do, each told in its place", async () => {
    const grpIdx = await api.group();
    await api.link({ brandLinkId: "taken" });
    const { status, body } = await bulk([
      { url, grpIdx, pwd: "same" },
      { url: "ftp://x.example/" },
      { url, brandLinkId: "taken" },
      { url, brandLinkId: "twice", grpIdx },
      { url, brandLinkId: "twice" },
      { memo: "no url" },
      "text",
      { url, ulr: 1 },
      { url, grpIdx: 1 },
      { url, strtYmdt: "2026-03-02 00:00:00", endYmdt: "2026-03-01 00:00:00" },
      { url: 5 },
      { url: "https://b.example/", pwd: "same" },
    ]);
    const failed = (code: number, message: string, of: string | null = url) => ({
      code,
      message,
      url: of,
    });
    expect([status, body]).toStrictEqual([
      200,
      {
        code: 0,
        message: "",
        result: [
          { shortUrl: short, url },
          failed(
            40014,
            "url is not an allowed URL: it must begin with http:// or https://",
            "ftp://x.example/",
          ),
          failed(40900, "brandLinkId is taken on this domain"),
          { shortUrl: `${DOMAIN}/twice`, url },
          failed(40900, "brandLinkId is taken on this domain"),
          failed(40010, "url is missing", null),
          failed(40011, "links[6] is not valid: it must be of type object", null),
          failed(40012, "ulr is not a known field; the nearest is url"),
          failed(40400, "no such group in this workspace: grpIdx"),
          failed(40013, "strtYmdt must be before endYmdt"),
          failed(40011, "url is not valid: it must be of type string", null),
          { shortUrl: short, url: "https://b.example/" },
        ],
      },
    ]);
    const group = await api.get(`/api/link-group/v1/get?grpIdx=${grpIdx}`);
    expect(group.result).toMatchObject({ linkCnt: 2 });
    const twice = await api.get(`/api/link/v1/get?linkId=twice&domain=${DOMAIN}`);
    expect(twice.result).toMatchObject({ createTypeIdx: 274, grpIdx });
  });

  test("has one to three hundred items", async () => {
    const wrong = (reason: string) => ({
      code: 40011,
      message: `links is not valid: ${reason}`,
      result: null,
    });
    expect((await bulk([])).body).toStrictEqual(wrong("1 or more items"));
    expect((await bulk(Array(301).fill({ url }))).body).toStrictEqual(wrong("at most 300 items"));
    expect((await bulk({ url })).body).toStrictEqual(wrong("it must be of type array"));
    expect((await bulk(undefined)).body).toMatchObject({ code: 40010 });
    const made = await results(Array.from({ length: 300 }, () => ({ url, ttl: "t" })));
    expect(new Set(made.map(({ shortUrl }) => shortUrl)).size).toBe(300);
  });
});

describe("a reused link", () => {
  const reuse = (fields: object) => ({ reuseYn: "Y", ttl: "t", ...fields });
  const one = async (fields: object) =>
    (await api.post("/api/link/v2/create", reuse(fields))).result;

  test("is the oldest of its URL, whatever else is asked for", async () => {
    const at = "https://reused.example/";
    const first = await one({ url: at });
    now = new Date(now.getTime() + 1_000);
    await api.link({ url: at });
    expect(await one({ url: at, memo: "x", brandLinkId: "ignored", pwd: "y" })).toBe(first);
    expect(await one({ url: `${at}?` })).not.toBe(first);
    const other = await linksClient(host.app);
    const theirs = await other.post("/api/link/v2/create", reuse({ url: at }));
    expect(theirs.result).not.toBe(first);
  });

  test("is found whatever the case of scheme and host, and of nothing else", async () => {
    const first = await one({ url: "https://cased.example/x?Y" });
    for (const url of ["https://CASED.example/x?Y", "HTTPS://Cased.Example/x?Y\u200b"]) {
      expect(await one({ url })).toBe(first);
    }
    expect(await one({ url: "https://cased.example/X?Y" })).not.toBe(first);
    const typed = await one({ url: "https://ALSO.example:8443" });
    expect(await one({ url: "https://also.example:8443" })).toBe(typed);
    const made = await results(
      ["https://Bulk.example/", "https://bulk.example/"].map((url) => reuse({ url })),
    );
    expect(made[0]?.shortUrl).toBe(made[1]?.shortUrl);
  });

  test("is found under the digest that links had before case stopped counting", async () => {
    const url = "https://BEFORE.example/x";
    const first = await one({ url });
    await host.app.context.db.run(sql`
      update link set url_hash = ${hash("sha256", url, "buffer")}::bytea
       where workspace_id = ${api.workspace.context.workspace.id}::bigint and url = ${url}::text`);
    expect(await one({ url })).toBe(first);
  });

  test("is neither a deleted nor an expired one, the group's end counting", async () => {
    const at = "https://ended.example/";
    const grpIdx = await api.group();
    const first = await one({ url: at, grpIdx });
    expect(await one({ url: at })).toBe(first);
    const end = (endYmdt: string | null) =>
      api.put("/api/link-group/v1/update", { grpIdx, endYmdt });
    await end("2026-01-31 00:00:00");
    const second = await one({ url: at });
    expect(second).not.toBe(first);
    await end(null);
    expect(await one({ url: at })).toBe(first);
    for (const gone of [first, second]) {
      const linkId = String(gone).slice(-7);
      await api.del(`/api/link/v1/delete?linkId=${linkId}&domain=${DOMAIN}`);
    }
    expect([first, second]).not.toContain(await one({ url: at }));
  });

  test("is one, however many ask for it at once and in one call", async () => {
    const at = "https://raced.example/";
    const answers = await Promise.all([
      ...Array.from({ length: 12 }, () => one({ url: at })),
      results(Array.from({ length: 5 }, () => reuse({ url: at }))),
    ]);
    const shortUrls = answers.flatMap((answer) =>
      Array.isArray(answer) ? answer.map(({ shortUrl }) => shortUrl) : [answer],
    );
    expect(shortUrls).toHaveLength(17);
    expect(new Set(shortUrls).size).toBe(1);
  });

  test("follows the first item of its call that could be stored", async () => {
    await api.link({ brandLinkId: "hers" });
    const at = "https://follow.example/";
    const [refused, made, same] = await results([
      reuse({ url: at, brandLinkId: "hers" }),
      reuse({ url: at, brandLinkId: "ours" }),
      reuse({ url: at }),
    ]);
    expect(refused).toMatchObject({ code: 40900 });
    expect(made?.shortUrl).toBe(`${DOMAIN}/ours`);
    expect(same?.shortUrl).toBe(`${DOMAIN}/ours`);
  });
});

test("of many who want one brand id at once one has it", async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => api.post("/api/link/v2/create", { url, brandLinkId: "raced" })),
  );
  expect(answers.map(({ code }) => code).sort((a, b) => a - b)).toEqual([
    0,
    ...Array(7).fill(40900),
  ]);
});
