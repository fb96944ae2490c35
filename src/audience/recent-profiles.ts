import type { Profile } from "./property.ts";

/**
 * Properties as this process itself last stored or read them. Only for a store that no other process
 * writes to; whatever deletes or merges users must forget them here.
 */
export interface RecentProfiles {
  /** Undefined unless every one of them is known, and of this workspace. */
  findAll(workspaceId: number, euids: readonly number[]): Map<number, Profile> | undefined;
  /** Only what is committed may be remembered. */
  remember(workspaceId: number, euid: number, profile: Profile): void;
  forget(euid: number): void;
}

/** What a profile's objects hold in memory, by the bytes of its JSON. */
const OBJECTS_PER_BYTE = 3;
const ENTRY_BYTES = 200;

/** The latest ones within a budget; those remembered longest ago give way. */
export function makeRecentProfiles(maxBytes: number): RecentProfiles {
  const entries = new Map<number, { readonly workspaceId: number; readonly profile: Profile }>();
  let bytes = 0;
  const weight = (profile: Profile): number => profile.bytes * OBJECTS_PER_BYTE + ENTRY_BYTES;

  function forget(euid: number): void {
    const entry = entries.get(euid);
    if (entry === undefined) return;
    entries.delete(euid);
    bytes -= weight(entry.profile);
  }

  return {
    findAll(workspaceId, euids) {
      const found = new Map<number, Profile>();
      for (const euid of euids) {
        const entry = entries.get(euid);
        if (entry === undefined || entry.workspaceId !== workspaceId) return undefined;
        found.set(euid, entry.profile);
      }
      return found;
    },
    remember(workspaceId, euid, profile) {
      forget(euid);
      entries.set(euid, { workspaceId, profile });
      bytes += weight(profile);
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break;
        forget(oldest);
      }
    },
    forget,
  };
}
