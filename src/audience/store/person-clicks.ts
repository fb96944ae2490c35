import type { Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { AddedClicks, PersonClick } from "../person-click.ts";

/** What links and groups are called, by number; those that are gone are not in it. */
export interface Names {
  readonly links: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

/** One that there is already fails: each click is counted once. */
export function insertPersonClicks(
  tx: Transaction,
  workspaceId: number,
  clicks: readonly PersonClick[],
  { links, groups }: Names,
): void {
  const sorted = clicks.toSorted((a, b) => a.euid - b.euid || a.number - b.number);
  const of = <T>(read: (click: PersonClick) => T): T[] => sorted.map(read);
  const groupName = ({ groupId }: PersonClick) =>
    groupId === null ? null : (groups.get(groupId) ?? null);
  tx.send(sql`
    insert into person_click (
      workspace_id, euid, click_id, clicked_at, link_id, link, group_id, group_name, country,
      device, referrer)
    select ${workspaceId}::bigint, clicked.*
      from unnest(
        ${of(({ euid }) => euid)}::bigint[],
        ${of(({ number }) => number)}::bigint[],
        ${of(({ at }) => at)}::timestamptz[],
        ${of(({ linkId }) => linkId)}::bigint[],
        ${of(({ linkId }) => links.get(linkId) ?? null)}::text[],
        ${of(({ groupId }) => groupId)}::bigint[],
        ${of(groupName)}::text[],
        ${of(({ country }) => country)}::text[],
        ${of(({ device }) => device)}::text[],
        ${of(({ referrer }) => referrer)}::text[]
      ) as clicked
    returning click_id`);
}

/** The rows must be held already. The first click of all stays the one that was counted first. */
export function addToProfiles(
  tx: Transaction,
  workspaceId: number,
  added: readonly AddedClicks[],
  at: Date,
): void {
  const euids = added.map(({ euid }) => euid);
  tx.send(sql`
    update profile
       set first_click_at = coalesce(profile.first_click_at, added.first_at),
           last_click_at = greatest(profile.last_click_at, added.last_at),
           click_count = profile.click_count + added.clicks,
           updated_at = greatest(profile.updated_at, ${at}::timestamptz)
      from unnest(
        ${euids}::bigint[],
        ${added.map(({ clicks }) => clicks)}::bigint[],
        ${added.map(({ firstAt }) => firstAt)}::timestamptz[],
        ${added.map(({ lastAt }) => lastAt)}::timestamptz[]
      ) as added (euid, clicks, first_at, last_at)
     where profile.workspace_id = ${workspaceId}::bigint
       and profile.euid = any(${euids}::bigint[])
       and profile.euid = added.euid`);
}
