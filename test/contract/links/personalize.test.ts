import { beforeAll, describe, expect, test } from "vitest";
import { deleteLink } from "../../../src/links/delete-link.ts";
import { useApp } from "../../support/app.ts";
import { insertLinkRow } from "../../support/link-rows.ts";
import { DOMAIN, type LinksClient, linksClient } from "../../support/links-api.ts";

const host = useApp();
const PATH = "/api/link/v1/personalize";
let api: LinksClient;
let linkId: string;

beforeAll(async () => {
  api = await linksClient(host.app);
  linkId = await api.link({ brandLinkId: "편지-1" }).then(decodeURIComponent);
});

const ask = (body: object) => api.post(PATH, { linkId, domain: DOMAIN, ...body });
const short = `${DOMAIN}/%ED%8E%B8%EC%A7%80-1`;

describe("personalize answers", () => {
  test("a short URL for each EUID, in their order, repeated ones too", async () => {
    const { code, message, result } = await ask({ euids: [10_000_002, "10000001", 10_000_002] });
    const rows = result as { euid: number; shortUrl: string }[];
    expect({ code, message, euids: rows.map(({ euid }) => euid) }).toEqual({
      code: 0,
      message: "",
      euids: [10_000_002, 10_000_001, 10_000_002],
    });
    for (const row of rows) {
      expect(Object.keys(row)).toEqual(["euid", "shortUrl"]);
      const [before, token] = row.shortUrl.split("~");
      expect(before).toBe(short);
      expect(token).toMatch(/^[0-9A-Za-z]{13}$/);
    }
    expect(rows[0]).toEqual(rows[2]);
    expect(rows[0]?.shortUrl).not.toBe(rows[1]?.shortUrl);
  });

  test("the same URL whenever it is asked, with the domain or without", async () => {
    const [one, other] = [await ask({ euids: [1] }), await api.post(PATH, { linkId, euids: [1] })];
    expect(one.code).toBe(0);
    expect(other).toEqual(one);
  });

  test("ten thousand at once, up to the largest EUID there can be", async () => {
    const euids = Array.from({ length: 10_000 }, (_, index) => Number.MAX_SAFE_INTEGER - index);
    const { code, result } = await ask({ euids });
    expect(code).toBe(0);
    const rows = result as { euid: number; shortUrl: string }[];
    expect(rows.map(({ euid }) => euid)).toEqual(euids);
    expect(new Set(rows.map(({ shortUrl }) => shortUrl)).size).toBe(10_000);
  });
});

const refusal = (code: number, message: string) => ({ code, message, result: null });
const integer = "it must be of type integer";

describe("personalize refuses", () => {
  test.for<[string, string]>([
    ["0", "at least 1"],
    ["-0", "at least 1"],
    ["-1", "at least 1"],
    ["-1e400", "at least 1"],
    ["9007199254740992", "at most 9007199254740991"],
    ["1e400", "at most 9007199254740991"],
    ["1.5", integer],
    ["null", integer],
    ["true", integer],
    ["[1]", integer],
    ['{"euid":1}', integer],
    ['""', integer],
    ['" 1"', integer],
    ['"-1"', integer],
    ['"1e3"', integer],
    ['"0"', "at least 1"],
    ['"9007199254740992"', "at most 9007199254740991"],
    ['"10000000000000001"', integer],
  ])("%s among the EUIDs, and names it", async ([value, reason]) => {
    const body = `{"linkId":"${linkId}","domain":"${DOMAIN}","euids":[1,${value}]}`;
    const { status, body: told } = await api.send({ method: "POST", path: PATH, body });
    expect([status, told]).toEqual([200, refusal(40011, `euids[1] is not valid: ${reason}`)]);
  });

  test.for<[string, unknown, string]>([
    ["no EUIDs", [], "1 or more items"],
    ["too many", Array(10_001).fill(1), "at most 10000 items"],
    ["null", null, "it must be of type array"],
    ["one without a list", 1, "it must be of type array"],
    ["a text", "1", "it must be of type array"],
    ["an object", { 0: 1 }, "it must be of type array"],
  ])("%s", async ([, euids, reason]) => {
    expect(await ask({ euids })).toEqual(refusal(40011, `euids is not valid: ${reason}`));
  });

  test("a call without its fields, or with others", async () => {
    expect(await ask({})).toEqual(refusal(40010, "euids is missing"));
    expect(await api.post(PATH, { euids: [1] })).toEqual(refusal(40010, "linkId is missing"));
    expect(await ask({ euids: [1], euid: 1 })).toEqual(
      refusal(40012, "euid is not a known field; the nearest is euids"),
    );
  });

  test.for<[string, object, number, string]>([
    ["a link id that is no text", { linkId: 7 }, 40011, "linkId is not valid"],
    ["an empty link id", { linkId: "" }, 40011, "linkId is not valid"],
    ["a domain without scheme", { domain: "localhost:8080" }, 40011, "domain is not valid"],
    ["null for a domain", { domain: null }, 40011, "domain is not valid"],
    ["a domain of nobody", { domain: "https://go.example" }, 40400, "no such domain"],
    ["a link that there is not", { linkId: "nothing" }, 40400, "no such link"],
    ["a personal link", { linkId: "a~b" }, 40400, "no such link"],
  ])("%s", async ([, wrong, code, message]) => {
    const told = await ask({ euids: [1], ...wrong });
    expect(told).toMatchObject({ code, result: null });
    expect(told.message).toContain(message);
  });

  test("the link of another workspace, one that is deleted and one whose time has come", async () => {
    const { db } = host.app.context;
    const other = await linksClient(host.app);
    const [foreign, deleted] = [await other.link(), await api.link()];
    const { context } = api.workspace;
    const domain = { origin: DOMAIN, host: "localhost:8080" };
    await deleteLink(context, { domain, slug: deleted });
    const { slug: due } = await insertLinkRow(db, {
      workspaceId: context.workspace.id,
      deletesAt: new Date("2026-01-02T00:00:00Z"),
    });
    for (const gone of [foreign, deleted, due]) {
      expect(await ask({ linkId: gone, euids: [1] })).toEqual(
        refusal(40400, "no such link in this workspace: linkId"),
      );
    }
  });
});
