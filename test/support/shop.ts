import type { App } from "../../src/compose.ts";
import type { AskedScope } from "../../src/statistics/load-scope.ts";
import { totalClicks } from "../../src/statistics/total-clicks.ts";
import { type ClickRow, insertClicks } from "./clicks.ts";
import { insertGroupRow, insertLinkRow } from "./link-rows.ts";
import { makeWorkspace } from "./workspace.ts";

const domain = { origin: "http://localhost:8080", host: "localhost:8080" };

/** A workspace with two links and two groups, in a zone. */
export async function openShop(app: App, timeZone: string) {
  const { context: ctx } = await makeWorkspace(app, { timeZone });
  const { db, workspace } = ctx;
  const groups = [await insertGroupRow(db, workspace.id), await insertGroupRow(db, workspace.id)];
  const links = [
    await insertLinkRow(db, { workspaceId: workspace.id }),
    await insertLinkRow(db, { workspaceId: workspace.id }),
  ];
  const scopes = links.map(({ slug }): AskedScope => ({ link: { domain, slug } }));
  const add = (clicks: readonly ClickRow[]) => insertClicks(db, workspace.id, clicks);
  const total = (most: number, busyFrom = 5) =>
    totalClicks(ctx, { workspaceId: workspace.id, most, busyFrom });
  return { ctx, links: links.map(({ id }) => id), groups, scopes, add, total };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;
