import { Fault } from "../kit/fault.ts";

/** What a member may do in one workspace, from the most to the least. */
export const roles = ["owner", "editor", "viewer"] as const;
export type Role = (typeof roles)[number];

/** An owner may what an editor may, and an editor what a viewer may. */
export function mayAs(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}

export function requireRole(role: Role, needed: Role): void {
  if (!mayAs(role, needed)) throw new Fault("role_required", { role: needed });
}
