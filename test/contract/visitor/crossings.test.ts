import { expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { deleteWorkspace } from "../../../src/workspaces/delete-workspace.ts";
import { firedAt, webhook } from "../../support/crossings.ts";
import { insertLinkRow } from "../../support/link-rows.ts";
import { insertWorkspaceRow } from "../../support/node.ts";
import { useVisitedApp } from "../../support/visitor.ts";
import { ask, resultOf } from "../admin/ask.ts";

const running = useVisitedApp();

test("a visit to the running program fires the webhook; deleting the workspace erases that", async () => {
  const { context } = running.app;
  const workspaceId = await insertWorkspaceRow(context.db, { webhook: webhook() });
  const { id: linkId, slug } = await insertLinkRow(context.db, { workspaceId });
  const fired = () => firedAt(context.db, { workspaceId, linkId });
  expect((await running.visit(`/${slug}`)).status).toBe(302);
  await expect.poll(fired, { timeout: 5_000 }).toEqual([1]);
  await deleteWorkspace(context, workspaceId);
  await expect.poll(fired, { timeout: 20_000 }).toEqual([]);
});

test("a name that leads to a private address by the time of the attempt is told nothing", async () => {
  const { context } = running.app;
  const workspaceId = await insertWorkspaceRow(context.db, { webhook: webhook() });
  // As if it had led elsewhere when the webhook was set.
  await context.db.run(sql`
    update workspace set webhook_url = 'https://localhost:8443/', webhook_secret = 'whsec_AAAA'
     where workspace_id = ${workspaceId}::bigint`);
  const { slug } = await insertLinkRow(context.db, { workspaceId });
  expect((await running.visit(`/${slug}`)).status).toBe(302);
  const deliveries = async () => {
    const asked = ask(running.app, "GET", `deliveries?workspaceIdx=${workspaceId}`);
    return (await resultOf<{ list: object[] }>(asked)).list;
  };
  await expect
    .poll(deliveries, { timeout: 5_000 })
    .toMatchObject([
      { attempts: 1, lastStatus: null, lastError: "the address is private or reserved" },
    ]);
});
