import { randomBytes } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { fetchTitle } from "./fetch-title.ts";

let server: Server | undefined;

async function serve(listener: RequestListener): Promise<string> {
  const opened = createServer(listener);
  server = opened;
  await new Promise<void>((settle) => opened.listen(0, "127.0.0.1", settle));
  return `http://127.0.0.1:${(opened.address() as AddressInfo).port}/`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const page = "<!doctype html><title>Spring sale</title>";
/** What no packing makes shorter. */
const noise = randomBytes(100_000).toString("base64");
const bomb = gzipSync(page + " ".repeat(100_000_000));
const packed =
  (encoding: string, body: Buffer): RequestListener =>
  (_, response) =>
    response.writeHead(200, { ...html, "content-encoding": encoding }).end(body);
const html = { "content-type": "text/html; charset=utf-8" };
const here = { allowPrivate: true };

describe("the title of a page is fetched", () => {
  test.for<[string, RequestListener, string | null]>([
    ["from a plain page", (_, r) => r.writeHead(200, html).end(page), "Spring sale"],
    [
      "through a redirect",
      (request, r) =>
        request.url === "/"
          ? r.writeHead(301, { location: "/there" }).end()
          : r.writeHead(200, html).end(page),
      "Spring sale",
    ],
    ["not from an error", (_, r) => r.writeHead(404, html).end(page), null],
    [
      "not from a picture",
      (_, r) => r.writeHead(200, { "content-type": "image/svg+xml" }).end(page),
      null,
    ],
    ["not without a type", (_, r) => r.end(page), null],
    ["from gzip that nobody asked for", packed("gzip", gzipSync(page)), "Spring sale"],
    ["from x-gzip", packed("X-GZIP", gzipSync(page)), "Spring sale"],
    ["from deflate", packed("deflate", deflateSync(page)), "Spring sale"],
    ["from Brotli", packed("br", brotliCompressSync(page)), "Spring sale"],
    ["from zstd", packed("zstd", zstdCompressSync(page)), "Spring sale"],
    ["not from a packing that nobody knows", packed("x-strange", Buffer.from(page)), null],
    ["not from what is no gzip", packed("gzip", Buffer.from(page)), null],
    [
      "from gzip that is cut off",
      packed("gzip", gzipSync(page + noise).subarray(0, 2_000)),
      "Spring sale",
    ],
    ["from gzip of 100 MB", packed("gzip", bomb), "Spring sale"],
    ["not past 256 KiB unpacked", packed("gzip", gzipSync(" ".repeat(262_144) + page)), null],
    [
      "with 40 KB of headers",
      (_, r) => r.writeHead(200, { ...html, "x-long": "x".repeat(40_000) }).end(page),
      "Spring sale",
    ],
    ["not past 256 KiB", (_, r) => r.writeHead(200, html).end(" ".repeat(262_144) + page), null],
    [
      "from within 256 KiB",
      (_, r) => r.writeHead(200, html).end(page + " ".repeat(1_000_000)),
      "Spring sale",
    ],
    ["not from a connection that breaks", (_, r) => r.destroy(), null],
    [
      "from a body that breaks off after it",
      (_, r) => {
        r.writeHead(200, { ...html, "content-length": "1000" }).write(page, () => r.destroy());
      },
      "Spring sale",
    ],
    [
      "not from a body that breaks off within it",
      (_, r) => {
        r.writeHead(200, html).write(page.slice(0, -4), () => r.destroy());
      },
      null,
    ],
  ])("%s", async ([, listener, title]) => {
    expect(await fetchTitle(await serve(listener), here)).toBe(title);
  });

  test("at once from a page that goes on for ever", async () => {
    const url = await serve((_, response) => void response.writeHead(200, html).write(page));
    // Long after the test would be over.
    expect(await fetchTitle(url, { ...here, withinMs: 600_000 })).toBe("Spring sale");
  });

  test.for<[string, RequestListener]>([
    [
      "that names no charset and goes on with comments",
      (_, response) => {
        response.writeHead(200, { "content-type": "text/html" }).write(page);
        const more = setInterval(() => response.write("<!-- more -->"), 100);
        response.on("close", () => clearInterval(more));
      },
    ],
    [
      "in gzip that never ends",
      (_, response) => {
        response.writeHead(200, { ...html, "content-encoding": "gzip" });
        response.write(gzipSync(page + noise).subarray(0, 2_000));
      },
    ],
  ])("in its time from a page %s", async ([, listener]) => {
    expect(await fetchTitle(await serve(listener), { ...here, withinMs: 1_000 })).toBe(
      "Spring sale",
    );
  });

  test("in the charset that a page names behind it", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.write(
        Buffer.concat([Buffer.from("<title>"), Buffer.from([0xc7, 0xd1]), Buffer.from("</title>")]),
      );
      setImmediate(() => response.end("<meta charset=euc-kr>"));
    });
    expect(await fetchTitle(url, here)).toBe("한");
  });

  test("not from a page of titles that are none, in bounded time", async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, html).write("<!--");
      const more = () => {
        for (let n = 0; n < 100 && !response.destroyed; n++) response.write("</title>");
        if (!response.destroyed) setImmediate(more);
      };
      more();
    });
    expect(await fetchTitle(url, here)).toBeNull();
  });

  test("not from a server that is too slow", async () => {
    const url = await serve((_, response) => response.writeHead(200, html).write("<title>Sl"));
    expect(await fetchTitle(url, { ...here, withinMs: 50 })).toBeNull();
  });

  test("not from a private address unless that is allowed", async () => {
    const url = await serve((_, response) => response.writeHead(200, html).end(page));
    expect(await fetchTitle(url, { allowPrivate: false })).toBeNull();
    expect(await fetchTitle(url, here)).toBe("Spring sale");
  });

  test.for(["https://does-not-exist.invalid/", "http://127.0.0.1:1/", "nonsense"])(
    "not from %s, and without a throw",
    async (url) => {
      expect(await fetchTitle(url, here)).toBeNull();
    },
  );
});
