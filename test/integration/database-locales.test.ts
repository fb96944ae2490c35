import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { findPeople } from "../../src/audience/find-people.ts";
import { openTestApp } from "../support/app.ts";
import { linksClient } from "../support/links-api.ts";
import { dropDatabase } from "../support/template.ts";
import { call } from "../support/workspace.ts";

const made: string[] = [];
afterAll(async () => {
  for (const url of made) await dropDatabase(url);
});

/** A database whose letters follow the rules of a language. */
async function createInLocale(locale: string): Promise<string> {
  const server = process.env["TEST_DATABASE_URL"] ?? "";
  const name = `simpul_test_${randomBytes(6).toString("hex")}`;
  const client = new pg.Client(server);
  await client.connect();
  await client.query(`
    create database ${name} encoding 'UTF8' locale_provider icu icu_locale '${locale}'
      locale 'C' template template0`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  made.push(url.href);
  return url.href;
}

describe.runIf(inject("store") === "postgres")("texts are found in any case where", () => {
  test.for(["lt-LT", "az-AZ", "tr-TR", "el-GR"])("the database is in %s", async (locale) => {
    await using app = await openTestApp({ url: await createInLocale(locale), folder: "" });
    const { workspace, group, get } = await linksClient(app);
    const names = ["Ìris", "IRIS Pilihan", "ılık kopi", "ΚΑΦΕΣ", "(50 %) [baru] \\n_"];
    for (const nm of names) await group({ nm });
    const found = async (part: string): Promise<string[]> => {
      const query = new URLSearchParams({ nm: part, pages: "1" });
      const { result } = await get(`/api/link-group/v2/list?${query}`);
      const { list } = result as { list: { nm: string }[] };
      return list.map(({ nm }) => nm);
    };
    expect(await found("ìris")).toEqual(["Ìris"]);
    expect(await found("iris")).toEqual(["IRIS Pilihan"]);
    expect(await found("Pılıhan")).toEqual(["IRIS Pilihan"]);
    expect(await found("ILIK")).toEqual(["ılık kopi"]);
    expect(await found("καφες")).toEqual(["ΚΑΦΕΣ"]);
    expect(await found("(50 %) [BARU] \\N_")).toEqual(["(50 %) [baru] \\n_"]);
    expect(await found("***")).toEqual([]);

    const audience = (path: string, body: object) =>
      call(app, { method: "POST", path, authorization: `Basic ${workspace.basic}`, body });
    const registered = await audience("/v1/user/register", {
      identity_name: "user_id",
      identity_values: ["rara"],
    });
    const { data } = registered.body as { data: { euid: number }[] };
    const euid = data[0]?.euid;
    await audience("/v1/user/contact", { euid, contacts: { email: "IRIS.Ìlmu@kopi.example" } });
    for (const text of ["iris.", "IRIS.ìlmu@KOPI", "Iris.ÌLMU"]) {
      const page = { limit: 10, offset: 0 };
      const { people } = await findPeople(workspace.context, { text, page });
      expect([text, people.map((person) => person.euid)]).toEqual([text, [euid]]);
    }
  });
});
