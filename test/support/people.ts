import { insertProfiles, nextEuids } from "../../src/audience/store/identifiers.ts";
import type { Database } from "../../src/db/database.ts";
import { sql } from "../../src/db/sql.ts";

/** When the people of the tests were made. */
export const PEOPLE_SINCE = new Date("2026-01-01T00:00:00Z");

/** A user of whom nothing is known; answers the number. */
export async function newPerson(db: Database, workspaceId: number): Promise<number> {
  return db.transaction(async (tx) => {
    const [euid = 0] = await nextEuids(tx, 1);
    await insertProfiles(tx, workspaceId, PEOPLE_SINCE, [euid]);
    return euid;
  });
}

/** Takes a user away as erasing does. */
export async function removePerson(db: Database, workspaceId: number, euid: number): Promise<void> {
  await db.run(sql`
    delete from profile where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint`);
}

/** Makes the number of one user lead to another, as merging them does. */
export async function leadTo(
  db: Database,
  workspaceId: number,
  [gone, winner]: readonly [number, number],
): Promise<void> {
  await removePerson(db, workspaceId, gone);
  await db.run(sql`
    insert into profile_merge (workspace_id, euid, winner, merge_id, merged_at, left_out)
    values (${workspaceId}::bigint, ${gone}::bigint, ${winner}::bigint, 1,
            ${PEOPLE_SINCE}::timestamptz, '[]'::jsonb)`);
}

/** What a user's profile says of clicks. */
export interface Clicked {
  readonly first: Date | null;
  readonly last: Date | null;
  readonly clicks: number;
}

/** Undefined where there is no such user. */
export async function clickedBy(
  db: Database,
  workspaceId: number,
  euid: number,
): Promise<Clicked | undefined> {
  return db.one<Clicked>(sql`
    select first_click_at as first, last_click_at as last, click_count as clicks from profile
     where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint`);
}

/** What a timeline tells of a click. */
export interface ToldClick {
  readonly number: number;
  readonly at: Date;
  readonly link: string | null;
  readonly group: string | null;
  readonly country: string;
  readonly device: string;
  readonly referrer: string;
}

/** In the order in which they were counted. */
export async function clicksToldOf(
  db: Database,
  workspaceId: number,
  euid: number,
): Promise<ToldClick[]> {
  return db.all<ToldClick>(sql`
    select click_id as number, clicked_at as at, link, group_name as group, country, device,
           referrer
      from person_click
     where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint
     order by click_id`);
}

/** Whose each counted click of a workspace is, in their order. */
export async function whoClicked(db: Database, workspaceId: number): Promise<(number | null)[]> {
  const rows = await db.all<{ euid: number | null }>(sql`
    select euid from click where workspace_id = ${workspaceId}::bigint order by click_id`);
  return rows.map(({ euid }) => euid);
}
