import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import type { Role } from "./role.ts";
import { findMemberRow, lockMemberships, type MemberRow } from "./store/members.ts";

/** A member of the workspace, who is to have this role; null: none any more. */
export async function lockMember(
  tx: Transaction,
  workspaceId: number,
  memberId: number,
  next: Role | null,
): Promise<{ readonly member: MemberRow; readonly role: Role }> {
  const all = await lockMemberships(tx, workspaceId);
  const mine = all.find((each) => each.memberId === memberId);
  const member = mine === undefined ? undefined : await findMemberRow(tx, memberId);
  if (mine === undefined || member === undefined) {
    throw new Fault("member_unknown", { field: "memberId" });
  }
  const otherOwners = all.filter((each) => each.role === "owner" && each !== mine);
  if (mine.role === "owner" && next !== "owner" && otherOwners.length === 0) {
    throw new Fault("last_owner");
  }
  return { member, role: mine.role };
}
