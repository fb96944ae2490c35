import { describe, expect, test } from "vitest";
import { insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { useVisitedApp } from "../../support/visitor.ts";

const running = useVisitedApp();

async function link(row: Partial<LinkRow>): Promise<string> {
  const { app, workspace } = running;
  const { slug } = await insertLinkRow(app.context.db, { workspaceId: workspace.id, ...row });
  return `/${slug}`;
}

const always = {
  "cache-control": "private, no-store",
  "referrer-policy": "no-referrer-when-downgrade",
  "x-robots-tag": "noindex",
  date: expect.any(String),
  connection: "close",
};

describe("a forward", () => {
  test.for([301, 302] as const)("of type %i, whole", async (redirectType) => {
    const path = await link({ url: "https://shop.example/a#top", redirectType });
    // The second is answered from what the node remembers of the first.
    for (const _ of ["asked", "known"]) {
      expect(await running.visit(path)).toStrictEqual({
        status: redirectType,
        headers: { ...always, location: "https://shop.example/a#top", "content-length": "0" },
        body: "",
      });
    }
  });

  test("of type 200 is a page that moves on, whole", async () => {
    const path = await link({
      url: "https://shop.example/a?b=1",
      redirectType: 200,
      title: "Kopi & Teh",
      description: "Diskon 10%",
      metaImage: "https://shop.example/kopi.jpg",
    });
    const answer = await running.visit({
      path: `${path}?c=2`,
      headers: { "accept-language": "id" },
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.headers).toStrictEqual({
      ...always,
      "referrer-policy": "origin",
      "content-type": "text/html; charset=utf-8",
      "content-length": String(Buffer.byteLength(answer.body)),
      "content-language": "id",
      "content-security-policy": expect.stringMatching(
        /^default-src 'none'; .*script-src 'sha256-/,
      ),
      "x-content-type-options": "nosniff",
      vary: "Accept-Language",
    });
    const head = answer.body.slice(0, answer.body.indexOf("<style>"));
    expect(head).toContain(
      'http-equiv="refresh" content="0;url=https://shop.example/a?b=1&amp;c=2"',
    );
    expect(head).toContain('property="og:title" content="Kopi &amp; Teh"');
    expect(head).toContain('property="og:description" content="Diskon 10%"');
    expect(head).toContain('name="description" content="Diskon 10%"');
    expect(head).toContain('property="og:image" content="https://shop.example/kopi.jpg"');
  });

  test.for<[string, string, string]>([
    ["https://s.example/?a=1", "?a=2&b=3", "https://s.example/?a=1&b=3"],
    ["https://s.example/#end", "?b=3", "https://s.example/?b=3#end"],
    ["https://s.example/", "?qr", "https://s.example/"],
    ["https://s.example/", "?qr=1&b=3", "https://s.example/?b=3"],
    ["https://s.example/", "?", "https://s.example/"],
    ["https://s.example/", "?x=%0d%0aSet-Cookie:a", "https://s.example/?x=%0d%0aSet-Cookie:a"],
  ])("to %s with %s leads to %s", async ([url, query, location]) => {
    const path = await link({ url });
    expect((await running.visit(path + query)).headers.location).toBe(location);
  });

  test.for<[string, string, string]>([
    ["with a slash at its end", "promo-1", "/promo-1/"],
    ["percent-encoded", "promo-2", "/%70romo%2d2"],
    ["in another script", "커피", "/%EC%BB%A4%ED%94%BC"],
    ["decomposed", "caf\u00e9", "/cafe%CC%81"],
    ["with a personal token that says nothing here", "promo-3", "/promo-3~abc123"],
  ])("finds the link by its address %s", async ([, slug, path]) => {
    await link({ slug, url: "https://shop.example/" });
    expect(await running.visit(path)).toMatchObject({
      status: 302,
      headers: { location: "https://shop.example/" },
    });
  });

  test("finds /huruf", async () => {
    await link({ slug: "huruf" });
    expect((await running.visit("/huruf")).status).toBe(302);
  });

  test.for(["/Huruf", "/huruf//", "/huruf/x", "/huru", "//huruf"])(
    "and does not take %s for it",
    async (path) => {
      expect((await running.visit(path)).status).toBe(404);
    },
  );
});

describe("what is no visit", () => {
  test("broken percent-encoding is 400, in the visitor's language", async () => {
    const answer = await running.visit({ path: "/%E0%A4", headers: { "accept-language": "ja" } });
    expect(answer.status).toBe(400);
    expect(answer.headers).toMatchObject({ "content-language": "ja", "x-robots-tag": "noindex" });
    expect(answer.body).toContain('<html lang="ja">');
  });

  test.for(["PUT", "DELETE", "PATCH", "OPTIONS"])("%s is 405 on any address", async (method) => {
    for (const path of [await link({}), "/nobody-made-this"]) {
      const answer = await running.visit({ path, method });
      expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
      expect(answer.body).toContain("<h1>This address can only be opened</h1>");
    }
  });

  test("POST is 405 on a link without a password, and finds no link that is not there", async () => {
    const answer = await running.visit({
      path: await link({}),
      method: "POST",
      body: "password=x",
    });
    expect(answer).toMatchObject({ status: 405, headers: { allow: "GET, HEAD" } });
    expect((await running.visit({ path: "/nobody-made-this", method: "POST" })).status).toBe(404);
  });
});
