import { beforeAll, describe, expect, test } from "vitest";
import { findUsers } from "../../src/audience/find-user.ts";
import { deleteLink } from "../../src/links/delete-link.ts";
import { dayRange } from "../../src/statistics/day-range.ts";
import { exportClicks } from "../../src/statistics/export-clicks.ts";
import type { AskedScope } from "../../src/statistics/load-scope.ts";
import { useApp } from "../support/app.ts";
import { type ClickRow, insertClicks, makeMonths } from "../support/clicks.ts";
import { insertGroupRow, insertLinkRow } from "../support/link-rows.ts";
import { makeWorkspace } from "../support/workspace.ts";

const host = useApp();
beforeAll(() => makeMonths(host.app.context.db, "2026-02", "2026-04"));

const domain = { origin: "http://localhost:8080", host: "localhost:8080" };
const MARCH = dayRange("2026-03-01", "2026-03-31");

async function openShop() {
  const { context } = await makeWorkspace(host.app, { timeZone: "UTC" });
  const ctx = { ...context, findUsers };
  const { db, workspace } = ctx;
  const groupId = await insertGroupRow(db, workspace.id);
  const { id: linkId, slug } = await insertLinkRow(db, { workspaceId: workspace.id });
  const add = (clicks: readonly ClickRow[]) => insertClicks(db, workspace.id, clicks);
  const link: AskedScope = { link: { domain, slug } };
  return { ctx, groupId, linkId, slug, link, add };
}

async function idsOf(pages: AsyncIterable<readonly { readonly id: number }[]>) {
  const ids: number[] = [];
  const sizes: number[] = [];
  for await (const page of pages) {
    sizes.push(page.length);
    ids.push(...page.map(({ id }) => id));
  }
  return { ids, sizes };
}

const START = Date.parse("2026-03-10T00:00:00Z");
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

describe("an export", () => {
  test("has each click once, in pages of a bounded size, also of one moment", async () => {
    const { ctx, linkId, groupId, link, add } = await openShop();
    await add([{ at: "2026-02-28T23:59:59.999Z", linkId, groupId }]);
    const some = numbers(1, 1_250).map((i) => ({
      at: new Date(START + Math.floor(i / 400)),
      linkId,
      groupId: i % 2 === 0 ? groupId : null,
    }));
    await add(some);
    await add([{ at: "2026-04-01T00:00:00Z", linkId, groupId }]);
    const all = numbers(2, 1_251);
    for (const of of [link, {}]) {
      const { ids, sizes } = await idsOf(await exportClicks(ctx, { of, range: MARCH }));
      expect(ids).toEqual(all);
      expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
    }
    const ofGroup = await idsOf(await exportClicks(ctx, { of: { groupId }, range: MARCH }));
    expect(ofGroup.ids).toEqual(all.filter((id) => id % 2 === 1));
  });

  test("has a link's clicks by time, whatever the order of ingestion", async () => {
    const { ctx, linkId, link, add } = await openShop();
    await add([5, 3, 4, 1, 2].map((i) => ({ at: new Date(START + i), linkId })));
    const { ids } = await idsOf(await exportClicks(ctx, { of: link, range: MARCH }));
    expect(ids).toEqual([4, 5, 2, 3, 1]);
  });

  test("holds nothing between its pages: others write and read meanwhile", async () => {
    const { ctx, linkId, add } = await openShop();
    await add(numbers(1, 600).map(() => ({ at: new Date(START), linkId })));
    const pages = await exportClicks(ctx, { of: {}, range: MARCH });
    const ids: number[] = [];
    for await (const page of pages) {
      ids.push(...page.map(({ id }) => id));
      await add([{ at: new Date(START), linkId }]);
    }
    expect(ids).toEqual(numbers(1, 600));
  });

  test("tells a link by its name, and a deleted one by none", async () => {
    const { ctx, linkId, slug, add } = await openShop();
    await add([{ at: new Date(START), linkId }]);
    const linkOf = async () => {
      for await (const [click] of await exportClicks(ctx, { of: {}, range: MARCH })) {
        return click?.link;
      }
      return undefined;
    };
    expect(await linkOf()).toEqual({ slug, origin: domain.origin });
    await deleteLink(ctx, { domain, slug });
    expect(await linkOf()).toBeNull();
  });

  test("of days without clicks is empty", async () => {
    const { ctx, link } = await openShop();
    for (const of of [{}, link]) {
      expect(await idsOf(await exportClicks(ctx, { of, range: MARCH }))).toMatchObject({ ids: [] });
    }
  });
});
