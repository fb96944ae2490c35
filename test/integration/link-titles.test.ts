import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WorkspaceContext } from "../../src/context.ts";
import { sql } from "../../src/db/sql.ts";
import { fetchTitles } from "../../src/links/fetch-titles.ts";
import { getLink } from "../../src/links/get-link.ts";
import { updateLink } from "../../src/links/update-link.ts";
import { useApp } from "../support/app.ts";
import { makeSlugs } from "../support/new-links.ts";
import { makeWorkspace } from "../support/workspace.ts";

const host = useApp({ env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" } });
const domain = { origin: "http://localhost:8080", host: "localhost:8080" };
const asked: string[] = [];
let pages: Server;
let at: string;
let ctx: WorkspaceContext;

beforeAll(async () => {
  pages = createServer((request, response) => {
    asked.push(request.url ?? "");
    response.setHeader("Content-Type", "text/html");
    response.end(request.url === "/none" ? "<p>" : `<title>Page ${request.url}</title>`);
  });
  await new Promise<void>((resolve) => pages.listen(0, "127.0.0.1", resolve));
  at = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  ctx = (await makeWorkspace(host.app)).context;
});
afterAll(() => new Promise((resolve) => pages.close(resolve)));

const linkOf = async (slug = "") => (await getLink(ctx, { domain, slug })).link;
const titleOf = async (slug = "") => {
  const { title, titleState } = await linkOf(slug);
  return [title, titleState];
};

test("links without a title get their page's, once, and others keep theirs", async () => {
  const [one, none, typed, away, moved] = await makeSlugs(ctx, [
    { url: `${at}/one` },
    { url: `${at}/none` },
    { url: `${at}/typed`, title: "Typed" },
    { url: "http://127.0.0.1:1/" },
    { url: `${at}/before` },
  ]);
  const slugs = [one, none, typed, away, moved];
  const linkIds = await Promise.all(slugs.map(async (slug) => (await linkOf(slug)).id));
  const job = await host.app.context.db.one<{ data: object }>(sql`
    select data from pgboss.job where name = 'links.fetch-titles' order by created_on desc limit 1`);
  expect(job?.data).toEqual({
    workspaceId: ctx.workspace.id,
    linkIds: linkIds.filter((_, index) => slugs[index] !== typed),
  });

  const run = fetchTitles(ctx, { workspaceId: ctx.workspace.id, linkIds });
  await run;
  expect(await titleOf(one)).toEqual(["Page /one", "fetched"]);
  expect(await titleOf(none)).toEqual([null, "fetched"]);
  expect(await titleOf(typed)).toEqual(["Typed", "typed"]);
  expect(await titleOf(away)).toEqual([null, "fetched"]);
  expect(asked).not.toContain("/typed");

  const calls = asked.length;
  await fetchTitles(ctx, { workspaceId: ctx.workspace.id, linkIds });
  expect(asked).toHaveLength(calls);

  const change = { url: `${at}/after`, settings: {} };
  await updateLink(ctx, { domain, slug: moved ?? "", expected: null, change });
  expect(await titleOf(moved)).toEqual([null, "pending"]);
  await fetchTitles(ctx, { workspaceId: ctx.workspace.id, linkIds });
  expect(await titleOf(moved)).toEqual(["Page /after", "fetched"]);
});

test("a job asks for twenty pages and leaves the rest to a new job", async () => {
  const slugs = await makeSlugs(
    ctx,
    Array.from({ length: 25 }, (_, index) => ({ url: `${at}/many-${index}` })),
  );
  const linkIds = await Promise.all(slugs.map(async (slug) => (await linkOf(slug)).id));
  await fetchTitles(ctx, { workspaceId: ctx.workspace.id, linkIds });
  const titles = await Promise.all(slugs.map(titleOf));
  expect(titles.filter(([, state]) => state === "fetched")).toHaveLength(20);
  const jobs = await host.app.context.db.all<{ data: object; group: string }>(sql`
    select data, group_id as "group" from pgboss.job
     where name = 'links.fetch-titles' order by created_on desc limit 1`);
  expect(jobs).toEqual([
    {
      data: { workspaceId: ctx.workspace.id, linkIds: linkIds.slice(20) },
      group: String(ctx.workspace.id),
    },
  ]);
});
