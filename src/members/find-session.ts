import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { makeMemory } from "../kit/memory.ts";
import { hashSecret } from "../workspaces/credentials.ts";
import type { Member, Membership } from "./member.ts";
import { isOpen, type Session } from "./session.ts";
import { findMemberRow, listMemberships, saveMembershipUse } from "./store/members.ts";
import { findSessionRow, saveSessionUse } from "./store/sessions.ts";

/** Who a browser's cookie stands for. */
export interface SessionCaller {
  readonly session: Session;
  readonly member: Member;
  readonly memberships: readonly Membership[];
}

export interface Sessions extends AsyncDisposable {
  /** By the token of a cookie; session_ended where it leads to nobody, or not any more. */
  find(token: string): Promise<SessionCaller>;
  /** Never waits: that a session was used is written within a minute, once for many requests. */
  note(caller: SessionCaller, workspaceId: number | null): void;
}

type KnownMember = Pick<SessionCaller, "member" | "memberships">;

const BUDGET = 2 * 1024 * 1024;
const UNKNOWN_MS = 1_000;
const EVERY_MS = 60_000;

/** What this node remembers of sessions and their members; every change is announced to all nodes. */
export function makeSessions(ctx: Context, onError: (error: Error) => void): Sessions {
  const { db, changes, clock } = ctx;
  const keepMs = (value: unknown) => (value === null ? UNKNOWN_MS : Number.POSITIVE_INFINITY);
  const sessions = makeMemory<Session | null>({
    load: async (hash) => (await findSessionRow(db.in("write"), hash)) ?? null,
    maxBytes: BUDGET,
    bytesOf: () => 500,
    keepMs,
  });
  const members = makeMemory<KnownMember | null>({
    load: async (id) => {
      const row = await findMemberRow(db.in("write"), Number(id));
      if (row === undefined) return null;
      const { passwordHash: _, ...member } = row;
      return { member, memberships: await listMemberships(db.in("write"), member.id) };
    },
    maxBytes: BUDGET,
    bytesOf: (known) => 500 + 50 * (known?.memberships.length ?? 0),
    keepMs,
  });
  changes.subscribe("session", sessions);
  changes.subscribe("member", members);
  const uses = makeUses(ctx, onError);

  async function openSession(hash: string): Promise<Session> {
    const known = await sessions.get(hash);
    if (known !== null && isOpen(known, hash, clock())) return known;
    // Other nodes write down its uses: what is remembered here may be long ago.
    sessions.forget(hash);
    const session = known === null ? null : await sessions.get(hash);
    if (session === null || !isOpen(session, hash, clock())) throw new Fault("session_ended");
    return session;
  }

  return {
    async find(token) {
      const session = await openSession(hashSecret(token));
      const known = await members.get(String(session.memberId));
      if (known === null) throw new Fault("session_ended");
      return { session, ...known };
    },
    note: ({ session }, workspaceId) => uses.note(session, workspaceId),
    [Symbol.asyncDispose]: () => uses[Symbol.asyncDispose](),
  };
}

/** Keeps when sessions and memberships were last used, a minute exact. */
function makeUses({ db, clock }: Context, onError: (error: Error) => void) {
  const used = new Map<string, { session: Session; workspaceId: number | null; at: Date }>();
  async function save(): Promise<void> {
    const pending = [...used.values()];
    used.clear();
    const background = db.in("background");
    for (const { session, workspaceId, at } of pending) {
      await saveSessionUse(background, session.id, at);
      if (workspaceId === null) continue;
      await saveMembershipUse(background, { workspaceId, memberId: session.memberId, at });
    }
  }
  const timer = setInterval(() => void save().catch(onError), EVERY_MS);
  timer.unref();
  return {
    note: (session: Session, workspaceId: number | null) =>
      void used.set(`${session.id} ${workspaceId}`, { session, workspaceId, at: clock() }),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await save().catch(onError);
    },
  };
}
