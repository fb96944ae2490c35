import type { Queryable, Transaction } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { PushAudience, PushMessage } from "../push-message.ts";

/** A message with how far it is. */
export interface MessageUnderWay {
  readonly message: PushMessage;
  readonly afterHash: Buffer;
  readonly finished: boolean;
}

const FIRST = Buffer.alloc(0);

export async function nextMessageId(store: Queryable): Promise<number> {
  const row = await store.one<{ id: number }>(sql`select nextval('push_message_number') as id`);
  if (row === undefined) throw new Error("no number for a push message");
  return row.id;
}

export async function insertMessage(tx: Transaction, message: PushMessage): Promise<void> {
  const { audience } = message;
  await tx.run(sql`
    insert into push_message (
      workspace_id, message_id, audience, link_id, group_ids, title, body, url, topic,
      created_at, expires_at, after_hash)
    values (
      ${message.workspaceId}::bigint, ${message.id}::bigint, ${audience.kind}::text,
      ${audience.kind === "link" ? audience.linkId : null}::bigint,
      ${audience.kind === "groups" ? audience.groupIds : null}::bigint[],
      ${message.title}::text, ${message.body}::text, ${message.url}::text,
      ${message.topic}::text, ${message.createdAt}::timestamptz,
      ${message.expiresAt}::timestamptz, ${FIRST}::bytea)`);
}

interface MessageRow extends Omit<PushMessage, "audience"> {
  readonly kind: PushAudience["kind"];
  readonly linkId: number | null;
  readonly groupIds: readonly number[] | null;
  readonly afterHash: Buffer;
  readonly finishedAt: Date | null;
}

export async function findMessage(
  store: Queryable,
  workspaceId: number,
  messageId: number,
): Promise<MessageUnderWay | undefined> {
  const row = await store.one<MessageRow>(sql`
    select message_id as id, workspace_id as "workspaceId", audience as kind, link_id as "linkId",
           group_ids as "groupIds", title, body, url, topic, created_at as "createdAt",
           expires_at as "expiresAt", after_hash as "afterHash", finished_at as "finishedAt"
      from push_message
     where workspace_id = ${workspaceId}::bigint and message_id = ${messageId}::bigint`);
  if (row === undefined) return undefined;
  const { afterHash, finishedAt, kind: _, linkId: _l, groupIds: _g, ...rest } = row;
  return {
    message: { ...rest, audience: audienceOf(row) },
    afterHash,
    finished: finishedAt !== null,
  };
}

function audienceOf({ kind, linkId, groupIds }: MessageRow): PushAudience {
  if (kind === "link" && linkId !== null) return { kind, linkId };
  if (kind === "groups" && groupIds !== null) return { kind, groupIds };
  return { kind: "members" };
}

/** Moves on from where the caller saw it; false where somebody else moved it meanwhile. */
export async function moveMessage(
  tx: Transaction,
  of: Pick<PushMessage, "workspaceId" | "id">,
  { from, to }: { readonly from: Buffer; readonly to: Buffer },
): Promise<boolean> {
  const moved = await tx.run(sql`
    update push_message set after_hash = ${to}::bytea
     where workspace_id = ${of.workspaceId}::bigint and message_id = ${of.id}::bigint
       and after_hash = ${from}::bytea`);
  return moved === 1;
}

export async function finishMessage(
  store: Queryable,
  of: Pick<PushMessage, "workspaceId" | "id">,
  at: Date,
): Promise<void> {
  await store.run(sql`
    update push_message set finished_at = ${at}::timestamptz
     where workspace_id = ${of.workspaceId}::bigint and message_id = ${of.id}::bigint`);
}

/** Those that have not come to their last browser; looks no further than `most`. */
export async function countUnderWay(
  store: Queryable,
  workspaceId: number,
  most: number,
): Promise<number> {
  const row = await store.one<{ under: number }>(sql`
    select count(*)::integer as under
      from (select 1 from push_message
             where workspace_id = ${workspaceId}::bigint and finished_at is null
             limit ${most}::integer) as unfinished`);
  return row?.under ?? 0;
}

/** Deletes some messages that ended before then; answers how many. */
export async function deleteOldMessages(
  tx: Transaction,
  workspaceId: number,
  { before, most }: { readonly before: Date; readonly most: number },
): Promise<number> {
  return tx.run(sql`
    delete from push_message
     where workspace_id = ${workspaceId}::bigint
       and message_id in (
         select message_id from push_message
          where workspace_id = ${workspaceId}::bigint and expires_at < ${before}::timestamptz
          limit ${most}::integer)`);
}
