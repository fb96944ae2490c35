import { createServer, type RequestListener } from "node:http";
import {
  type AddressInfo,
  createServer as createRawServer,
  type Server,
  type Socket,
} from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { reachOf } from "./address-guard.ts";
import { type Connections, openConnections } from "./outgoing.ts";
import { postGuarded } from "./outgoing-post.ts";

const servers: Server[] = [];
const sockets: Socket[] = [];

async function start(server: Server): Promise<URL> {
  servers.push(server);
  server.on("connection", (socket) => sockets.push(socket));
  await new Promise<void>((settle) => server.listen(0, "127.0.0.1", settle));
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
}

const serve = (listener: RequestListener) => start(createServer(listener));

/** What becomes of the connection after the answer; unless it closes, nothing. */
type Ending = "closes";

/** Answers each request with these bytes, whatever HTTP has to say of them. */
const serveRaw = (answer: string, ending?: Ending) =>
  start(
    createRawServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", () => {
        socket.write(answer, "latin1");
        if (ending === "closes") socket.end();
      });
    }),
  );

afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
const HINTS = "HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n";
const cookies = (kb: number) => `Set-Cookie: a=${"x".repeat(1_000)}\r\n`.repeat(kb);

describe("an outgoing post", () => {
  const body = Buffer.from('{"a":1}');
  const post = { headers: { "x-own": "1" }, body, withinMs: 3_000, maxBytes: 1_000 };
  const opened: Connections[] = [];
  const connect = (reach = reachOf(true)): Connections => {
    const connections = openConnections(reach, 2);
    opened.push(connections);
    return connections;
  };
  afterEach(() => {
    for (const connections of opened.splice(0)) connections[Symbol.dispose]();
  });

  test("sends its body with its length, and keeps the connection", async () => {
    const ports = new Set<number | undefined>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      const { "x-own": own, "content-length": length } = request.headers;
      request.on("data", (chunk) => response.end(JSON.stringify([own, length, String(chunk)])));
    });
    const connections = connect();
    for (let round = 0; round < 3; round++) {
      const answer = await postGuarded(url, connections, post);
      expect(JSON.parse(answer.body.toString())).toEqual(["1", "7", '{"a":1}']);
    }
    expect(ports.size).toBe(1);
  });

  test("takes a redirect for the answer", async () => {
    const url = await serve((_, r) => r.writeHead(307, { location: "/elsewhere" }).end());
    expect((await postGuarded(url, connect(), post)).status).toBe(307);
  });

  test("reads no more of the answer than the limit", async () => {
    const url = await serve((_, response) => response.end("x".repeat(10_000_000)));
    const answer = await postGuarded(url, connect(), post);
    expect(answer.body).toHaveLength(1_000);
  });

  test("gives up in time on a receiver that never answers", async () => {
    const url = await serve(() => {});
    await expect(postGuarded(url, connect(), { ...post, withinMs: 50 })).rejects.toThrow(/abort/i);
  });

  test.for<[string, number, string, Ending?]>([
    ["a 204 with a body", 204, "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok"],
    ["a 204 in chunks", 204, `HTTP/1.1 204 No Content\r\n${CHUNKED}2\r\nok\r\n0\r\n\r\n`],
    ["20 KB of cookies", 200, `HTTP/1.1 200 OK\r\n${cookies(20)}Content-Length: 0\r\n\r\n`],
    ["100 KB of cookies", 200, `HTTP/1.1 200 OK\r\n${cookies(100)}Content-Length: 0\r\n\r\n`],
    ["a chunk that is cut off", 200, `HTTP/1.1 200 OK\r\n${CHUNKED}ff\r\nhalf`, "closes"],
    ["a chunk of no length", 200, `HTTP/1.1 200 OK\r\n${CHUNKED}none\r\nhalf`],
    ["a body that never ends", 200, `HTTP/1.1 200 OK\r\n${CHUNKED}1\r\nx\r\n`],
    ["less than it announced", 200, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", "closes"],
    ["more than it announced", 200, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nmore"],
    ["two lengths", 200, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nok"],
    ["a length and chunks", 200, `HTTP/1.1 200 OK\r\nContent-Length: 1\r\n${CHUNKED}0\r\n\r\n`],
    ["a length that is no number", 200, "HTTP/1.1 200 OK\r\nContent-Length: ok\r\n\r\n"],
    ["a header without a colon", 201, "HTTP/1.1 201 Created\r\nno header\r\n\r\n"],
    ["a header with a zero byte", 200, "HTTP/1.1 200 OK\r\nX-A: \0\r\n\r\n"],
    ["headers that break off", 202, "HTTP/1.1 202 Accepted\r\nContent-Le", "closes"],
    ["headers that never end", 200, "HTTP/1.1 200 OK\r\nX-A: a\r\n"],
    ["bare line feeds", 200, "HTTP/1.1 200 OK\nContent-Length: 0\n\n"],
    ["no reason", 200, "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"],
    ["HTTP/1.0 to the close", 200, "HTTP/1.0 200 OK\r\n\r\nok", "closes"],
    ["early hints before it", 200, `${HINTS}${HINTS}HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n`],
    ["early hints and a broken header", 200, `${HINTS}HTTP/1.1 200 OK\r\nno header\r\n\r\n`],
    ["an error that breaks off", 503, "HTTP/1.1 503 No\r\nContent-Length: 9\r\n\r\n", "closes"],
    ["its end and a broken header", 410, "HTTP/1.1 410 Gone\r\nno header\r\n\r\n"],
  ])("is answered by the status line of %s", async ([, status, raw, ending]) => {
    const url = await serveRaw(raw, ending);
    const answer = await postGuarded(url, connect(), { ...post, withinMs: 500 });
    expect(answer.status).toBe(status);
  });

  test.for<[string, string, Ending?]>([
    ["closes without a word", "", "closes"],
    ["breaks off amid the status line", "HTTP/1.1 200", "closes"],
    ["speaks another protocol", "SSH-2.0-OpenSSH_9.6\r\n", "closes"],
    ["answers in HTTP/2", "HTTP/2 200 OK\r\n\r\n", "closes"],
    ["promises an answer and closes", HINTS, "closes"],
    ["promises an answer for ever", HINTS],
    ["changes the protocol", "HTTP/1.1 101 Go\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
  ])("fails at a receiver that %s", async ([, raw, ending]) => {
    const url = await serveRaw(raw, ending);
    await expect(postGuarded(url, connect(), { ...post, withinMs: 500 })).rejects.toThrow();
  });

  test("is not taken for answered by what a receiver sent after its last answer", async () => {
    const announcing = "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\n";
    const url = await serveRaw(announcing);
    const connections = connect();
    for (let round = 0; round < 3; round++) {
      expect((await postGuarded(url, connections, post)).status).toBe(204);
    }
    expect(sockets).toHaveLength(3);
  });

  test("goes nowhere private unless allowed, by address or by name", async () => {
    let calls = 0;
    const url = await serve((_, response) => {
      calls++;
      response.end();
    });
    const connections = connect({ ...reachOf(false), allowsHttp: true });
    const byName = new URL(`http://localhost:${url.port}/`);
    for (const at of [url, byName]) {
      await expect(postGuarded(at, connections, post)).rejects.toThrow("address_private");
    }
    expect(calls).toBe(0);
  });
});
