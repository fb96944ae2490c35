import { describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { personalToken } from "../../../src/links/personal-token.ts";
import { deleteDomainRow, insertDomain } from "../../../src/workspaces/store/domains.ts";
import { insertGroupRow, insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { readPng, readSvg, shows } from "../../support/qr-image.ts";
import { useVisitedApp, type VisitAnswer, type VisitRequest } from "../../support/visitor.ts";

const NOW = new Date("2026-03-10T12:00:00Z");
const BEFORE = new Date("2026-03-10T11:59:59Z");
const AFTER = new Date("2026-03-10T12:00:01Z");
const running = useVisitedApp({ clock: () => NOW });

const TARGET = "https://shop.example/spring?a=1#top";

async function link(row: Partial<LinkRow> = {}) {
  const { app, workspace } = running;
  const mine = { workspaceId: workspace.id, url: TARGET, ...row };
  const made = await insertLinkRow(app.context.db, mine);
  const short = `http://localhost:8080/${encodeURIComponent(made.slug)}?qr`;
  const ask = (query = "", asked: Partial<VisitRequest> = {}): Promise<VisitAnswer> =>
    running.visit({ path: `/${encodeURIComponent(made.slug)}/qr${query}`, ...asked });
  return { ...made, short, ask };
}

describe("the QR code of a link", () => {
  test("is a PNG of 200 pixels that says the short URL with the marker of a scan", async () => {
    const { ask, short } = await link();
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers).toStrictEqual({
      "cache-control": "public, max-age=300",
      "referrer-policy": "no-referrer-when-downgrade",
      "x-robots-tag": "noindex",
      "x-content-type-options": "nosniff",
      etag: expect.stringMatching(/^"[\w-]{22}"$/),
      "content-type": "image/png",
      "content-length": String(answer.bytes.length),
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      date: expect.any(String),
      connection: "close",
    });
    const image = readPng(answer.bytes);
    expect(image.width).toBe(200);
    expect(shows(image, short)).toBe(true);
    expect(shows(image, TARGET)).toBe(false);
  });

  // 37 pixels are what these short URLs take at one a module.
  test.for([
    [1, 37],
    [36, 37],
    [37, 37],
    [40, 37],
    [63, 37],
    [64, 64],
    [65, 65],
    [300, 300],
    [4096, 4096],
  ] as const)("asked for at %d pixels has %d", async ([size, width]) => {
    const { ask, short } = await link();
    const png = readPng((await ask(`?size=${size}`)).bytes);
    const svg = readSvg((await ask(`?size=${size}&format=svg`)).body);
    expect([png.width, svg.width]).toEqual([width, width]);
    expect(shows(png, short)).toBe(true);
    if (size <= 300) expect(shows(svg, short)).toBe(true);
  });

  // 73 pixels are what these short URLs take at one a module.
  test.for([
    [40, 73],
    [64, 73],
    [100, 100],
  ] as const)("of a long address asked for at %d pixels has %d", async ([size, width]) => {
    const { ask, short } = await link({ slug: `${"커피".repeat(20)}-${size}` });
    const png = readPng((await ask(`?size=${size}`)).bytes);
    expect(png.width).toBe(width);
    expect(shows(png, short)).toBe(true);
  });

  test("as SVG is named by the short URL, and says nothing else", async () => {
    const { ask, slug } = await link({ slug: "musim-bunga" });
    const answer = await ask("?format=svg");
    expect(answer.headers["content-type"]).toBe("image/svg+xml");
    expect(answer.body).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="200" height="200" viewBox="0 0 200 200" role="img" shape-rendering="crispEdges"><title>QR code: localhost:8080\/musim-bunga<\/title><rect width="200" height="200" fill="#fff"\/><path [^>]*\/><\/svg>\n$/,
    );
    expect(answer.body).toContain(slug);
  });

  test("of a link named in another script is that of its written address", async () => {
    const { ask, short } = await link({ slug: "봄-세일" });
    expect(short).toContain("%EB%B4%84");
    expect(shows(readPng((await ask()).bytes), short)).toBe(true);
    expect((await ask("?format=svg")).body).toContain("<title>QR code: localhost:8080/봄-세일<");
  });

  test("of a personal link leads back to it, and a wrong token to the plain link", async () => {
    const { id, slug, short } = await link();
    const key = running.app.context.keys.personalKey;
    const of = { workspaceId: running.workspace.id, linkId: id };
    const token = personalToken(key, of, 10_000_001);
    const mine = await running.visit(`/${slug}~${token}/qr`);
    expect(shows(readPng(mine.bytes), `http://localhost:8080/${slug}~${token}?qr`)).toBe(true);
    const wrong = await running.visit(`/${slug}~${token}x/qr`);
    expect(shows(readPng(wrong.bytes), short)).toBe(true);
  });

  test("on a link domain leads there", async () => {
    const { db, changes } = running.app.context;
    const host = "go.example";
    const domain = { host, workspaceId: running.workspace.id, origin: "https://go.example" };
    await db.transaction(async (tx) => {
      await deleteDomainRow(tx, host);
      await insertDomain(tx, { ...domain, createdAt: NOW });
      await changes.announce(tx, [{ kind: "host", key: host }]);
    });
    const { ask } = await link({ host, slug: "promo" });
    const answer = await ask("", { host });
    expect(shows(readPng(answer.bytes), "https://go.example/promo?qr")).toBe(true);
    expect((await ask("")).status).toBe(404);
  });

  test("may be kept, and is not sent again while it is the same", async () => {
    const { ask } = await link();
    const { etag = "" } = (await ask()).headers;
    for (const kept of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const answer = await ask("", { headers: { "if-none-match": kept } });
      expect(answer.status, kept).toBe(304);
      expect(answer.bytes.length).toBe(0);
      expect(answer.headers).toMatchObject({ etag, "cache-control": "public, max-age=300" });
    }
    for (const [query, kept] of [
      ["?size=201", etag],
      ["?format=svg", etag],
      ["", '"other"'],
    ] as const) {
      expect((await ask(query, { headers: { "if-none-match": kept } })).status).toBe(200);
    }
  });

  test("is told to HEAD without its pixels", async () => {
    const { ask } = await link();
    const { date: _, ...got } = (await ask()).headers;
    const answer = await ask("", { method: "HEAD" });
    expect(answer).toMatchObject({ status: 200, headers: got });
    expect(answer.bytes.length).toBe(0);
  });
});

describe("where codes bypass the link", () => {
  const open: Partial<LinkRow> = { qr_bypass: true };

  test.for<[string, Partial<LinkRow>]>([
    ["without further rules", open],
    ["within its dates", { ...open, starts_at: BEFORE, ends_at: AFTER }],
    ["with a limit of 0, which is none", { ...open, max_forwards: 0 }],
    ["with a destination that fits just so", { ...open, url: longUrl(2_331) }],
  ])("the code of one %s says the destination", async ([, row]) => {
    const { ask } = await link(row);
    expect(shows(readPng((await ask()).bytes), row.url ?? TARGET)).toBe(true);
  });

  test.for<[string, Partial<LinkRow>]>([
    ["that has a password", { ...open, password_hash: "scrypt$1$1$1$AA$AA" }],
    ["that has a limit", { ...open, max_forwards: 5 }],
    ["before its start", { ...open, starts_at: AFTER }],
    ["after its end", { ...open, ends_at: BEFORE, expired_url: "https://over.example/" }],
    ["with a destination that no code at M holds", { ...open, url: longUrl(2_332) }],
  ])("the code of one %s says the short URL", async ([, row]) => {
    const { ask, short } = await link(row);
    expect(shows(readPng((await ask()).bytes), short)).toBe(true);
  });

  test("the group's word counts", async () => {
    const { app, workspace } = running;
    const groupId = await insertGroupRow(app.context.db, workspace.id, { qr_bypass: false });
    const { ask, short } = await link({ ...open, groupId });
    expect(shows(readPng((await ask()).bytes), short)).toBe(true);
  });
});

function longUrl(bytes: number): string {
  return "https://shop.example/".padEnd(bytes, "a");
}

describe("there is no QR code", () => {
  test.for([
    "?size=",
    "?size=0",
    "?size=-1",
    "?size=+200",
    "?size=0200",
    "?size=1e3",
    "?size=200.5",
    "?size=4097",
    "?size=1e9",
    "?size=a",
    "?size=200&size=200",
  ])("at %s", async (query) => {
    const answer = await (await link()).ask(query);
    expect(answer).toMatchObject({
      status: 400,
      headers: {
        "content-type": "text/plain; charset=utf-8",
        "cache-control": "no-store",
        "content-language": "en",
      },
      body: "size is one whole number from 1 to 4096, the pixels a side.\n",
    });
  });

  test.for(["?format=", "?format=gif", "?format=PNG", "?format=svg&format=png"])(
    "at %s",
    async (query) => {
      const headers = { "accept-language": "id" };
      const answer = await (await link()).ask(query, { headers });
      expect(answer.status).toBe(400);
      expect(answer.body).toBe("format adalah png atau svg, cukup sekali.\n");
    },
  );

  test("of a link that is not, is deleted, or has passed its day", async () => {
    const { db } = running.app.context;
    const deleted = await link();
    await db.run(sql`
      update link_address set link_id = null where address = ${`localhost:8080/${deleted.slug}`}`);
    const passed = await link({ deletesAt: NOW });
    for (const answer of [
      await running.visit("/nobodys-link/qr"),
      await deleted.ask(),
      await passed.ask(),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.body).toContain("<h1>There is no link at this address</h1>");
    }
  });

  test.for<[string, number]>([
    ["/other", 404],
    ["/QR", 404],
    ["/qr/more", 404],
    ["//qr", 404],
    ["%2Fqr", 404],
    ["/%zz", 400],
  ])("at %s", async ([rest, status]) => {
    const { slug } = await link();
    expect((await running.visit(`/${slug}${rest}`)).status).toBe(status);
  });

  test.for(["POST", "PUT", "DELETE"])("for %s", async (method) => {
    const answer = await (await link()).ask("", { method });
    expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
  });
});

test("other parameters, an encoded name and one slash at the end do not matter", async () => {
  const { slug, short } = await link();
  for (const path of [`/${slug}/qr/?utm_source=poster`, `/${slug}/%71%72?size=200`]) {
    expect(shows(readPng((await running.visit(path)).bytes), short)).toBe(true);
  }
});

test("links called qr and stats are links", async () => {
  for (const slug of ["qr", "stats"]) {
    const { short } = await link({ slug });
    expect((await running.visit(`/${slug}`)).status).toBe(302);
    expect(shows(readPng((await running.visit(`/${slug}/qr`)).bytes), short)).toBe(true);
  }
});

test("as many as ask at once are drawn or asked to come again, and visitors go on", async () => {
  const { slug, ask } = await link();
  const asked = Array.from({ length: 100 }, (_, nth) => ask(`?size=${2_000 + nth}`));
  expect((await running.visit(`/${slug}`)).status).toBe(302);
  const answers = await Promise.all(asked);
  const statuses = new Set(answers.map(({ status }) => status));
  expect([...statuses].toSorted()).toEqual([200, 503]);
  const refused = answers.find(({ status }) => status === 503);
  expect(refused?.headers).toMatchObject({ "retry-after": "5" });
  expect((await ask("?size=2000")).status).toBe(200);
});
