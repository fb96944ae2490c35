import { randomBytes } from "node:crypto";
import pg from "pg";
import { afterAll, describe, expect, inject, test } from "vitest";
import { migrate } from "../../src/db/migrate.ts";
import { createDatabase, dropDatabase, MIGRATIONS } from "../support/template.ts";

const server = process.env["TEST_DATABASE_URL"] ?? "";
const made: string[] = [];
afterAll(async () => {
  for (const url of made) await dropDatabase(url);
});

async function ask(url: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

async function createIn(encoding: string): Promise<string> {
  const name = `simpul_test_${randomBytes(6).toString("hex")}`;
  await ask(server, `create database ${name} encoding '${encoding}' locale 'C' template template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  made.push(url.href);
  return url.href;
}

describe.runIf(inject("store") === "postgres")("a start refuses", () => {
  test.for(["LATIN1", "SQL_ASCII", "EUC_KR", "WIN1252"])(
    "a database in %s, by the name of the encoding",
    async (encoding) => {
      const url = await createIn(encoding);
      await expect(migrate({ kind: "server", url }, MIGRATIONS)).rejects.toThrow(
        `has the encoding ${encoding}, which cannot hold every text`,
      );
    },
  );

  test("to begin anew beside tables that are in another schema", async () => {
    const url = await createDatabase(server);
    made.push(url);
    await ask(url, "create schema toko", "create table toko.schema_migration (version integer)");
    await expect(migrate({ kind: "server", url }, MIGRATIONS)).rejects.toThrow(
      "the tables of Simpul are in the schema toko",
    );
  });
});
