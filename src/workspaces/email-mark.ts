import { createHmac } from "node:crypto";

/** A workspace and one of its addresses, as a mail's link to stop such mails names them. */
export interface EmailMark {
  readonly workspaceId: number;
  /** 128 bits that only this installation can make, and only of this address. */
  readonly mark: string;
}

const MARK_BYTES = 16;

export function markEmail(key: Buffer, workspaceId: number, email: string): EmailMark {
  const seal = createHmac("sha256", key).update(`${workspaceId} ${email}`).digest();
  return { workspaceId, mark: seal.subarray(0, MARK_BYTES).toString("base64url") };
}

export function encodeEmailMark({ workspaceId, mark }: EmailMark): string {
  return `${workspaceId}.${mark}`;
}

/** Null for what no mail of ours holds; whether there is such an address only its owner's list tells. */
export function parseEmailMark(text: string): EmailMark | null {
  const [, number, mark] = /^([1-9]\d{0,14})\.([\w-]{22})$/.exec(text) ?? [];
  return number === undefined || mark === undefined ? null : { workspaceId: Number(number), mark };
}

/** The address of the list that is meant; undefined where it is not in it any more. */
export function findMarked(
  key: Buffer,
  { workspaceId, mark }: EmailMark,
  emails: readonly string[],
): string | undefined {
  return emails.find((email) => markEmail(key, workspaceId, email).mark === mark);
}
