import { hashPassword } from "../kit/password.ts";
import type { HashedChange, SettingsChange } from "./settings-change.ts";

/** Hashes made in one call, by password: of three hundred links under one word it is derived once. */
export type KnownHashes = Map<string, string>;

/** Puts hashes in the place of passwords. Slow by design: never call it inside a transaction. */
export async function preparePasswords(
  change: SettingsChange,
  known: KnownHashes = new Map(),
): Promise<HashedChange> {
  const { password, statisticsPassword, ...rest } = change;
  return {
    ...rest,
    passwordHash: await hashOf(password, known),
    statisticsPasswordHash: await hashOf(statisticsPassword, known),
  };
}

async function hashOf(
  password: string | null | undefined,
  known: KnownHashes,
): Promise<string | null | undefined> {
  if (password === null || password === undefined) return password;
  const hash = known.get(password) ?? (await hashPassword(password));
  known.set(password, hash);
  return hash;
}
