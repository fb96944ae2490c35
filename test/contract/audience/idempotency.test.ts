import { describe, expect, test } from "vitest";
import { hashSecret } from "../../../src/workspaces/credentials.ts";
import { newAudienceHalf } from "../../../src/workspaces/issue-secrets.ts";
import { insertHolder, nextHolderId } from "../../../src/workspaces/store/credentials.ts";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source, SUCCESS, sourceOf } from "../../support/audience.ts";

let at = new Date("2026-03-01T05:00:00Z");
const running = useApp({ clock: () => at });
const PATH = "/v1/user/property";
const DAY_MS = 24 * 3_600_000;

const increase = (euid: number, by = 1) => ({ euid, type: "increase", properties: { n: by } });
const once = (key: string) => ({ "idempotency-key": key });

/** Another data source of the same workspace. */
async function secondSource({ workspace }: Source): Promise<Source> {
  const { db } = running.app.context;
  const [key, secret] = [newAudienceHalf(), newAudienceHalf()];
  const holderId = await nextHolderId(db, "data_source");
  await db.transaction((tx) =>
    insertHolder(tx, {
      kind: "data_source",
      keyHash: hashSecret(key),
      secretHash: hashSecret(secret),
      workspaceId: workspace.context.workspace.id,
      holderId,
      name: "second",
      createdAt: at,
    }),
  );
  const basic = Buffer.from(`${key}:${secret}`).toString("base64");
  return sourceOf(running.app, { ...workspace, basic });
}

describe("a call with an Idempotency-Key", () => {
  test("is done once, and answered the same as often as it comes", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    for (let time = 0; time < 3; time += 1) {
      expect(await source.post(PATH, increase(euid), once("a"))).toStrictEqual(SUCCESS);
    }
    expect(await source.properties(euid)).toStrictEqual({ n: 1 });
  });

  test("that registers is answered the same, and keeps no identifier for it", async () => {
    const source = await makeSource(running.app);
    const values = ["ana@warung.id", "budi", "ana@warung.id"];
    const register = (identity_values: unknown) =>
      source.post("/v1/user/register", { identity_name: "user_id", identity_values }, once("r"));
    const first = await register(values);
    expect(first).toMatchObject({
      code: 0,
      data: values.map((value) => ({ identity_value: value })),
    });
    const { db, workspace } = source.workspace.context;
    const answers = await db.all<{ answer: string }>({
      text: "select answer from idempotent_answer where workspace_id = $1",
      values: [workspace.id],
    });
    expect(answers).toHaveLength(1);
    for (const { answer } of answers)
      for (const value of values) expect(answer).not.toContain(value);
    expect(await register(values)).toStrictEqual(first);
  });

  test("that registers nobody is refused the same", async () => {
    const source = await makeSource(running.app);
    const body = { identity_name: "user_id", identity_values: [""] };
    const first = await source.post("/v1/user/register", body, once("a"));
    expect(first).toStrictEqual({
      code: 55107,
      message: "identifier value cannot be empty: identity_values",
    });
    expect(await source.post("/v1/user/register", body, once("a"))).toStrictEqual(first);
  });

  test("is done once when it comes many times at the same moment", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => source.post(PATH, increase(euid), once("a"))),
    );
    expect(answers).toStrictEqual(answers.map(() => SUCCESS));
    expect(await source.properties(euid)).toStrictEqual({ n: 1 });
  });

  test("is refused with another body, or on another path", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.post(PATH, increase(euid), once("a"));
    const conflict = {
      status: 409,
      body: { code: 55004, message: "this Idempotency-Key came with another request before" },
    };
    expect(await source.send("POST", PATH, increase(euid, 2), once("a"))).toMatchObject(conflict);
    expect(await source.send("POST", `${PATH}?x=1`, increase(euid), once("a"))).toMatchObject(
      conflict,
    );
    expect(await source.properties(euid)).toStrictEqual({ n: 1 });
  });

  test("is another one from another data source", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const other = await secondSource(source);
    await source.post(PATH, increase(euid), once("a"));
    await other.post(PATH, increase(euid, 2), once("a"));
    expect(await source.properties(euid)).toStrictEqual({ n: 3 });
  });

  test("is another one after a day, and not before", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const start = at;
    await source.post(PATH, increase(euid), once("a"));
    at = new Date(start.getTime() + DAY_MS - 1);
    await source.post(PATH, increase(euid), once("a"));
    expect(await source.properties(euid)).toStrictEqual({ n: 1 });
    at = new Date(start.getTime() + DAY_MS);
    await source.post(PATH, increase(euid, 5), once("a"));
    await source.post(PATH, increase(euid, 5), once("a"));
    expect(await source.properties(euid)).toStrictEqual({ n: 6 });
  });

  test("that was refused as business is refused again, though it would pass by now", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.put("/v1/attribute/registry", { locked: true });
    const refused = await source.post(PATH, increase(euid), once("a"));
    expect(refused.code).toBe(55102);
    await source.put("/v1/attribute/registry", { locked: false });
    expect(await source.post(PATH, increase(euid), once("a"))).toStrictEqual(refused);
    expect(await source.post(PATH, increase(1), once("b"))).toMatchObject({ code: 55108 });
    expect(await source.properties(euid)).toStrictEqual({});
  });

  test.for<[string, "POST" | "PUT", string, (euid: number) => unknown]>([
    [
      "register",
      "POST",
      "/v1/user/register",
      () => ({ identity_name: "user_id", identity_values: ["x"] }),
    ],
    ["contact", "POST", "/v1/user/contact", (euid) => ({ euid, contacts: { email: "a@b.id" } })],
    ["batch", "POST", "/v1/user/property/batch", (euid) => ({ items: [increase(euid)] })],
    ["attribute", "POST", "/v1/attribute", () => ({ name: "a", type: "LIST" })],
    ["registry", "PUT", "/v1/attribute/registry", () => ({ locked: true })],
  ])("works for %s too", async ([, method, path, body]) => {
    const source = await makeSource(running.app);
    const sent = body(await source.newUser());
    const first = await source.send(method, path, sent, once("a"));
    expect(first).toMatchObject({ status: 200, body: { code: 0 } });
    const second = await source.send(method, path, sent, once("a"));
    expect(second.body).toStrictEqual(first.body);
    expect((await source.send(method, path, {}, once("a"))).status).toBe(409);
  });

  test("is refused with a key over 255 characters, or an empty one", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    expect(await source.post(PATH, increase(euid), once("k".repeat(256)))).toStrictEqual({
      code: 55004,
      message: "Idempotency-Key is not valid: at most 255 characters",
    });
    expect((await source.post(PATH, increase(euid), once(""))).code).toBe(55004);
    expect(await source.post(PATH, increase(euid), once("k".repeat(255)))).toStrictEqual(SUCCESS);
    expect(await source.properties(euid)).toStrictEqual({ n: 1 });
  });
});
