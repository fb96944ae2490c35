import type { Queryable } from "../../db/database.ts";
import { join, type Sql, sql } from "../../db/sql.ts";
import type { PeopleQuery } from "../people-query.ts";
import type { Clicked, StoredContacts } from "../user.ts";

/** A user as a list shows it. */
export interface PersonRow extends StoredContacts, Clicked {
  readonly euid: number;
  readonly created_at: Date;
}

/** Above every text that begins so, in the order of bytes. */
const LAST = "\u{10ffff}";

/** By the operators of the index itself: what `like` makes of a parameter depends on the plan. */
const begins = (column: Sql, prefix: string) =>
  sql`${column} ~>=~ ${prefix}::text and ${column} ~<~ ${prefix + LAST}::text`;

const PHONES = [
  { raw: sql`mobile_phone`, normalized: sql`mobile_phone_e164` },
  { raw: sql`landline_phone`, normalized: sql`landline_phone_e164` },
  { raw: sql`whatsapp_phone`, normalized: sql`whatsapp_phone_e164` },
] as const;

/** At most so many of each kind of match, the newest users first. */
export async function searchEuids(
  store: Queryable,
  workspaceId: number,
  query: PeopleQuery,
  most: number,
): Promise<number[]> {
  const { euid, value, emails, phones, digits } = query;
  const ofWorkspace = sql`workspace_id = ${workspaceId}::bigint`;
  const some = sql`limit ${most}::integer`;
  const ways = [
    sql`(select euid from identifier where ${ofWorkspace} and ${begins(sql`value`, value)} ${some})`,
    ...emails.map(
      (email) => sql`
        (select euid from profile
          where ${ofWorkspace} and email is not null
            and ${begins(sql`lower(email collate "C")`, email)} ${some})`,
    ),
    ...(euid === null
      ? []
      : [sql`(select euid from profile where ${ofWorkspace} and euid = ${euid}::bigint)`]),
    ...PHONES.flatMap(({ normalized }) =>
      phones.map(
        (prefix) => sql`
          (select euid from profile
            where ${ofWorkspace} and ${normalized} is not null and ${begins(normalized, prefix)}
            ${some})`,
      ),
    ),
    ...(digits === null
      ? []
      : PHONES.map(
          ({ raw, normalized }) => sql`
            (select euid from profile
              where ${ofWorkspace} and ${raw} is not null and ${normalized} is null
                and ${begins(sql`regexp_replace(${raw}, '[^0-9]', '', 'g')`, digits)} ${some})`,
        )),
  ];
  const rows = await store.all<{ euid: number }>(sql`
    select euid
      from (${join(ways, " union ")}) as found
     order by euid desc
     ${some}`);
  return rows.map((row) => row.euid);
}

/** The newest, from a place on; and how many there are, counted no further than `most`. */
export async function listNewestEuids(
  store: Queryable,
  workspaceId: number,
  { limit, offset, most }: { limit: number; offset: number; most: number },
): Promise<{ readonly euids: readonly number[]; readonly total: number }> {
  const rows = await store.all<{ euid: number }>(sql`
    select euid
      from profile
     where workspace_id = ${workspaceId}::bigint
     order by euid desc
     limit ${limit}::integer offset ${offset}::bigint`);
  const counted = await store.one<{ total: number }>(sql`
    select count(*) as total
      from (select euid from profile
             where workspace_id = ${workspaceId}::bigint limit ${most}::integer) as counted`);
  return { euids: rows.map(({ euid }) => euid), total: counted?.total ?? 0 };
}

export function listPersonRows(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
): Promise<PersonRow[]> {
  return store.all<PersonRow>(sql`
    select euid, email, mobile_phone, mobile_phone_e164, landline_phone, landline_phone_e164,
           whatsapp_phone, whatsapp_phone_e164, first_click_at, last_click_at, click_count,
           created_at
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = any (${euids}::bigint[])
     order by euid desc`);
}
