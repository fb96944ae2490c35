import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { reachOf } from "./address-guard.ts";
import { getGuarded, type OutgoingLimits } from "./outgoing.ts";

const limits: OutgoingLimits = {
  reach: reachOf(true),
  withinMs: 3_000,
  maxBytes: 1_000,
  maxRedirects: 5,
  accept: "text/html",
};

const servers: Server[] = [];

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe("an outgoing call", () => {
  test("asks for what it can read and brings the answer", async () => {
    const url = await serve((request, response) => {
      response
        .setHeader("content-type", "text/plain")
        .end(JSON.stringify([request.headers.accept, request.headers["accept-encoding"]]));
    });
    const answer = await getGuarded(url, limits);
    expect({ ...answer, body: answer.body.toString() }).toEqual({
      status: 200,
      contentType: "text/plain",
      contentEncoding: "identity",
      retryAfter: null,
      body: '["text/html","identity"]',
    });
  });

  test("follows redirects, relative ones too, as often as allowed", async () => {
    const url = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
      else response.end("there");
    });
    const answer = await getGuarded(new URL("/5", url), limits);
    expect(answer.body.toString()).toBe("there");
    await expect(getGuarded(new URL("/6", url), limits)).rejects.toThrow("too many redirects");
  });

  test("reads no more than the limit of a body without end", async () => {
    const url = await serve((_, response) => {
      const more = () => {
        while (response.write("x".repeat(64))) if (response.destroyed) return;
      };
      response.on("drain", more);
      more();
    });
    const answer = await getGuarded(url, limits);
    expect(answer.body).toHaveLength(1_000);
  });

  test("brings what came of a body that never ends, once its time is over", async () => {
    const url = await serve((_, response) => response.write("x"));
    const answer = await getGuarded(url, { ...limits, withinMs: 300 });
    expect(answer.body.toString()).toBe("x");
  });

  test.for<[string, RequestListener]>([
    ["a server that never answers", () => {}],
    ["redirects in a circle", (_, r) => r.writeHead(302, { location: "/" }).end()],
  ])("gives up in time on %s", async ([, listener]) => {
    const url = await serve(listener);
    await expect(getGuarded(url, { ...limits, withinMs: 50, maxRedirects: 1e6 })).rejects.toThrow(
      /abort/i,
    );
  });

  test("goes nowhere private unless allowed, by address or by name", async () => {
    let calls = 0;
    const url = await serve((_, response) => {
      calls++;
      response.end();
    });
    const guarded = { ...limits, reach: { ...reachOf(false), allowsHttp: true } };
    await expect(getGuarded(url, guarded)).rejects.toThrow("address_private");
    const byName = new URL(`http://localhost:${url.port}/`);
    await expect(getGuarded(byName, guarded)).rejects.toThrow("address_private");
    await expect(getGuarded(url, { ...limits, reach: reachOf(false) })).rejects.toThrow(
      "url_not_https",
    );
    expect(calls).toBe(0);
  });

  test("is not led astray by a redirect", async () => {
    let inner = 0;
    const secret = await serve((_, response) => {
      inner++;
      response.end();
    });
    const [literal, named] = [`http://127.1:${secret.port}/`, `http://localhost:${secret.port}/`];
    // The first hop is allowed once; what it leads to is asked again.
    for (const location of [literal, named, "file:///etc/passwd", "http://[::1]/"]) {
      const url = await serve((_, response) => response.writeHead(302, { location }).end());
      let asked = 0;
      const reach = { allowsHttp: true, allows: () => asked++ === 0 };
      await expect(getGuarded(url, { ...limits, reach })).rejects.toThrow();
    }
    expect(inner).toBe(0);
  });
});
