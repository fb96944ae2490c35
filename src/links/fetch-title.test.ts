import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
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
    [
      "not from what was compressed unasked",
      (_, r) => r.writeHead(200, { ...html, "content-encoding": "gzip" }).end(gzipSync(page)),
      null,
    ],
    ["not past 256 KiB", (_, r) => r.writeHead(200, html).end(" ".repeat(262_144) + page), null],
    [
      "from within 256 KiB",
      (_, r) => r.writeHead(200, html).end(page + " ".repeat(1_000_000)),
      "Spring sale",
    ],
    ["not from a connection that breaks", (_, r) => r.destroy(), null],
    [
      "not from a body that breaks",
      (_, r) => {
        r.writeHead(200, { ...html, "content-length": "1000" }).write(page, () => r.destroy());
      },
      null,
    ],
  ])("%s", async ([, listener, title]) => {
    expect(await fetchTitle(await serve(listener), here)).toBe(title);
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
