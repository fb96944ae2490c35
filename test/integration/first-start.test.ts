import { mkdir, mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type FirstStart,
  firstStartText,
  makeFirstStart,
  tellFirstStart,
} from "../../src/first-start.ts";
import { loadInvitation } from "../../src/members/load-invitation.ts";
import { listCredentials } from "../../src/workspaces/list-credentials.ts";
import { listWorkspaces } from "../../src/workspaces/list-workspaces.ts";
import { seedFirstWorkspace } from "../../src/workspaces/seed-first-workspace.ts";
import { useApp } from "../support/app.ts";

const running = useApp();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "simpul-first-"));
});
afterAll(() => rm(folder, { recursive: true }));
const samples = { createSampleGroup: async () => 5_001, createSampleUser: async () => 10_000_001 };

const made = {
  setupUrl: "http://localhost:8080/app/setup?token=atoken",
  linkKey: "simpul_key",
  audienceKey: "akey",
  audienceSecret: "asecret",
  groupId: 5_001,
  euid: 10_000_001,
};

describe("the first start", () => {
  test("makes one workspace, however many nodes start at once, and never again", async () => {
    const { context } = running.app;
    const starts = await Promise.all(
      Array.from({ length: 8 }, async (_, node) => {
        const own = join(folder, `node-${node}`);
        await mkdir(own);
        return makeFirstStart(context, samples, own);
      }),
    );
    expect(starts.filter((start) => start !== null)).toEqual([
      {
        setupUrl: expect.stringMatching(/^http:\/\/localhost:8080\/app\/setup\?token=[\w-]{43}$/),
        linkKey: expect.stringMatching(/^simpul_[0-9a-f]{48}$/),
        audienceKey: expect.stringMatching(/^[0-9a-f]{24}$/),
        audienceSecret: expect.stringMatching(/^[0-9a-f]{24}$/),
        groupId: 5_001,
        euid: 10_000_001,
      },
    ]);
    expect(await listWorkspaces(context)).toMatchObject([
      { name: "default", plan: "Enterprise", timeZone: "UTC", locale: "en" },
    ]);
    expect(await seedFirstWorkspace(context)).toBeNull();
    expect(await makeFirstStart(context, samples, folder)).toBeNull();
  });
});

describe("a first start that was killed before it showed its keys", () => {
  const other = useApp();
  let own: string;
  beforeAll(async () => {
    own = await mkdtemp(join(tmpdir(), "simpul-killed-"));
  });
  afterAll(() => rm(own, { recursive: true }));

  test("is made again by the next one, whose keys alone are good, until they were shown", async () => {
    const { context } = other.app;
    const killed = await makeFirstStart(context, samples, own);
    const next = await makeFirstStart(context, samples, own);
    expect(next).not.toBeNull();
    expect(next?.linkKey).not.toBe(killed?.linkKey);
    const [workspace, ...others] = await listWorkspaces(context);
    expect(others).toEqual([]);
    for (const kind of ["link_key", "data_source"] as const) {
      const { holders } = await listCredentials(context, { kind, workspaceId: workspace?.id ?? 0 });
      expect(holders).toHaveLength(1);
    }
    await expect(loadInvitation(context, tokenOf(killed))).rejects.toThrow("invitation_unknown");
    expect(await loadInvitation(context, tokenOf(next))).toMatchObject({
      invitation: { kind: "setup" },
    });
    const terminal = { write: () => true };
    await tellFirstStart("shown", { dataDir: own, log: logTo([]), terminal });
    expect(await makeFirstStart(context, samples, own)).toBeNull();
  });
});

const tokenOf = (first: FirstStart | null): string =>
  new URL(first?.setupUrl ?? "").searchParams.get("token") ?? "";

describe("its text", () => {
  const text = firstStartText(made, "http://127.0.0.1:8080");

  test("has three calls to paste, with the keys in them", () => {
    const calls = text.match(/^curl (?:.*\\\n)*.*$/gm);
    expect(calls).toEqual([
      `curl -X POST http://127.0.0.1:8080/api/link/v2/create \\
  -H 'Authorization: APIKey simpul_key' -H 'Content-Type: application/json' \\
  -d '{"url":"https://example.com/","grpIdx":5001}'`,
      `curl -X PUT http://127.0.0.1:8080/api/link-group/v1/update \\
  -H 'Authorization: APIKey simpul_key' -H 'Content-Type: application/json' \\
  -d '{"grpIdx":5001,"acesMaxCnt":100}'`,
      `curl -X POST http://127.0.0.1:8080/v1/user/property \\
  -u akey:asecret -H 'Content-Type: application/json' \\
  -d '{"euid":10000001,"type":"set","properties":{"plan":"gold"}}'`,
    ]);
  });

  test("is printed on a terminal, and stays nowhere", async () => {
    const printed: string[] = [];
    const said: string[] = [];
    const terminal = { write: (words: string) => printed.push(words) };
    await tellFirstStart(text, { dataDir: folder, log: logTo(said), terminal });
    expect(printed.join("")).toContain(text);
    expect(said).toEqual([]);
    await expect(stat(join(folder, "first-start.txt"))).rejects.toThrow("ENOENT");
  });

  test("is written for its owner alone where there is none, and the log says only where", async () => {
    const said: string[] = [];
    await tellFirstStart(text, { dataDir: folder, log: logTo(said), terminal: null });
    const file = join(folder, "first-start.txt");
    expect(await readFile(file, "utf8")).toBe(text);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(said.join()).toContain(file);
    expect(said.join()).not.toMatch(/simpul_key|asecret|atoken/);
  });
});

function logTo(said: string[]) {
  const say = (facts: object, message: string) =>
    void said.push(`${JSON.stringify(facts)} ${message}`);
  return { debug: say, info: say, warn: say, error: say };
}
