import { beforeAll, describe, expect, test } from "vitest";
import type { WorkspaceContext } from "../../src/context.ts";
import type { Changed, ChangedKind } from "../../src/db/changes.ts";
import { sql } from "../../src/db/sql.ts";
import { clearGroup } from "../../src/links/clear-group.ts";
import { countOverrides } from "../../src/links/count-overrides.ts";
import { createGroup } from "../../src/links/create-group.ts";
import { deleteDueLinks } from "../../src/links/delete-due-links.ts";
import { deleteGroup } from "../../src/links/delete-group.ts";
import { deleteLink } from "../../src/links/delete-link.ts";
import { getGroup } from "../../src/links/get-group.ts";
import { getLink } from "../../src/links/get-link.ts";
import { updateGroup } from "../../src/links/update-group.ts";
import { updateLink } from "../../src/links/update-link.ts";
import { useApp } from "../support/app.ts";
import { makeLinks, makeSlugs } from "../support/new-links.ts";
import { makeWorkspace } from "../support/workspace.ts";

let now = new Date("2026-02-01T00:00:00Z");
const host = useApp({ clock: () => now });
let ctx: WorkspaceContext;
beforeAll(async () => {
  ctx = (await makeWorkspace(host.app)).context;
});

const domain = { origin: "http://localhost:8080", host: "localhost:8080" };
const url = "https://shop.example/";
const newGroup = async (change: object = {}) =>
  (await createGroup(ctx, { name: "G", settings: {}, webhook: {}, ...change })).id;

describe("many at once", () => {
  test("get one link where they reuse, and tallies that add up", async () => {
    const groupId = await newGroup();
    const wanted = { url: "https://raced.example/", reuse: true, groupId };
    const words = await Promise.all(
      Array.from({ length: 20 }, () => makeSlugs(ctx, [wanted, wanted])),
    );
    expect(new Set(words.flat()).size).toBe(1);
    expect((await getGroup(ctx, groupId)).links).toBe(1);
  });

  test("make, move and delete links of two groups without a deadlock or a wrong tally", async () => {
    const groups = [await newGroup(), await newGroup()];
    const slugs = await makeSlugs(
      ctx,
      Array.from({ length: 40 }, (_, i) => ({ url, groupId: groups[i % 2] ?? null })),
    );
    await Promise.all(
      slugs.flatMap((slug, i): Promise<unknown>[] => [
        i % 4 === 0
          ? deleteLink(ctx, { domain, slug })
          : updateLink(ctx, {
              domain,
              slug,
              expected: null,
              change: { groupId: groups[(i + 1) % 2], settings: {} },
            }),
        makeLinks(ctx, [
          { url, groupId: groups[1] ?? null },
          { url, groupId: groups[0] ?? null },
        ]),
      ]),
    );
    const tallies = await Promise.all(groups.map(async (id) => (await getGroup(ctx, id)).links));
    const counted = await ctx.db.all<{ links: number }>(sql`
      select count(*) as links from link
       where workspace_id = ${ctx.workspace.id}::bigint and group_id = any(${groups}::bigint[])
       group by group_id order by group_id`);
    expect(tallies).toEqual(counted.map(({ links }) => links));
    expect(tallies.reduce((sum, links) => sum + links)).toBe(40 - 10 + 80);
  });

  test("who want one chosen id leave one link and no trace of the others", async () => {
    const groupId = await newGroup();
    const words = await Promise.all(
      Array.from({ length: 12 }, () => makeLinks(ctx, [{ url, brandSlug: "one", groupId }])),
    );
    const made = words.flat().filter((word) => !(word instanceof Error));
    expect(made).toHaveLength(1);
    expect((await getGroup(ctx, groupId)).links).toBe(1);
  });
});

describe("a deleted group", () => {
  test("lets its links go at once, and its number in the background, twice being once", async () => {
    const groupId = await newGroup({ settings: { maxForwards: 3 } });
    const slugs = await makeSlugs(
      ctx,
      Array.from({ length: 450 }, () => ({ url, groupId, title: "t" })),
    );
    const [slug = ""] = slugs;
    await deleteGroup(ctx, groupId);
    const { link, effective } = await getLink(ctx, { domain, slug });
    expect([link.groupId, effective.maxForwards]).toEqual([null, { value: 0, from: "default" }]);
    const numbered = async () =>
      ctx.db.one(sql`
        select count(*) as links from link
         where workspace_id = ${ctx.workspace.id}::bigint and group_id = ${groupId}::bigint`);
    expect(await numbered()).toEqual({ links: 450 });
    const job = { workspaceId: ctx.workspace.id, groupId };
    await clearGroup(ctx, job);
    await clearGroup(ctx, job);
    expect(await numbered()).toEqual({ links: 0 });
    expect((await getLink(ctx, { domain, slug })).link.version).toBe(1);
  });
});

describe("links that are due", () => {
  test("are cleared away, generated ids never coming back", async () => {
    const mine = (await makeWorkspace(host.app)).context;
    const deletesAt = new Date(now.getTime() + 1_000);
    const groupId = (await createGroup(mine, { name: "G", settings: {}, webhook: {} })).id;
    const many = Array.from({ length: 205 }, () => ({ url, deletesAt, groupId, title: "t" }));
    const [slug = ""] = await makeSlugs(mine, many);
    await makeSlugs(mine, [
      { url, deletesAt, brandSlug: "due" },
      { url, title: "stays", groupId },
    ]);
    expect(await deleteDueLinks(mine, mine.workspace.id)).toBe(0);
    now = new Date(now.getTime() + 1_000);
    expect(await deleteDueLinks(mine, mine.workspace.id)).toBe(206);
    expect(await deleteDueLinks(mine, mine.workspace.id)).toBe(0);
    expect((await getGroup(mine, groupId)).links).toBe(1);
    const [again, free] = await makeLinks(mine, [
      { url, brandSlug: slug },
      { url, brandSlug: "due" },
    ]);
    expect(again).toMatchObject({ code: "address_taken" });
    expect(free).toMatchObject({ shortUrl: "http://localhost:8080/due" });
    const rows = await mine.db.one(sql`
      select count(*) as tombs from link_address
       where workspace_id = ${mine.workspace.id}::bigint and link_id is null`);
    expect(rows).toEqual({ tombs: 205 });
  });
});

describe("overrides", () => {
  test("are counted over many slices", async () => {
    const groupId = await newGroup({ settings: { maxForwards: 3 } });
    for (let i = 0; i < 9; i++) {
      await makeLinks(
        ctx,
        Array.from({ length: 250 }, (_, j) => ({
          url,
          groupId,
          title: "t",
          settings: { maxForwards: j % 5 === 0 ? 4 : 3 },
        })),
      );
    }
    expect(await countOverrides(ctx, groupId)).toEqual({
      maxForwards: { links: 450, more: false },
    });
  });
});

test("every change is told to whoever remembers the group or the address", async () => {
  const heard: Changed[] = [];
  for (const kind of ["group", "address"] satisfies ChangedKind[]) {
    ctx.changes.subscribe(kind, {
      forget: (key) => heard.push({ kind, key }),
      forgetAll: () => {},
    });
  }
  // On a server a node hears its own words a second time, whenever they come back.
  const since = () => heard.splice(0);
  const groupId = await newGroup();
  since();
  await updateGroup(ctx, {
    id: groupId,
    expected: null,
    change: { settings: { qrBypass: true }, webhook: {} },
  });
  expect(since()).toContainEqual({ kind: "group", key: String(groupId) });
  const [slug = ""] = await makeSlugs(ctx, [{ url, groupId }]);
  const address = { kind: "address", key: `localhost:8080/${slug}` };
  expect(since()).toContainEqual(address);
  await updateLink(ctx, { domain, slug, expected: null, change: { memo: "m", settings: {} } });
  expect(since()).toContainEqual(address);
  await deleteLink(ctx, { domain, slug });
  expect(since()).toContainEqual(address);
  await deleteGroup(ctx, groupId);
  expect(since()).toContainEqual({ kind: "group", key: String(groupId) });
});
