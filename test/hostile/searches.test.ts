import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { type LinksClient, linksClient } from "../support/links-api.ts";
import { useVisitedApp } from "../support/visitor.ts";

const running = useVisitedApp();
const LINKS = 3_600;
/** Each place of a long destination begins like the pattern, and none goes on so to its end. */
const PATTERN = `${"ab".repeat(49)}zz`;

let hostile: LinksClient;
let other: LinksClient;

beforeAll(async () => {
  hostile = await linksClient(running.app);
  other = await linksClient(running.app);
  await hostile.link({ brandLinkId: `first-${randomUUID()}` });
  const { db } = running.app.context;
  await db.run(sql`
    insert into link (workspace_id, link_id, host, origin, slug, branded, url, url_hash,
                      redirect_type, title, title_state, made_by, version, created_at, updated_at)
    select workspace_id, nextval('link_number'), host, origin, slug || '-' || n, branded,
           url || '/' || repeat('ab', 1450), url_hash, redirect_type, title, title_state, made_by,
           version, created_at, updated_at
      from link, generate_series(1, ${LINKS}::integer) n
     where workspace_id = ${hostile.workspace.context.workspace.id}::bigint
    returning link_id`);
});

const search = (url: string) =>
  hostile.get(
    `/api/link/v1/list?regStartYmdt=2020-01-01%2000:00:00&regEndYmdt=2090-01-01%2000:00:00&pages=1&url=${url}`,
  );

test("three searches of 100 characters over 3,600 long links leave other workspaces served", async () => {
  const searches = [search(PATTERN), search(PATTERN), search(PATTERN)];
  expect(
    await running.visit(`/${await other.link({ brandLinkId: `other-${randomUUID()}` })}`),
  ).toMatchObject({
    status: 302,
  });
  expect(await other.get("/api/link-group/v2/list?pages=1")).toMatchObject({ code: 0 });
  for (const { code, result } of await Promise.all(searches)) {
    expect([code, result]).toMatchObject([0, { extra: { totalCount: 0 } }]);
  }
  expect(await search("ab".repeat(50))).toMatchObject({
    code: 0,
    result: { extra: { totalCount: LINKS } },
  });
});
