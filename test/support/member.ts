import { randomUUID } from "node:crypto";
import type { App } from "../../src/compose.ts";
import type { Role } from "../../src/members/role.ts";
import { startSession } from "../../src/members/start-session.ts";
import { insertMember, insertMembership, nextMemberId } from "../../src/members/store/members.ts";
import { hashPassword } from "./password.ts";
import { type Answer, type Call, call } from "./workspace.ts";

/** A member whose browser is signed in. */
export interface TestMember {
  readonly id: number;
  readonly email: string;
  readonly name: string;
  /** The value of the header. */
  readonly cookie: string;
}

export interface MemberOf {
  readonly workspaceIds: readonly number[];
  readonly role: Role;
  readonly password?: string;
  readonly name?: string;
  readonly email?: string;
}

/** Of a password that nobody knows. */
const nobodys = hashPassword(randomUUID());

/** Makes a member on the built app, straight through the stores; without a password nobody signs in. */
export async function makeMember(app: App, member: MemberOf): Promise<TestMember> {
  const { context } = app;
  const { workspaceIds, role, password, name = "Sari" } = member;
  const at = context.clock();
  const id = await nextMemberId(context.db);
  const { email = `member-${id}@kopi.example` } = member;
  const passwordHash = await (password === undefined ? nobodys : hashPassword(password));
  const { token } = await context.db.transaction(async (tx) => {
    await insertMember(tx, { id, email, name, language: "en", passwordHash, at });
    for (const workspaceId of workspaceIds) {
      await insertMembership(tx, { workspaceId, memberId: id, role, at });
    }
    return startSession(context, tx, id);
  });
  return { id, email, name, cookie: `simpul_session=${token}` };
}

/** Calls as the dashboard does, in the member's browser. */
export function asMember(
  app: App,
  { cookie }: Pick<TestMember, "cookie">,
  { headers, ...asked }: Call,
): Promise<Answer> {
  return call(app, { ...asked, headers: { cookie, "x-simpul": "1", ...headers } });
}

/** The cookie that an answer gives, as a browser sends it back; "" where it takes it away. */
export function cookieOf({ headers }: Answer): string | null {
  const given = headers["set-cookie"];
  if (typeof given !== "string") return null;
  const [pair = ""] = given.split(";");
  return pair.endsWith("=") ? "" : pair;
}
