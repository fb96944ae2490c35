import { beforeAll, describe, expect, test } from "vitest";
import { Fault } from "../../../src/kit/fault.ts";
import { makeAuthenticate } from "../../../src/workspaces/authenticate.ts";
import { hashKey, hashPair } from "../../../src/workspaces/credentials.ts";
import { useApp } from "../../support/app.ts";
import {
  ask,
  type DataSource,
  makeDataSource,
  makeLinkKey,
  makeWorkspaceIdx,
  resultOf,
} from "./ask.ts";

const running = useApp({ clock: () => new Date("2026-03-02T04:05:06.789Z") });

type Rows = readonly Readonly<Record<string, unknown>>[];

/** What a node says to a key: its workspace's number, or why not. */
function makeDoor() {
  const { db, changes, workspaces } = running.app.context;
  const door = makeAuthenticate(db, changes, workspaces);
  const word = (asked: Promise<{ workspace: { id: number } }>) =>
    asked.then(
      ({ workspace }) => workspace.id,
      (error: unknown) => Fault.from(error).code,
    );
  return {
    link: (key: string) => word(door.linkKey(hashKey(key))),
    audience: ({ apiKey: key, apiSecret: secret }: DataSource) =>
      word(door.dataSource(hashPair({ key, secret }))),
  };
}

let workspaceIdx: number;
let door: ReturnType<typeof makeDoor>;
beforeAll(async () => {
  workspaceIdx = await makeWorkspaceIdx(running.app);
  door = makeDoor();
});

describe("a link key", () => {
  test("opens its workspace until it is revoked", async () => {
    const made = await makeLinkKey(running.app, workspaceIdx);
    expect(made).toStrictEqual({
      linkKeyIdx: expect.any(Number),
      key: expect.stringMatching(/^simpul_[0-9a-f]{48}$/),
    });
    expect(await door.link(made.key)).toBe(workspaceIdx);
    const revoked = await ask(running.app, "DELETE", `link-keys?linkKeyIdx=${made.linkKeyIdx}`);
    expect(revoked.body).toStrictEqual({ code: 0, message: "", result: null });
    expect(await door.link(made.key)).toBe("credential_revoked");
    const again = await ask(running.app, "DELETE", `link-keys?linkKeyIdx=${made.linkKeyIdx}`);
    expect(again.body).toStrictEqual({
      code: 40400,
      message: "no such key: linkKeyIdx",
      result: null,
    });
  });

  test("is listed without its secret", async () => {
    const { linkKeyIdx, key } = await makeLinkKey(running.app, workspaceIdx);
    const rows = await resultOf<Rows>(
      ask(running.app, "GET", `link-keys?workspaceIdx=${workspaceIdx}`),
    );
    expect(rows.at(-1)).toStrictEqual({
      linkKeyIdx,
      name: "Toko",
      regYmdt: "2026-03-02 04:05:06",
      lastUseYmdt: null,
    });
    expect(JSON.stringify(rows)).not.toContain(key);
  });
});

describe("a data source", () => {
  test("opens its workspace with both halves until it is revoked", async () => {
    const made = await makeDataSource(running.app, workspaceIdx);
    expect(made).toStrictEqual({
      dataSourceIdx: expect.any(Number),
      apiKey: expect.stringMatching(/^[0-9a-f]{24}$/),
      apiSecret: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
    expect(await door.audience(made)).toBe(workspaceIdx);
    expect(await door.audience({ ...made, apiSecret: made.apiKey })).toBe("secret_wrong");
    expect(await door.link(made.apiKey)).toBe("credential_unknown");
    await resultOf(ask(running.app, "DELETE", `data-sources?dataSourceIdx=${made.dataSourceIdx}`));
    expect(await door.audience(made)).toBe("credential_revoked");
  });

  test("is listed without its secret", async () => {
    const { dataSourceIdx, apiKey, apiSecret } = await makeDataSource(running.app, workspaceIdx);
    const rows = await resultOf<Rows>(
      ask(running.app, "GET", `data-sources?workspaceIdx=${workspaceIdx}`),
    );
    expect(rows.at(-1)).toStrictEqual({
      dataSourceIdx,
      name: "Toko",
      regYmdt: "2026-03-02 04:05:06",
      lastUseYmdt: null,
    });
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${apiKey}|${apiSecret}`));
  });
});

test.for(["link-keys", "data-sources"])("%s refuse what they do not know", async (path) => {
  const say = async (method: "GET" | "POST" | "DELETE", rest: string, body?: object) => {
    const { body: answer } = await ask(running.app, method, `${path}${rest}`, body);
    return answer as { code: number; message: string };
  };
  expect(await say("POST", "", { workspaceIdx: 999_999, name: "x" })).toMatchObject({
    code: 40400,
  });
  expect(await say("POST", "", { workspaceIdx })).toMatchObject({ message: "name is missing" });
  expect(await say("POST", "", { workspaceIdx: `${workspaceIdx}`, name: "x" })).toMatchObject({
    code: 40011,
  });
  expect(await say("GET", "?workspaceIdx=999999")).toMatchObject({ code: 40400 });
  expect(await say("GET", "")).toMatchObject({ message: "workspaceIdx is missing" });
  expect(await say("GET", "?workspaceIdx=1&workspaceIdx=2")).toMatchObject({ code: 40011 });
  expect(await say("DELETE", "?idx=1")).toMatchObject({ code: 40012 });
});

test("a deleted workspace's keys say so, and it is listed no more", async () => {
  const doomed = await makeWorkspaceIdx(running.app);
  const { key } = await resultOf<{ key: string }>(
    ask(running.app, "POST", "link-keys", { workspaceIdx: doomed, name: "Toko" }),
  );
  const pair = await resultOf<DataSource>(
    ask(running.app, "POST", "data-sources", { workspaceIdx: doomed, name: "Toko" }),
  );
  expect(await door.link(key)).toBe(doomed);
  const deleted = await ask(running.app, "DELETE", `workspaces?workspaceIdx=${doomed}`);
  expect(deleted.body).toStrictEqual({ code: 0, message: "", result: null });
  expect(await door.link(key)).toBe("workspace_deleted");
  expect(await door.audience(pair)).toBe("workspace_deleted");
  const rows = await resultOf<Rows>(ask(running.app, "GET", "workspaces"));
  expect(rows.map((row) => row["workspaceIdx"])).not.toContain(doomed);
  for (const asked of [
    ask(running.app, "DELETE", `workspaces?workspaceIdx=${doomed}`),
    ask(running.app, "PUT", "workspaces", { workspaceIdx: doomed, name: "x" }),
    ask(running.app, "GET", `link-keys?workspaceIdx=${doomed}`),
    ask(running.app, "POST", "link-keys", { workspaceIdx: doomed, name: "x" }),
    ask(running.app, "POST", "domains", { workspaceIdx: doomed, domain: "https://doomed.example" }),
  ]) {
    expect((await asked).body).toMatchObject({
      code: 40400,
      message: "no such workspace: workspaceIdx",
    });
  }
});
