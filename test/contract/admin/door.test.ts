import { describe, expect, test } from "vitest";
import { ADMIN_TOKEN, useApp } from "../../support/app.ts";
import { call } from "../../support/workspace.ts";
import { ask } from "./ask.ts";

const running = useApp();

describe("without the admin token", () => {
  test.for<[string, string | undefined, string]>([
    ["nothing", undefined, "credentials are missing or malformed"],
    ["another token", `Bearer ${ADMIN_TOKEN}x`, "this is not the admin token"],
    ["the token as a link key", `APIKey ${ADMIN_TOKEN}`, "this is not the admin token"],
    ["no token", "Bearer ", "this is not the admin token"],
  ])("%s opens nothing", async ([, authorization, message]) => {
    for (const path of ["/api/admin/v1/workspaces", "/api/admin/v1/nowhere"]) {
      const answer = await call(running.app, {
        method: "GET",
        path,
        ...(authorization !== undefined && { authorization }),
      });
      expect(answer.status).toBe(401);
      expect(answer.headers["www-authenticate"]).toBe("Bearer");
      expect(answer.body).toStrictEqual({ code: 40100, message, result: null });
    }
  });
});

describe("with it", () => {
  test("an unknown path is 40400", async () => {
    const answer = await ask(running.app, "GET", "nowhere");
    expect(answer).toMatchObject({
      status: 404,
      body: { code: 40400, message: "no such path", result: null },
    });
  });

  test("a method that the path does not take is 40500 and tells the others", async () => {
    const answer = await ask(running.app, "PUT", "domains", {});
    expect(answer).toMatchObject({
      status: 405,
      body: { code: 40500, message: "this path does not take PUT", result: null },
    });
    expect(answer.headers["allow"]).toBe("GET, POST, DELETE");
  });

  test.for<[string, unknown]>([
    ["no body", undefined],
    ["broken JSON", "{"],
    ["a list", [1]],
    ["a text", '"x"'],
  ])("%s is 40000", async ([, body]) => {
    const answer = await ask(running.app, "POST", "workspaces", body);
    expect(answer).toMatchObject({ status: 400, body: { code: 40000, result: null } });
  });

  test("another media type is 41500", async () => {
    const answer = await call(running.app, {
      method: "POST",
      path: "/api/admin/v1/workspaces",
      authorization: `Bearer ${ADMIN_TOKEN}`,
      headers: { "content-type": "text/plain" },
      body: "name=x",
    });
    expect(answer).toMatchObject({ status: 415, body: { code: 41500 } });
  });

  test("a body over 1 MiB is 41300", async () => {
    const answer = await ask(running.app, "POST", "workspaces", { name: "x".repeat(1_048_576) });
    expect(answer).toMatchObject({ status: 413, body: { code: 41300 } });
  });
});
