import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeContacts } from "../../src/audience/change-contacts.ts";
import { findPeople } from "../../src/audience/find-people.ts";
import { identifyUser } from "../../src/audience/identify-user.ts";
import type { AudienceContext } from "../../src/audience/open-writes.ts";
import { sql } from "../../src/db/sql.ts";
import { insertTestWorkspace, openNodes } from "../support/audience-node.ts";
import { useStore } from "../support/store.ts";

const store = useStore();
const NOW = new Date("2026-03-01T05:00:00Z");
let opened: Awaited<ReturnType<typeof openNodes>> | undefined;

beforeAll(async () => {
  opened = await openNodes(store.place, store.db, () => NOW);
});
afterAll(async () => opened?.[Symbol.asyncDispose]());

async function workspaceOf(homeCountry: string | null): Promise<AudienceContext> {
  const workspace = await insertTestWorkspace(store.db, NOW);
  await store.db.run(sql`
    update workspace set home_country = ${homeCountry}::text
     where workspace_id = ${workspace.id}::bigint`);
  const node = opened?.nodes[0];
  if (node === undefined) throw new Error("no nodes");
  return node.as({ ...workspace, homeCountry });
}

describe("people are found by a number as it was typed, whole or begun, and by its other form", () => {
  test.for<[home: string | null, sent: string, typed: readonly string[]]>([
    ["RU", "8 912 345 67 89", ["8 912 345 67 89", "8912345", "+7 912", "7912345", "912345"]],
    ["IT", "02 1234 5678", ["02 1234 5678", "02 12", "+39 02", "390212345678"]],
    ["ID", "0812–3456–7890", ["0812-3456-7890", "0812–3456", "62 812 3456", "٠٨١٢"]],
    ["MX", "+52 1 81 1234 5678", ["+52 1 81 1234 5678", "81 1234 5678", "+52 81"]],
    // ambiguous
    ["ID", "1 802-345-6879", ["1802345", "1 802-345-6879", "(1802) 345 6879"]],
    [null, "0812-3456-7890", ["0812-3456-7890", "0812345"]],
  ])("in %s: %s", async ([home, sent, typed]) => {
    const ctx = await workspaceOf(home);
    const { euid } = await identifyUser(ctx, { user_id: "rara" });
    const { euid: other } = await identifyUser(ctx, { user_id: "budi" });
    await changeContacts(ctx, { euid, contacts: { landline_phone: sent } });
    await changeContacts(ctx, { euid: other, contacts: { landline_phone: "+44 20 7946 0958" } });
    for (const text of typed) {
      const { people } = await findPeople(ctx, { text, page: { limit: 10, offset: 0 } });
      expect([text, people.map((person) => person.euid)]).toEqual([text, [euid]]);
    }
  });
});
