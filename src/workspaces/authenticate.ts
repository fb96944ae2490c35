import type { Changes } from "../db/changes.ts";
import type { Database } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { makeMemory } from "../kit/memory.ts";
import type { Actor } from "./audit.ts";
import { type HashedKey, type HashedPair, sameHash } from "./credentials.ts";
import type { Workspaces } from "./find-workspace.ts";
import {
  type Credential,
  type CredentialKind,
  findCredential,
  findHolderName,
} from "./store/credentials.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Who is asking: the workspace, and the number of the key or data source it came with. The same object
 * for the same credential until it or its workspace changes.
 */
export interface Caller {
  readonly workspace: Workspace;
  readonly kind: CredentialKind;
  readonly holderId: number;
  readonly actor: Actor;
}

export interface Authenticate {
  /** For the key of a link API call; credential_unknown, credential_revoked or workspace_deleted. */
  linkKey(key: HashedKey): Promise<Caller>;
  /** For the pair of an audience call; also secret_wrong. */
  dataSource(pair: HashedPair): Promise<Caller>;
}

/** The name is what its owner calls it; "" where it was revoked. */
interface NamedCredential extends Credential {
  readonly name: string;
}

const BUDGET = 4 * 1024 * 1024;
const UNKNOWN_MS = 1_000;

export function makeAuthenticate(
  db: Database,
  changes: Changes,
  workspaces: Workspaces,
): Authenticate {
  const credentials = makeMemory<NamedCredential | null>({
    load: async (keyHash) => {
      const credential = await findCredential(db.in("write"), keyHash);
      if (credential === undefined) return null;
      return { ...credential, name: (await findHolderName(db.in("write"), credential)) ?? "" };
    },
    maxBytes: BUDGET,
    // With its caller, and the context that an API makes of it.
    bytesOf: () => 1_000,
    keepMs: (credential) => (credential === null ? UNKNOWN_MS : Number.POSITIVE_INFINITY),
  });
  changes.subscribe("credential", credentials);
  const callers = new WeakMap<NamedCredential, Caller>();

  async function callerOf(
    kind: CredentialKind,
    keyHash: string,
    check: (credential: Credential) => void,
  ): Promise<Caller> {
    const credential = credentials.peek(keyHash) ?? (await credentials.get(keyHash));
    if (credential === null || credential.kind !== kind) throw new Fault("credential_unknown");
    check(credential);
    const id = String(credential.workspaceId);
    const workspace = workspaces.peek(id) ?? (await workspaces.get(id));
    if (workspace === null || workspace.deletedAt !== null) throw new Fault("workspace_deleted");
    if (credential.revoked) throw new Fault("credential_revoked");
    const known = callers.get(credential);
    if (known?.workspace === workspace) return known;
    const { holderId, name } = credential;
    const caller: Caller = {
      workspace,
      kind,
      holderId,
      actor: { kind: "key", id: holderId, name },
    };
    callers.set(credential, caller);
    return caller;
  }

  return {
    linkKey: ({ keyHash }) => callerOf("link_key", keyHash, () => {}),
    dataSource: ({ keyHash, secretHash: shown }) =>
      callerOf("data_source", keyHash, ({ secretHash }) => {
        if (secretHash === null || !sameHash(secretHash, shown)) throw new Fault("secret_wrong");
      }),
  };
}
