import { hashPassword as hash } from "../../src/kit/password.ts";

/** The hash of a password as it is stored, for rows that a test writes itself. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { purpose: "setting", share: ["test"] });
}
