import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { makeKnowAgent } from "../../src/clicks/known-agent.ts";
import { sql } from "../../src/db/sql.ts";
import { useApp } from "../support/app.ts";
import { DEFAULT_HOST, insertLinkRow } from "../support/link-rows.ts";
import { BELIEVED, startVisits, type VisitLoad } from "../support/visit-load.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { speak } from "./wire.ts";

const AGENTS = 10_000;

const running = useApp({ env: BELIEVED });
let port = 0;
let workspaceId = 0;

beforeAll(async () => {
  ({ port } = await running.app.listen());
  workspaceId = (await makeWorkspace(running.app)).context.workspace.id;
});

async function newLink(): Promise<{ id: number; path: string }> {
  const { id, slug } = await insertLinkRow(running.app.context.db, { workspaceId });
  return { id, path: `/${slug}` };
}

function visitWith(
  path: string,
  most: number,
  headers: (visit: number) => Readonly<Record<string, string>>,
): VisitLoad {
  return startVisits({ origin: `http://127.0.0.1:${port}`, paths: [path], most, headers });
}

async function countedOf(linkId: number) {
  const row = await running.app.context.db.one<{ clicks: number; named: number }>(sql`
    select count(*) as clicks, count(*) filter (where device <> '' and browser <> '') as named
      from click where workspace_id = ${workspaceId}::bigint and link_id = ${linkId}::bigint`);
  return row ?? { clicks: 0, named: 0 };
}

async function untilCounted(linkId: number, clicks: number): Promise<void> {
  await vi.waitUntil(async () => (await countedOf(linkId)).clicks >= clicks, { timeout: 30_000 });
  expect(await countedOf(linkId)).toEqual({ clicks, named: clicks });
}

const bare = (path: string, ...headers: readonly string[]): string =>
  `${[`GET ${path} HTTP/1.1`, `Host: ${DEFAULT_HOST}`, ...headers].join("\r\n")}\r\n\r\n`;

const browserWith = (text: string): string =>
  `Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36 ${text}`;

/** All bytes that a header may have, but for blanks, which are taken off its ends. */
const noise = (): string =>
  [...randomBytes(200)]
    .map((byte) => String.fromCharCode(byte < 0x80 ? 0x21 + (byte % 0x5e) : byte))
    .join("");

describe("a visit with", () => {
  test.for<[string, string, number]>([
    ["a referrer of 64 KiB", `Referer: https://example.com/${"r".repeat(65_536)}`, 431],
    ["an agent of 64 KiB", `User-Agent: ${"a".repeat(65_536)}`, 431],
    ["an agent with a NUL", "User-Agent: Mozilla\0", 400],
    ["an agent with a bell and a backspace", "User-Agent: \x07\x08", 400],
  ])("%s is refused and hung up on, and the next one is forwarded", async ([, header, status]) => {
    const { id, path } = await newLink();
    expect(await speak(port, Buffer.from(bare(path, header), "latin1"))).toMatchObject({
      statuses: [status],
      closed: true,
    });
    const load = visitWith(path, 1, () => ({}));
    await load.ended;
    expect(load.answered.size).toBe(1);
    await untilCounted(id, 1);
  });

  test("the longest headers that fit is forwarded and counted", async () => {
    const { id, path } = await newLink();
    const long = (text: string) => text.repeat(4_000);
    const load = visitWith(path, 20, () => ({
      "User-Agent": browserWith(long("x")),
      Referer: `https://example.com/${long("r")}`,
      "Accept-Language": long("x"),
    }));
    await load.ended;
    expect([load.answered.size, load.others]).toEqual([20, []]);
    await untilCounted(id, 20);
  });

  test("binary noise is forwarded, and counted where its agent is not a bot's", async () => {
    const { id, path } = await newLink();
    const know = makeKnowAgent({ mark: () => [0, 0] });
    let people = 0;
    const load = visitWith(path, 400, (visit) => {
      const agent = visit % 2 === 0 ? noise() : browserWith(noise());
      if (!know(agent).bot) people += 1;
      return { "User-Agent": agent, Referer: noise(), "Accept-Language": noise() };
    });
    await load.ended;
    expect([load.answered.size, load.others]).toEqual([400, []]);
    expect(people).toBeGreaterThan(0);
    await untilCounted(id, people);
  });
});

test("ten thousand agents that were never seen are each answered and counted", async () => {
  const { id, path } = await newLink();
  const load = visitWith(path, AGENTS, (visit) => ({
    "User-Agent": `Mozilla/5.0 (Linux; Android ${visit % 15}; M${visit}) Chrome/${visit}.0 Mobile`,
  }));
  await load.ended;
  expect([load.answered.size, load.others]).toEqual([AGENTS, []]);
  await untilCounted(id, AGENTS);
});
