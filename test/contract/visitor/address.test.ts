import { connect } from "node:net";
import { describe, expect, test } from "vitest";
import { personalToken } from "../../../src/links/personal-token.ts";
import { speak } from "../../hostile/wire.ts";
import { DEFAULT_HOST, insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { readPng, shows } from "../../support/qr-image.ts";
import { A_BROWSER } from "../../support/visit-load.ts";
import { useVisitedApp } from "../../support/visitor.ts";
import { makeWorkspace } from "../../support/workspace.ts";

const running = useVisitedApp();
const SHOP = "https://shop.example/";

async function link(row: Partial<LinkRow> = {}) {
  const { app, workspace } = running;
  const mine = { workspaceId: workspace.id, url: SHOP, ...row };
  return insertLinkRow(app.context.db, mine);
}

/** The bytes of a request as they are written here, one character each. */
async function raw(target: string, { host = DEFAULT_HOST, method = "GET", more = "" } = {}) {
  const head = `${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nUser-Agent: ${A_BROWSER}\r\n${more}`;
  const heard = await speak(running.port, Buffer.from(`${head}\r\n`, "latin1"));
  const location = /^location: (.*)\r$/im.exec(heard.text)?.[1];
  return { ...heard, location };
}

const inUtf8 = (text: string) => Buffer.from(text).toString("latin1");
const close = "Connection: close\r\n";

describe("bytes that arrive unescaped are read as if they had been escaped", () => {
  test.for<[string, string, string]>([
    ["piñata-1", inUtf8("/piñata-1"), SHOP],
    ["여름", inUtf8("/여름"), SHOP],
    ["☕kopi", inUtf8("/☕kopi"), SHOP],
    ["latin", "/latin?name=Jos\xe9", `${SHOP}?name=Jos%E9`],
    ["utf-8", inUtf8("/utf-8?name=José&q=커피"), `${SHOP}?name=Jos%C3%A9&q=%EC%BB%A4%ED%94%BC`],
    ["both", "/both?a=\xff%20&b=\x80", `${SHOP}?a=%FF%20&b=%80`],
  ])("of %s: %j", async ([slug, target, location]) => {
    await link({ slug });
    for (const method of ["GET", "HEAD"]) {
      const heard = await raw(target, { method });
      expect([heard.statuses, heard.location, heard.closed]).toEqual([[302], location, true]);
    }
  });

  test("once an answer went out on the connection, too", async () => {
    const { slug } = await link();
    const first = `GET /${slug} HTTP/1.1\r\nHost: ${DEFAULT_HOST}\r\n\r\n`;
    const socket = connect(running.port, "127.0.0.1").setEncoding("latin1");
    let text = "";
    const ended = new Promise((resolve) => socket.on("close", resolve));
    socket.on("data", (chunk: string) => {
      const isFirst = text === "";
      text += chunk;
      if (isFirst) socket.write(Buffer.from(first.replace(" HTTP", "?a=\xe9 HTTP"), "latin1"));
    });
    socket.write(first);
    await ended;
    expect(text.match(/^location: .*$/gim)).toEqual([
      `Location: ${SHOP}`,
      `Location: ${SHOP}?a=%E9`,
    ]);
  });

  test("a path of other bytes than UTF-8 has broken encoding", async () => {
    const heard = await raw("/pi\xf1ata");
    expect([heard.statuses, heard.closed]).toEqual([[400], true]);
    expect(heard.text).toContain("<h1>This address cannot be read</h1>");
  });

  test("the APIs read them too", async () => {
    const { linkKey, context } = await makeWorkspace(running.app);
    await insertLinkRow(running.app.context.db, { workspaceId: context.workspace.id, slug: "çay" });
    const domain = encodeURIComponent(`http://${DEFAULT_HOST}`);
    const target = inUtf8(`/api/link/v1/get?linkId=çay&domain=${domain}`);
    const heard = await raw(target, { more: `Authorization: APIKey ${linkKey}\r\n` });
    expect(heard.statuses).toEqual([200]);
    expect(heard.text).toContain('"code":0');
  });

  test.for([
    ["a method with a body", "PUT /a\xe9 HTTP/1.1"],
    ["a space", "GET /a\xe9 b HTTP/1.1"],
    ["a control character", "GET /a\xe9\x01 HTTP/1.1"],
    ["no version", "GET /a\xe9"],
  ])("but no request with %s", async ([, line]) => {
    const bytes = Buffer.from(`${line}\r\nHost: ${DEFAULT_HOST}\r\n\r\n`, "latin1");
    expect(await speak(running.port, bytes)).toMatchObject({ statuses: [400], closed: true });
  });
});

describe("a target in absolute form", () => {
  test.for([
    [`http://${DEFAULT_HOST}`, DEFAULT_HOST],
    [`HTTP://${DEFAULT_HOST.toUpperCase()}`, DEFAULT_HOST],
    [`http://${DEFAULT_HOST}`, "nobody.example"],
    ["http://127.0.0.1:8080", "nobody.example"],
    ["https://localhost", "nobody.example"],
  ] as const)("%s leads to the link, whatever the Host header says: %s", async ([origin, host]) => {
    const { slug } = await link();
    const heard = await raw(`${origin}/${slug}?a=1`, { host, more: close });
    expect([heard.statuses, heard.location]).toEqual([[302], `${SHOP}?a=1`]);
  });

  test("of a host that nobody owns leads nowhere", async () => {
    const { slug } = await link();
    for (const origin of [
      "http://nobody.example",
      "http://x@localhost:8080",
      "http://",
      "ftp://localhost:8080",
    ])
      expect((await raw(`${origin}/${slug}`, { more: close })).statuses).toEqual([404]);
  });

  test("reaches the server's own paths", async () => {
    const at = `http://${DEFAULT_HOST}`;
    expect((await raw(`${at}/healthz`, { more: close })).text).toContain('{"status":"ok"}');
    expect((await raw(at, { more: close })).location).toBe("/app");
    expect((await raw(`${at}?a=1`, { more: close })).location).toBe("/app");
  });

  test("with unescaped bytes is read as well", async () => {
    await link({ slug: "kopi-ñ" });
    const heard = await raw(inUtf8(`http://${DEFAULT_HOST}/kopi-ñ`), { host: "nobody.example" });
    expect(heard.location).toBe(SHOP);
  });
});

describe("a short URL with something behind it leads to its link:", () => {
  test.for([
    ...[
      ",",
      ".",
      '"',
      "%22",
      "%E2%80%9D",
      "%3E",
      ">",
      "%E2%80%A6",
      "!",
      "%EF%BC%8C",
      ";",
      "%C2%A0",
    ],
    ...[")", ".)", "%20", "%0A", "%E2%80%8B", "%EF%BB%BF", "%E3%80%82", "'", "*", "/.", "./", "]."],
  ])("%s", async (end) => {
    const { slug } = await link();
    for (const _ of ["asked", "known"]) {
      const answer = await running.visit(`/${slug}${end}?a=1`);
      expect([answer.status, answer.headers.location]).toEqual([302, `${SHOP}?a=1`]);
    }
  });

  test.for<[string, string]>([
    ["&utm_source=soup", "?utm_source=soup"],
    ["&a=1&b=2", "?a=1&b=2"],
    ["&amp;a=1", "?a=1"],
    ["%26a=1", "?a=1"],
    ["&a=1?b=2", "?a=1&b=2"],
    [".&a=1", "?a=1"],
  ])("%s is read as a query", async ([end, query]) => {
    const { slug } = await link();
    expect((await running.visit(`/${slug}${end}`)).headers.location).toBe(SHOP + query);
  });

  test("an id that ends so itself wins", async () => {
    await link({ slug: "promo" });
    await link({ slug: "promo.", url: "https://other.example/" });
    expect((await running.visit("/promo.")).headers.location).toBe("https://other.example/");
    expect((await running.visit("/promo..")).headers.location).toBe(SHOP);
    expect((await running.visit("/promo,")).headers.location).toBe(SHOP);
  });

  test("what is no link without it is told as it was asked for", async () => {
    const answer = await running.visit("/tidak-ada.");
    expect(answer.status).toBe(404);
    expect(answer.body).toContain("localhost:8080/tidak-ada.");
    for (const path of ["/,", "/.", "/app,", "/a,/b,"])
      expect((await running.visit(path)).status, path).toBe(404);
  });

  test("a password is asked for and taken there", async () => {
    const { slug } = await link({ password_hash: "scrypt$1$1$1$AA$AA" });
    expect((await running.visit(`/${slug}.`)).status).toBe(401);
  });

  test("its QR code and statistics", async () => {
    const { slug } = await link();
    for (const path of [`/${slug}/qr.`, `/${slug},/qr`, `/${slug}./qr`, `/${slug}/qr&size=200`]) {
      const image = readPng((await running.visit(path)).bytes);
      expect(shows(image, `http://${DEFAULT_HOST}/${slug}?qr`), path).toBe(true);
    }
  });

  test.for(["", ".", ",", "%E2%80%9D", "&a=1", "%C2%A0"])(
    "a personal link with %j is still that person's",
    async (end) => {
      const { id, slug } = await link();
      const key = running.app.context.keys.personalKey;
      const token = personalToken(
        key,
        { workspaceId: running.workspace.id, linkId: id },
        10_000_001,
      );
      expect((await running.visit(`/${slug}~${token}${end}`)).status).toBe(302);
      const image = readPng(
        (await running.visit(`/${slug}~${token}${end === "&a=1" ? "" : end}/qr`)).bytes,
      );
      expect(shows(image, `http://${DEFAULT_HOST}/${slug}~${token}?qr`)).toBe(true);
    },
  );
});
