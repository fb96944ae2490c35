import { expect, test } from "vitest";
import { deleteWorkspace } from "../../../src/workspaces/delete-workspace.ts";
import { firedAt, webhook } from "../../support/crossings.ts";
import { insertLinkRow } from "../../support/link-rows.ts";
import { insertWorkspaceRow } from "../../support/node.ts";
import { useVisitedApp } from "../../support/visitor.ts";

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
