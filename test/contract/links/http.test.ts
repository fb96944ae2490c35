import { beforeAll, describe, expect, test } from "vitest";
import { hashSecret } from "../../../src/workspaces/credentials.ts";
import { revokeCredential } from "../../../src/workspaces/store/credentials.ts";
import { useApp } from "../../support/app.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";
import { call } from "../../support/workspace.ts";

let now = new Date("2026-02-01T00:00:10Z");
const host = useApp({ clock: () => now });
let api: LinksClient;
beforeAll(async () => {
  api = await linksClient(host.app);
});

const failure = (code: number, message: string) => ({ code, message, result: null });
const path = "/api/link/v2/create";
const url = "https://a.example/";

test("a deletion takes no body, whatever content type a client names", async () => {
  const linkId = await api.link();
  const { status, body } = await api.send({
    method: "DELETE",
    path: `/api/link/v1/delete?linkId=${linkId}&domain=${DOMAIN}`,
    headers: { "content-type": "application/json" },
  });
  expect([status, body]).toStrictEqual([200, { code: 0, message: "", result: null }]);
});

describe("the envelope of what is no business outcome", () => {
  test.for<[string, unknown, string]>([
    ["broken JSON", "{", "the body is not readable JSON: it is not JSON"],
    ["nothing", "", "the body is not readable JSON: it is not JSON"],
    [
      "bytes that are no UTF-8",
      Buffer.from([0x22, 0xff, 0x22]),
      "the body is not readable JSON: it is not UTF-8",
    ],
    [
      "a key twice",
      '{"url":"x","url":"y"}',
      "the body is not readable JSON: url stands twice in one object",
    ],
    [
      "33 levels",
      `${"[".repeat(33)}${"]".repeat(33)}`,
      "the body is not readable JSON: it is nested too deep",
    ],
    ["a list", "[]", "the body is not readable JSON: it must be an object"],
    ["null", "null", "the body is not readable JSON: it must be an object"],
    ["a text", '"x"', "the body is not readable JSON: it must be an object"],
  ])("for %s is 400", async ([, body, message]) => {
    const { status, body: told } = await api.send({ method: "POST", path, body });
    expect([status, told]).toStrictEqual([400, failure(40000, message)]);
  });

  test.for([
    [
      { "content-type": "application/json; charset=utf-16le" },
      "the body must be in UTF-8; the charset utf-16le is not accepted",
    ],
    [
      { "content-encoding": "gzip" },
      "the body must come as it is; the Content-Encoding gzip is not accepted",
    ],
  ] as const)("for %j is 415, and says what is not accepted", async ([headers, message]) => {
    const { status, body } = await api.send({ method: "POST", path, body: { url }, headers });
    expect([status, body]).toStrictEqual([415, failure(41500, message)]);
  });

  test("tells a key that is missing, malformed, unknown or revoked", async () => {
    const other = await linksClient(host.app);
    await host.app.context.db.transaction(async (tx) => {
      await revokeCredential(tx, hashSecret(other.workspace.linkKey), now);
    });
    const missing = "credentials are missing or malformed";
    const cases: [string | undefined, string][] = [
      [undefined, missing],
      ["APIKey", missing],
      [`Bearer ${api.workspace.linkKey}`, missing],
      ["APIKey simpul_unknown", "the key is unknown"],
      [`APIKey ${other.workspace.linkKey}`, "the key was revoked"],
    ];
    for (const [authorization, message] of cases) {
      const answer = await call(host.app, {
        method: "POST",
        path,
        body: "{",
        ...(authorization !== undefined && { authorization }),
      });
      expect([answer.status, answer.body]).toStrictEqual([401, failure(40100, message)]);
    }
  });

  test("tells an unknown path and method before anything else", async () => {
    for (const unknown of ["/api/link/v9/create", "/api", "/api/link/v2/create/", "/api/x?y=1"]) {
      const answer = await call(host.app, { method: "GET", path: unknown });
      expect([answer.status, answer.body]).toStrictEqual([404, failure(40400, "no such path")]);
    }
    const answer = await call(host.app, {
      method: "PATCH",
      path,
      body: "{",
      headers: { "content-type": "text/plain" },
    });
    expect([answer.status, answer.headers["allow"], answer.body]).toStrictEqual([
      405,
      "POST",
      failure(40500, "this path does not take PATCH"),
    ]);
    const get = await call(host.app, { method: "DELETE", path: "/api/link/v1/list?x=1" });
    expect([get.status, get.headers["allow"]]).toStrictEqual([405, "GET"]);
  });

  test("tells a body of another type or too large", async () => {
    const xml = await api.send({
      method: "POST",
      path,
      body: "<x/>",
      headers: { "content-type": "text/xml" },
    });
    expect([xml.status, xml.body]).toStrictEqual([
      415,
      failure(41500, "the body must be application/json"),
    ]);
    const over = JSON.stringify({ url, memo: "x".repeat(1024 * 1024) });
    const large = await api.send({ method: "POST", path, body: over });
    expect([large.status, large.body]).toStrictEqual([
      413,
      failure(41300, "the body is too large"),
    ]);
    const bulk = "/api/link/v1/createBulk";
    const fits = await api.send({ method: "POST", path: bulk, body: `{"links":[${over}]}` });
    expect(fits).toMatchObject({ status: 200, body: { code: 0 } });
    const links = `{"links":["${"x".repeat(4 * 1024 * 1024)}"]}`;
    expect(await api.send({ method: "POST", path: bulk, body: links })).toMatchObject({
      status: 413,
    });
  });

  test("tells the rate limit, and when it ends", async () => {
    const free = await linksClient(host.app, { plan: "Free" });
    const get = () => free.send({ method: "GET", path: "/api/link-group/v1/list" });
    for (let i = 29; i >= 0; i--) {
      const { status, headers } = await get();
      expect([status, headers["ratelimit-limit"], headers["ratelimit-remaining"]]).toEqual([
        200,
        "30",
        String(i),
      ]);
    }
    const refused = await free.send({ method: "POST", path, body: "{" });
    expect([refused.status, refused.body]).toStrictEqual([
      429,
      failure(42900, "too many requests; try again in 50 s"),
    ]);
    expect(refused.headers).toMatchObject({
      "retry-after": "50",
      "ratelimit-limit": "30",
      "ratelimit-remaining": "0",
      "ratelimit-reset": "50",
    });
    now = new Date("2026-02-01T00:01:00Z");
    expect(await get()).toMatchObject({ status: 200 });
  });
});

describe("two editors", () => {
  const kinds = [
    {
      name: "of a group",
      make: () => api.group(),
      get: (id: unknown) => `/api/link-group/v1/get?grpIdx=${id}`,
      change: (id: unknown, memo: string) => ({
        path: "/api/link-group/v1/update",
        body: { grpIdx: id, memo },
      }),
    },
    {
      name: "of a link",
      make: () => api.link(),
      get: (id: unknown) => `/api/link/v1/get?linkId=${id}&domain=${DOMAIN}`,
      change: (id: unknown, memo: string) => ({
        path: "/api/link/v2/update",
        body: { linkId: id, domain: DOMAIN, memo },
      }),
    },
  ];

  test.for(kinds)("$name notice each other by the row's ETag", async ({ make, get, change }) => {
    const id = await make();
    const read = () => api.send({ method: "GET", path: get(id) });
    const put = (memo: string, ifMatch?: string) =>
      api.send({
        method: "PUT",
        ...change(id, memo),
        headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
      });
    const seen = await read();
    expect(seen.headers["etag"]).toBe('"1"');
    expect(await put("mine", '"1"')).toMatchObject({ status: 200, body: { code: 0 } });

    const present = await read();
    expect(present.headers["etag"]).toBe('"2"');
    const refused = await put("theirs", '"1"');
    expect([refused.status, refused.headers["etag"], refused.body]).toStrictEqual([
      412,
      '"2"',
      {
        code: 41200,
        message: "it was changed meanwhile; the present row is in result",
        result: (present.body as { result: unknown }).result,
      },
    ]);
    expect((await read()).body).toStrictEqual(present.body);
    expect(await put("x", "nonsense")).toMatchObject({ status: 412 });
    // A proxy that compresses makes the tag weak.
    expect(await put("theirs", 'W/"1"')).toMatchObject({ status: 412, body: { code: 41200 } });
    expect(await put("listed", '"1", W/"2"')).toMatchObject({ status: 200 });
    expect(await put("any", "*")).toMatchObject({ status: 200 });
    expect(await put("last writer")).toMatchObject({ status: 200 });
    expect((await read()).headers["etag"]).toBe('"5"');
  });

  test("of one version at once cannot both win", async () => {
    const grpIdx = await api.group();
    const put = (memo: string) =>
      api.send({
        method: "PUT",
        path: "/api/link-group/v1/update",
        body: { grpIdx, memo },
        headers: { "if-match": '"1"' },
      });
    const answers = await Promise.all(["a", "b", "c", "d"].map(put));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });
});
