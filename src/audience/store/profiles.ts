import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { Clicked, StoredContacts, StoredUser } from "../user.ts";

/** A profile's properties as the database writes them. */
export interface PropertiesRow {
  readonly euid: number;
  readonly properties: string;
}

/** Holds the profiles of these users until the transaction ends; unknown users are left out. */
export async function lockProperties(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
): Promise<PropertiesRow[]> {
  return tx.all<PropertiesRow>(sql`
    select euid, properties::text as properties
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
     order by euid
       for update`);
}

/** The same, held by nobody: for a store whose transactions are one after the other. */
export async function findProperties(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
): Promise<PropertiesRow[]> {
  return store.all<PropertiesRow>(sql`
    select euid, properties::text as properties
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])`);
}

/** Holds them without reading what they weigh; answers those that there are. */
export async function lockProfiles(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
): Promise<number[]> {
  const rows = await tx.all<{ euid: number }>(sql`
    select euid
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
     order by euid
       for update`);
  return rows.map(({ euid }) => euid);
}

/** Up to here `letGo` undoes the transaction. */
export async function markNoneHeld(tx: Transaction): Promise<void> {
  await tx.run(sql`savepoint none_held`);
}

/** Undoes what was done since `markNoneHeld`, which lets go of the rows held since then. */
export async function letGo(tx: Transaction): Promise<void> {
  await tx.run(sql`rollback to savepoint none_held`);
}

/**
 * The rows must be held already. One JSON object for all, by user: joined with an `unnest`, each
 * profile would be compared with every row of it, or the whole workspace read.
 */
export function saveProperties(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  rows: readonly PropertiesRow[],
): Promise<unknown> {
  const byEuid = rows.map(({ euid, properties }) => `"${euid}":${properties}`).join(",");
  return tx.send(sql`
    update profile
       set properties = ${`{${byEuid}}`}::jsonb -> euid::text,
           updated_at = greatest(updated_at, ${at}::timestamptz)
     where workspace_id = ${workspaceId}::bigint
       and euid = any(${rows.map((row) => row.euid)}::bigint[])`);
}

/** Which of these numbers are users'. */
export async function findProfiles(
  store: Queryable,
  workspaceId: number,
  euids: readonly number[],
): Promise<number[]> {
  const rows = await store.all<{ euid: number }>(sql`
    select euid from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])`);
  return rows.map(({ euid }) => euid);
}

export type ContactsRow = { readonly euid: number } & StoredContacts;

const CONTACTS = sql`
  email, mobile_phone, mobile_phone_e164, landline_phone, landline_phone_e164,
  whatsapp_phone, whatsapp_phone_e164`;

export const PROFILE = sql`
  euid, properties::text as properties, ${CONTACTS}, first_click_at, last_click_at, click_count,
  created_at, updated_at`;

export async function findProfile(
  store: Queryable,
  workspaceId: number,
  euid: number,
): Promise<StoredUser | undefined> {
  return store.one<StoredUser>(sql`
    select ${PROFILE}
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint`);
}

/** By number; the rows must be held already. */
export async function readProfiles(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
): Promise<Map<number, StoredUser>> {
  const rows = await tx.all<StoredUser>(sql`
    select ${PROFILE}
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])`);
  return new Map(rows.map((row) => [row.euid, row]));
}

export async function lockContacts(
  tx: Transaction,
  workspaceId: number,
  euids: readonly number[],
): Promise<ContactsRow[]> {
  return tx.all<ContactsRow>(sql`
    select euid, ${CONTACTS}
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${euids}::bigint[])
     order by euid
       for update`);
}

/** Holds the next users after this number, ascending. */
export async function lockNextContacts(
  tx: Transaction,
  workspaceId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<ContactsRow[]> {
  return tx.all<ContactsRow>(sql`
    select euid, ${CONTACTS}
      from profile
     where workspace_id = ${workspaceId}::bigint and euid > ${after}::bigint
     order by euid
     limit ${limit}::integer
       for update`);
}

/** The rows must be held already. */
export async function saveContacts(
  tx: Transaction,
  workspaceId: number,
  at: Date,
  rows: readonly ContactsRow[],
): Promise<void> {
  const euids = rows.map((row) => row.euid);
  await tx.run(sql`
    update profile
       set email = changed.email,
           mobile_phone = changed.mobile_phone,
           mobile_phone_e164 = changed.mobile_phone_e164,
           landline_phone = changed.landline_phone,
           landline_phone_e164 = changed.landline_phone_e164,
           whatsapp_phone = changed.whatsapp_phone,
           whatsapp_phone_e164 = changed.whatsapp_phone_e164,
           updated_at = greatest(profile.updated_at, ${at}::timestamptz)
      from unnest(
        ${euids}::bigint[],
        ${rows.map((row) => row.email)}::text[],
        ${rows.map((row) => row.mobile_phone)}::text[],
        ${rows.map((row) => row.mobile_phone_e164)}::text[],
        ${rows.map((row) => row.landline_phone)}::text[],
        ${rows.map((row) => row.landline_phone_e164)}::text[],
        ${rows.map((row) => row.whatsapp_phone)}::text[],
        ${rows.map((row) => row.whatsapp_phone_e164)}::text[]
      ) as changed (euid, email, mobile_phone, mobile_phone_e164, landline_phone,
                    landline_phone_e164, whatsapp_phone, whatsapp_phone_e164)
     where profile.workspace_id = ${workspaceId}::bigint
       and profile.euid = any(${euids}::bigint[])
       and profile.euid = changed.euid`);
}

/** The row must be held already. */
export async function saveClicked(
  tx: Transaction,
  workspaceId: number,
  euid: number,
  { first_click_at, last_click_at, click_count }: Clicked,
): Promise<void> {
  await tx.run(sql`
    update profile
       set first_click_at = ${first_click_at}::timestamptz,
           last_click_at = ${last_click_at}::timestamptz,
           click_count = ${click_count}::bigint
     where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint`);
}

/** The row must be held already. */
export async function touchProfile(
  tx: Transaction,
  workspaceId: number,
  euid: number,
  at: Date,
): Promise<void> {
  await tx.run(sql`
    update profile set updated_at = greatest(updated_at, ${at}::timestamptz)
     where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint`);
}
