import { expect, test } from "vitest";
import type { Context } from "../../src/context.ts";
import { sql } from "../../src/db/sql.ts";
import { createGroup } from "../../src/links/create-group.ts";
import { eraseLinks } from "../../src/links/erase-links.ts";
import { createDomain } from "../../src/workspaces/create-domain.ts";
import { deleteWorkspace } from "../../src/workspaces/delete-workspace.ts";
import { eraseWorkspace } from "../../src/workspaces/erase-workspace.ts";
import { useApp } from "../support/app.ts";
import { insertLinkRow } from "../support/link-rows.ts";
import { makeWorkspace } from "../support/workspace.ts";

const running = useApp();
const LINKS = 130;

const TENANT = [
  ...["link", "link_forward", "link_group", "link_group_tally", "link_key", "data_source"],
  "rate_window",
];

async function rowsOf(workspaceId: number): Promise<Record<string, number>> {
  const { db } = running.app.context;
  const counts: Record<string, number> = {};
  for (const table of TENANT) {
    const text = `select count(*) as rows from ${table} where workspace_id = $1`;
    const row = await db.one<{ rows: number }>({ text, values: [workspaceId] });
    counts[table] = row?.rows ?? Number.NaN;
  }
  return counts;
}

async function makeFull() {
  const { app } = running;
  const { context, linkKey } = await makeWorkspace(app);
  const { id } = context.workspace;
  await createGroup(context, { name: "Musim panas", settings: {}, webhook: {} });
  for (let i = 0; i < LINKS; i += 1) {
    await insertLinkRow(app.context.db, { workspaceId: id, slug: `e${id}x${i}` });
  }
  return { id, linkKey };
}

test("a deleted workspace is erased, and its neighbour is not touched", async () => {
  const { context } = running.app;
  const doomed = await makeFull();
  const neighbour = await makeFull();
  await createDomain(context, { workspaceId: doomed.id, domain: "https://hapus.example" });
  const before = await rowsOf(neighbour.id);
  const steps = [eraseLinks];

  await eraseWorkspace(context, { workspaceId: doomed.id, steps });
  expect((await rowsOf(doomed.id))["link"], "it is not deleted yet").toBe(LINKS);

  await deleteWorkspace(context, doomed.id);
  await eraseWorkspace(context, { workspaceId: doomed.id, steps });
  expect(await rowsOf(doomed.id)).toEqual(Object.fromEntries(TENANT.map((table) => [table, 0])));
  expect(await rowsOf(neighbour.id)).toEqual(before);
  const addresses = await context.db.all<{ link: number | null }>(
    sql`select link_id as link from link_address where workspace_id = ${doomed.id}::bigint`,
  );
  expect(addresses, "generated ids stay as tombstones").toHaveLength(LINKS);
  expect(addresses.every(({ link }) => link === null)).toBe(true);
  await eraseWorkspace(context, { workspaceId: doomed.id, steps });
});

test("erasing goes on where it was interrupted", async () => {
  const { context } = running.app;
  const { id } = await makeFull();
  await deleteWorkspace(context, id);
  let batches = 0;
  const interrupted = async (ctx: Context, workspaceId: number): Promise<boolean> => {
    batches += 1;
    if (batches > 1) throw new Error("the process ends here");
    return eraseLinks(ctx, workspaceId);
  };
  await expect(eraseWorkspace(context, { workspaceId: id, steps: [interrupted] })).rejects.toThrow(
    "the process ends here",
  );
  expect((await rowsOf(id))["link"]).toBe(LINKS - 100);
  await eraseWorkspace(context, { workspaceId: id, steps: [eraseLinks] });
  expect((await rowsOf(id))["link"]).toBe(0);
});
