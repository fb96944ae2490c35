import { beforeAll, describe, expect, test, vi } from "vitest";
import { useApp } from "../support/app.ts";
import { linksClient } from "../support/links-api.ts";
import { hashRows } from "../support/row-hash.ts";
import { speak } from "./wire.ts";

const running = useApp();
let port: number;
let key: string;
let workspaceId: number;

beforeAll(async () => {
  const client = await linksClient(running.app);
  key = client.workspace.linkKey;
  workspaceId = client.workspace.context.workspace.id;
  ({ port } = await running.app.listen());
});

const BODY = JSON.stringify({ nm: "Ads" });
const PATH = "/api/link-group/v1/create";

/** A request that would make a group, with these headers in the place of its length. */
function request(headers: readonly string[], body = BODY, line = `POST ${PATH} HTTP/1.1`): string {
  const all = ["Host: localhost:8080", `Authorization: APIKey ${key}`, ...headers];
  return `${[line, "Content-Type: application/json", ...all].join("\r\n")}\r\n\r\n${body}`;
}

const SIZE = BODY.length;
const chunked = (body: string) => `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
/** What a smuggler hides behind the first request. */
const hidden = () => request([`Content-Length: ${SIZE}`]);

const rows = () => hashRows(running.app.context.db, [workspaceId]);

describe("a request that two servers could read in two ways", () => {
  test.for<[string, () => string]>([
    [
      "a length and chunks",
      () => request([`Content-Length: ${SIZE}`, "Transfer-Encoding: chunked"], chunked(BODY)),
    ],
    [
      "chunks and a length",
      () => request(["Transfer-Encoding: chunked", "Content-Length: 4"], chunked(BODY)),
    ],
    ["two lengths", () => request([`Content-Length: ${SIZE}`, "Content-Length: 0"])],
    ["two lengths in one header", () => request([`Content-Length: ${SIZE}, ${SIZE}`])],
    ["a length with a sign", () => request([`Content-Length: +${SIZE}`])],
    ["a length below nothing", () => request(["Content-Length: -1"])],
    ["a length in hex", () => request([`Content-Length: 0x${SIZE.toString(16)}`])],
    ["a length past all numbers", () => request([`Content-Length: ${"9".repeat(30)}`])],
    ["a length with a blank before its colon", () => request([`Content-Length : ${SIZE}`])],
    [
      "an encoding that is not chunked",
      () => request(["Transfer-Encoding: xchunked"], chunked(BODY)),
    ],
    [
      "chunks that are not the last encoding",
      () => request(["Transfer-Encoding: chunked, identity"], chunked(BODY)),
    ],
    ["chunks twice", () => request(["Transfer-Encoding: chunked, chunked"], chunked(BODY))],
    [
      "chunks by a name with a control character",
      () => request(["Transfer-Encoding: \x0bchunked"], chunked(BODY)),
    ],
    [
      "a chunk of no size",
      () => request(["Transfer-Encoding: chunked"], `zz\r\n${BODY}\r\n0\r\n\r\n`),
    ],
    [
      "a chunk past all numbers",
      () => request(["Transfer-Encoding: chunked"], `${"F".repeat(20)}\r\n${BODY}\r\n0\r\n\r\n`),
    ],
    [
      "a chunk longer than its size",
      () => request(["Transfer-Encoding: chunked"], `1\r\n${BODY}\r\n0\r\n\r\n`),
    ],
    ["a header on two lines", () => request([`X: a\r\n b`, `Content-Length: ${SIZE}`])],
    ["a header without a name", () => request([": x", `Content-Length: ${SIZE}`])],
    ["a header with a NUL", () => request([`X: a\0b`, `Content-Length: ${SIZE}`])],
    ["a header name with a NUL", () => request([`X\0: a`, `Content-Length: ${SIZE}`])],
    [
      "a bare carriage return",
      () => request([`X: a\rContent-Length: 0`, `Content-Length: ${SIZE}`]),
    ],
    [
      "a blank in the path",
      () => request([`Content-Length: ${SIZE}`], BODY, `POST ${PATH} x HTTP/1.1`),
    ],
    ["another protocol", () => request([`Content-Length: ${SIZE}`], BODY, `POST ${PATH} FTP/1.1`)],
    [
      "a method of its own",
      () => request([`Content-Length: ${SIZE}`], BODY, `MAKE ${PATH} HTTP/1.1`),
    ],
    [
      "a version to come",
      () => request([`Content-Length: ${SIZE}`], BODY, `POST ${PATH} HTTP/9.9`),
    ],
    ["HTTP/2", () => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
    ["TLS", () => "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"],
    ["zeros", () => "\0".repeat(1_000)],
  ])("%s: is refused with 400, hung up on, and what follows is not done", async ([, made]) => {
    const before = await rows();
    const { statuses, closed } = await speak(port, Buffer.from(made() + hidden(), "latin1"));
    expect([statuses, closed]).toEqual([[400], true]);
    expect(await rows()).toBe(before);
  });
});

test("a request for no host is refused with 400 and hung up on", async () => {
  const before = await rows();
  const bytes = request([`Content-Length: ${SIZE}`]).replace("Host: localhost:8080\r\n", "");
  expect(await speak(port, bytes)).toMatchObject({ statuses: [400], closed: true });
  expect(await rows()).toBe(before);
});

describe("a request that is too much", () => {
  test.for<[string, () => string]>([
    ["64 KiB of headers", () => request([`X: ${"x".repeat(65_536)}`, `Content-Length: ${SIZE}`])],
    [
      "thousands of headers",
      () =>
        request([
          ...Array.from({ length: 5_000 }, (_, i) => `X${i}: 1`),
          `Content-Length: ${SIZE}`,
        ]),
    ],
    [
      "a long path",
      () =>
        request([`Content-Length: ${SIZE}`], BODY, `POST ${PATH}?${"x".repeat(65_536)} HTTP/1.1`),
    ],
  ])("%s: is refused with 431 and hung up on", async ([, made]) => {
    const before = await rows();
    const { statuses, closed } = await speak(port, made());
    expect([statuses, closed]).toEqual([[431], true]);
    expect(await rows()).toBe(before);
  });

  test.for<[string, () => string]>([
    ["announced", () => request([`Content-Length: ${2 ** 40}`], "{")],
    [
      "in chunks",
      () => request(["Transfer-Encoding: chunked"], chunked(`"${"x".repeat(2 * 1024 * 1024)}"`)),
    ],
  ])("a body too large, %s: is refused with 413 in the envelope", async ([, made]) => {
    const { statuses, text } = await speak(port, made());
    expect(statuses).toEqual([413]);
    expect(text).toContain('{"code":41300,"message":"the body is too large","result":null}');
  });
});

describe("an expectation", () => {
  test("of going on is met", async () => {
    const bytes = request([`Content-Length: ${SIZE}`, "Expect: 100-continue", "Connection: close"]);
    expect(await speak(port, bytes)).toMatchObject({ statuses: [100, 200], closed: true });
  });

  test("of anything else is refused, and nothing is done", async () => {
    const before = await rows();
    const headers = [`Content-Length: ${SIZE}`, "Expect: a-miracle", "Connection: close"];
    expect(await speak(port, request(headers))).toMatchObject({ statuses: [417], closed: true });
    expect(await rows()).toBe(before);
  });
});

test("requests one behind the other are answered each, in order", async () => {
  const first = request([`Content-Length: ${SIZE}`]);
  const second = request(["Transfer-Encoding: chunked"], chunked("[]"));
  const third = request([`Content-Length: ${SIZE}`, "Connection: close"]);
  const heard = await speak(port, first + second + third);
  expect(heard).toMatchObject({ statuses: [200, 400, 200], closed: true });
});

test("an upgrade that is not offered is an ordinary request", async () => {
  const headers = [`Content-Length: ${SIZE}`, "Upgrade: h2c", "Connection: Upgrade, close"];
  expect(await speak(port, request(headers))).toMatchObject({ statuses: [200], closed: true });
});

test("a body that breaks off stores nothing, is no error, and others are answered", async () => {
  const before = await rows();
  const failures = vi.spyOn(running.app.context.log, "error");
  const { statuses } = await speak(port, request([`Content-Length: ${SIZE + 1}`]), 300);
  expect(statuses).toEqual([]);
  expect(await rows()).toBe(before);
  const next = request([`Content-Length: ${SIZE}`, "Connection: close"]);
  expect(await speak(port, next)).toMatchObject({ statuses: [200] });
  expect(failures).not.toHaveBeenCalled();
});
