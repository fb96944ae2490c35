import type { Language } from "../kit/language.ts";
import { checkEmails } from "../workspaces/workspace.ts";
import type { Role } from "./role.ts";

/** The languages of the dashboard. */
export const memberLanguages = ["en", "id"] as const satisfies readonly Language[];
export type MemberLanguage = (typeof memberLanguages)[number];

/** A person who signs in, in however many workspaces. */
export interface Member {
  readonly id: number;
  /** In lower case, unique on the installation. */
  readonly email: string;
  readonly name: string;
  readonly language: MemberLanguage;
}

export interface Membership {
  readonly workspaceId: number;
  readonly role: Role;
}

/** An address as it is compared; a wrong one is field_invalid. */
export function parseEmail(text: string, field: string): string {
  const email = text.trim().normalize("NFC").toLowerCase();
  checkEmails([email], field);
  return email;
}
