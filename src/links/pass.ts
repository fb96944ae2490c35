import { createHmac, timingSafeEqual } from "node:crypto";

/** All links of a group on one link domain, by its origin. */
export interface GroupOnDomain {
  readonly groupId: number;
  readonly origin: string;
}

/** What a pass opens: a link, its statistics or those of a group, as long as its password is this one. */
export interface Lock {
  readonly opens: "link" | "statistics" | "group-statistics";
  readonly workspaceId: number;
  /** Of the link, or of the group where its statistics are opened. */
  readonly linkId: number;
  readonly passwordHash: string;
  /** Where the password is the group's: a pass opens all its links. */
  readonly group?: GroupOnDomain | null;
}

export const passSeconds = 3_600;

/** What the browser of a visitor who knew the password brings back. */
export function signPass(key: Buffer, lock: Lock, nowMs: number): string {
  const endsAt = Math.floor(nowMs / 1_000) + passSeconds;
  return `${endsAt}.${seal(key, lock, endsAt).toString("base64url")}`;
}

/** Constant-time in what it compares. */
export function isPass(key: Buffer, lock: Lock, pass: string, nowMs: number): boolean {
  const [, end, sealed] = /^(\d{1,12})\.([\w-]{43})$/.exec(pass) ?? [];
  if (end === undefined || sealed === undefined) return false;
  const endsAt = Number(end);
  const genuine = timingSafeEqual(Buffer.from(sealed, "base64url"), seal(key, lock, endsAt));
  return genuine && nowMs < endsAt * 1_000;
}

function seal(key: Buffer, lock: Lock, endsAt: number): Buffer {
  const { opens, workspaceId, linkId, passwordHash, group } = lock;
  const opened = group ? `group ${workspaceId} ${group.groupId} ${group.origin}` : null;
  return createHmac("sha256", key)
    .update(`${opened ?? `${opens} ${workspaceId} ${linkId}`} ${endsAt} ${passwordHash}`)
    .digest();
}
