import { describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source } from "../../support/audience.ts";
import { type Answer, call } from "../../support/workspace.ts";

const running = useApp();

const ask = (authorization?: string): Promise<Answer> =>
  call(running.app, {
    method: "POST",
    path: "/v1/user/property",
    body: "not even JSON",
    ...(authorization !== undefined && { authorization }),
  });

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const pairOf = (source: Source): string =>
  Buffer.from(source.workspace.basic, "base64").toString("utf8");

describe("a caller is turned away, before the body is looked at,", () => {
  const NONE = [40050, "credentials are missing or malformed"] as const;

  test.for<[string, string | undefined, number, string]>([
    ["without a header", undefined, ...NONE],
    ["with another scheme", "Bearer abc", ...NONE],
    ["with Basic alone", "Basic", ...NONE],
    ["with what is no base64", "Basic !!!", ...NONE],
    ["without a colon", `Basic ${base64("abc")}`, ...NONE],
    ["without a key", `Basic ${base64(":secret")}`, ...NONE],
    ["without a secret", `Basic ${base64("key:")}`, ...NONE],
    [
      "with an unknown key",
      `Basic ${base64("0123456789abcdef01234567:0123456789abcdef01234567")}`,
      50031,
      "the key is unknown",
    ],
  ])("%s", async ([, header, code, message]) => {
    const answer = await ask(header);
    expect(answer).toMatchObject({ status: 401, body: { code, message } });
    expect(answer.headers["www-authenticate"]).toMatch(/^Basic /);
  });

  test("with a wrong secret", async () => {
    const source = await makeSource(running.app);
    const [key] = pairOf(source).split(":");
    const answer = await ask(`Basic ${base64(`${key}:0123456789abcdef01234567`)}`);
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 40050, message: "key and secret do not match" },
    });
  });

  test("with a link key", async () => {
    const source = await makeSource(running.app);
    const answer = await ask(`Basic ${base64(`${source.workspace.linkKey}:x`)}`);
    expect(answer).toMatchObject({ status: 401, body: { code: 50031 } });
  });

  test("when the data source was deleted", async () => {
    const source = await makeSource(running.app);
    await running.app.context.db.run(sql`
      update credential set revoked_at = ${new Date()}::timestamptz
       where workspace_id = ${source.workspace.context.workspace.id}::bigint`);
    const answer = await ask(`Basic ${source.workspace.basic}`);
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 50074, message: "the key was revoked" },
    });
  });

  test("when the workspace was deleted", async () => {
    const source = await makeSource(running.app);
    await running.app.context.db.run(sql`
      update workspace set deleted_at = ${new Date()}::timestamptz
       where workspace_id = ${source.workspace.context.workspace.id}::bigint`);
    const answer = await ask(`Basic ${source.workspace.basic}`);
    expect(answer).toMatchObject({
      status: 401,
      body: { code: 50034, message: "the key's workspace was deleted" },
    });
  });
});

test("a limit that the operator set is kept, and told", async () => {
  const source = await makeSource(running.app, { rateLimit: { perMinute: 2, perHour: 100 } });
  const answers = [];
  for (let time = 0; time < 3; time += 1) answers.push(await source.send("GET", "/v1/attribute"));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers[0]?.headers).toMatchObject({ "ratelimit-limit": "2", "ratelimit-remaining": "1" });
  expect(answers[2]?.body).toMatchObject({ code: -1 });
  expect(Number(answers[2]?.headers["retry-after"])).toBeGreaterThan(0);
});

test("without one there is no limit, whatever the plan", async () => {
  const source = await makeSource(running.app, { plan: "Free" });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => source.send("GET", "/v1/attribute")),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
});
