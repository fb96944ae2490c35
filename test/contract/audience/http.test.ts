import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource } from "../../support/audience.ts";
import { call } from "../../support/workspace.ts";

const running = useApp();
const PATH = "/v1/user/property";

describe("a body is not read", () => {
  const deep = `${"[".repeat(33)}${"]".repeat(33)}`;

  test.for<[string, unknown, number, string]>([
    ["that is no JSON", "{", 400, "the body is not readable JSON: it is not JSON"],
    ["that is empty", "", 400, "the body is not readable JSON: it is not JSON"],
    [
      "with a key twice",
      '{"euid":1,"euid":2}',
      400,
      "the body is not readable JSON: euid stands twice in one object",
    ],
    [
      "nested too deep",
      `{"euid":${deep}}`,
      400,
      "the body is not readable JSON: it is nested too deep",
    ],
    [
      "that is no UTF-8",
      Buffer.from([0x22, 0xff, 0x22]),
      400,
      "the body is not readable JSON: it is not UTF-8",
    ],
    ["over 1 MiB", `"${"x".repeat(1024 * 1024)}"`, 413, "the body is too large"],
  ])("%s", async ([, body, status, message]) => {
    const source = await makeSource(running.app);
    expect(await source.send("POST", PATH, body)).toMatchObject({
      status,
      body: { code: 55004, message },
    });
  });

  test("that is another kind of document", async () => {
    const source = await makeSource(running.app);
    const headers = { "content-type": "text/plain" };
    expect(await source.send("POST", PATH, "{}", headers)).toMatchObject({
      status: 415,
      body: { code: 55004, message: "the body must be application/json" },
    });
  });

  test.for([
    [
      { "content-type": 'application/json; charset="UTF-16"' },
      "the body must be in UTF-8; the charset UTF-16 is not accepted",
    ],
    [
      { "content-type": "application/json", "content-encoding": "br" },
      "the body must come as it is; the Content-Encoding br is not accepted",
    ],
  ] as const)("that comes with %j", async ([headers, message]) => {
    const source = await makeSource(running.app);
    expect(await source.send("POST", PATH, "{}", headers)).toMatchObject({
      status: 415,
      body: { code: 55004, message },
    });
  });

  test("that is not there", async () => {
    const source = await makeSource(running.app);
    expect(await source.send("POST", PATH)).toMatchObject({ status: 400, body: { code: 55004 } });
  });
});

describe("a path", () => {
  test("that is none answers 404 in the envelope", async () => {
    const source = await makeSource(running.app);
    expect(await source.send("GET", "/v1/nothing?a=1")).toMatchObject({
      status: 404,
      body: { code: 55004, message: "no such path" },
    });
  });

  test.for<["GET" | "PUT" | "PATCH" | "DELETE", string, string]>([
    ["GET", "/v1/user/register", "POST"],
    ["PUT", "/v1/user/property", "POST"],
    ["PATCH", "/v1/attribute", "POST, GET"],
    ["DELETE", "/v1/attribute/registry", "PUT"],
  ])("%s %s answers 405 with what it takes", async ([method, path, allow]) => {
    const source = await makeSource(running.app);
    const authorization = `Basic ${source.workspace.basic}`;
    const answer = await call(running.app, { method, path, authorization });
    expect(answer).toMatchObject({
      status: 405,
      headers: { allow },
      body: { code: 55004, message: `this path does not take ${method}` },
    });
  });
});

describe("a message is in the caller's language:", () => {
  test.for([
    [
      "id-ID,id;q=0.9",
      "Atribut pengguna tidak valid: a-b: satu huruf, lalu paling banyak 63 huruf, angka, atau _",
    ],
    ["en", "invalid user attribute name: a-b: a letter, then up to 63 letters, digits or _"],
    ["fr", "invalid user attribute name: a-b: a letter, then up to 63 letters, digits or _"],
  ])("%s", async ([language, message]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const body = { euid, type: "set", properties: { "a-b": 1 } };
    expect(await source.post(PATH, body, { "accept-language": language ?? "" })).toStrictEqual({
      code: 55102,
      message,
      rejected: [{ name: "a-b", code: 55102, message }],
    });
  });
});
