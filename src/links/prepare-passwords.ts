import type { WorkspaceContext } from "../context.ts";
import { type HashTurn, hashPassword } from "../kit/password.ts";
import type { HashedChange, SettingsChange } from "./settings-change.ts";

/** Hashes made in one call, by password: of three hundred links under one word it is derived once. */
export type KnownHashes = Map<string, string>;

/**
 * Replaces passwords by their hashes, in the workspace's own turn. Slow by design: never call it inside
 * a transaction. Throws `busy` once the caller is gone.
 */
export async function preparePasswords(
  ctx: Pick<WorkspaceContext, "workspace" | "gone">,
  change: SettingsChange,
  known: KnownHashes = new Map(),
): Promise<HashedChange> {
  const { password, statisticsPassword, ...rest } = change;
  const share = [String(ctx.workspace.id)];
  const turn: HashTurn = { purpose: "setting", share, gone: ctx.gone };
  return {
    ...rest,
    passwordHash: await hashOf(password, known, turn),
    statisticsPasswordHash: await hashOf(statisticsPassword, known, turn),
  };
}

async function hashOf(
  password: string | null | undefined,
  known: KnownHashes,
  turn: HashTurn,
): Promise<string | null | undefined> {
  if (password === null || password === undefined) return password;
  const hash = known.get(password) ?? (await hashPassword(password, turn));
  known.set(password, hash);
  return hash;
}
