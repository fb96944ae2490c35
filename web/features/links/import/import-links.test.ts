import { expect, test } from "vitest";
import type { LinkFields } from "./columns.ts";
import { type ImportRow, type ImportSteps, LinkImport } from "./import-links.ts";

const NO_ANSWER = new Error("no answer");

/** A server that keeps what it makes, refuses URLs that say "bad", and can be told to fail. */
function makeServer() {
  const made: { url: string; shortUrl: string }[] = [];
  const sizes: number[] = [];
  const mishaps: ("lost-answer" | "lost-call" | "busy" | null)[] = [];
  const pauses: number[] = [];
  const send = async (links: readonly LinkFields[]) => {
    const mishap = mishaps.shift();
    if (mishap === "lost-call") throw NO_ANSWER;
    if (mishap === "busy") throw new RangeError("busy");
    sizes.push(links.length);
    const answers = links.map(({ url }) => {
      if (String(url).includes("bad")) return { message: `${url} is not allowed` };
      made.push({ url: String(url), shortUrl: `https://go.example/${made.length}` });
      return { shortUrl: `https://go.example/${made.length - 1}` };
    });
    if (mishap === "lost-answer") throw NO_ANSWER;
    return answers;
  };
  const steps: ImportSteps = {
    send,
    isUnanswered: (error) => error === NO_ANSWER,
    pauseOf: (error) => (error instanceof RangeError ? 7 : null),
    findMade: async () => made,
    wait: async (seconds) => void pauses.push(seconds),
    now: () => new Date(0),
    tooManyCells: "too many cells",
  };
  return { made, sizes, mishaps, pauses, steps };
}

async function* file(count: number, bad: readonly number[] = []): AsyncGenerator<ImportRow> {
  for (let at = 0; at < count; at++) {
    const url = `https://a.example/${bad.includes(at) ? "bad" : "good"}/${at}`;
    yield { line: at + 2, cells: [url], link: { url } };
  }
}

test("5,000 lines with 7 bad ones are 4,993 links and 7 reasons, at most 300 a call", async () => {
  const server = makeServer();
  const bad = [0, 299, 300, 1_234, 2_999, 4_000, 4_999];
  const links = new LinkImport(file(5_000, bad), 300, server.steps);
  expect(await links.run(() => {})).toBe(true);
  expect(server.made).toHaveLength(4_993);
  expect(links.made).toHaveLength(4_993);
  expect(links.bad.map(({ line }) => line)).toEqual(bad.map((at) => at + 2));
  expect(links.bad[0]?.reason).toBe("https://a.example/bad/0 is not allowed");
  expect(Math.max(...server.sizes)).toBe(300);
});

test("stopped and gone on with, each line is sent once", async () => {
  const server = makeServer();
  const links = new LinkImport(file(1_000), 300, server.steps);
  expect(await links.run(() => links.stop())).toBe(false);
  expect(links.done).toBe(300);
  expect(await links.run(() => {})).toBe(true);
  expect(server.made.map(({ url }) => url)).toEqual(
    Array.from({ length: 1_000 }, (_, at) => `https://a.example/good/${at}`),
  );
});

test.for(["lost-answer", "lost-call"] as const)(
  "after a %s nothing is made twice and nothing is left out",
  async (mishap) => {
    const server = makeServer();
    server.mishaps.push(null, mishap);
    const links = new LinkImport(file(700, [310]), 300, server.steps);
    await expect(links.run(() => {})).rejects.toBe(NO_ANSWER);
    expect(await links.run(() => {})).toBe(true);
    expect(server.made).toHaveLength(699);
    expect(new Set(links.made.map(({ line }) => line)).size).toBe(699);
    expect(links.bad.map(({ line }) => line)).toEqual([312]);
  },
);

test("waits as long as the server asks, then goes on by itself", async () => {
  const server = makeServer();
  server.mishaps.push("busy", "busy");
  const links = new LinkImport(file(10), 300, server.steps);
  expect(await links.run(() => {})).toBe(true);
  expect(server.pauses).toEqual([7, 7]);
  expect(server.made).toHaveLength(10);
});

test("a row with more cells than columns is told without asking the server", async () => {
  async function* rows(): AsyncGenerator<ImportRow> {
    yield { line: 2, cells: ["a", "b"], link: null };
  }
  const server = makeServer();
  const links = new LinkImport(rows(), 300, server.steps);
  expect(await links.run(() => {})).toBe(true);
  expect(links.bad).toEqual([{ line: 2, cells: ["a", "b"], link: null, reason: "too many cells" }]);
  expect(server.sizes).toEqual([]);
});
