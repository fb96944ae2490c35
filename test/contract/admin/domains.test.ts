import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { ask, makeWorkspaceIdx, resultOf } from "./ask.ts";

const running = useApp({ clock: () => new Date("2026-03-02T04:05:06.789Z") });

let workspaceIdx: number;
beforeAll(async () => {
  workspaceIdx = await makeWorkspaceIdx(running.app, { timeZone: "Asia/Seoul" });
});

const give = (domain: string, to = workspaceIdx) =>
  ask(running.app, "POST", "domains", { workspaceIdx: to, domain });
const list = (of: number) =>
  resultOf<object[]>(ask(running.app, "GET", `domains?workspaceIdx=${of}`));
const take = (domain: string) =>
  ask(running.app, "DELETE", `domains?domain=${encodeURIComponent(domain)}`);

describe("a domain", () => {
  test("is given, listed and taken away", async () => {
    const mine = await makeWorkspaceIdx(running.app, { timeZone: "Asia/Seoul" });
    expect((await give("https://꽃.example", mine)).body).toStrictEqual({
      code: 0,
      message: "",
      result: null,
    });
    expect(await list(mine)).toStrictEqual([
      { domain: "https://xn--js0b.example", regYmdt: "2026-03-02 13:05:06" },
    ]);
    expect((await take("https://꽃.example")).body).toStrictEqual({
      code: 0,
      message: "",
      result: null,
    });
    expect(await list(mine)).toStrictEqual([]);
    expect((await take("https://꽃.example")).body).toMatchObject({ code: 40400 });
  });

  test("is one workspace's, whatever the scheme and the case", async () => {
    const other = await makeWorkspaceIdx(running.app);
    await resultOf(give("https://satu.example"));
    for (const domain of [
      "https://satu.example",
      "http://SATU.example.",
      "https://satu.example:443",
    ]) {
      expect((await give(domain, other)).body).toStrictEqual({
        code: 40900,
        message: "domain is taken on this server",
        result: null,
      });
    }
    await resultOf(give("https://satu.example:8443", other));
  });

  test("that was the default leaves the server's in its place", async () => {
    const mine = await makeWorkspaceIdx(running.app);
    await resultOf(give("https://dua.example", mine));
    await resultOf(
      ask(running.app, "PUT", "workspaces", {
        workspaceIdx: mine,
        defaultDomain: "https://dua.example",
      }),
    );
    await resultOf(take("https://dua.example"));
    const rows = await resultOf<object[]>(ask(running.app, "GET", "workspaces"));
    expect(rows).toContainEqual(
      expect.objectContaining({ workspaceIdx: mine, defaultDomain: null }),
    );
  });

  test("of a deleted workspace is free again", async () => {
    const doomed = await makeWorkspaceIdx(running.app);
    await resultOf(give("https://tiga.example", doomed));
    await resultOf(ask(running.app, "DELETE", `workspaces?workspaceIdx=${doomed}`));
    await resultOf(give("https://tiga.example"));
  });

  test("needs a plan with own domains", async () => {
    const free = await makeWorkspaceIdx(running.app, { plan: "Personal" });
    expect((await give("https://empat.example", free)).body).toMatchObject({ code: 40300 });
  });

  test.for<[string, string]>([
    [
      "lima.example",
      "domain is not valid: it must be a scheme and a host, such as https://go.example",
    ],
    [
      "https://lima.example/x",
      "domain is not valid: it must be a scheme and a host, such as https://go.example",
    ],
    ["http://localhost:8080", "domain is not valid: it is the server's own domain"],
    ["http://localhost:9090", "domain is not valid: it is a name of this machine itself"],
    ["http://127.0.0.1", "domain is not valid: it is a name of this machine itself"],
    ["", "domain is not valid: 1 or more characters"],
  ])("is not %s", async ([domain, message]) => {
    expect((await give(domain)).body).toStrictEqual({ code: 40011, message, result: null });
  });
});
