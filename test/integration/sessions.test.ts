import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "../../src/compose.ts";
import type { Context } from "../../src/context.ts";
import { eraseMembers } from "../../src/members/erase-members.ts";
import { makeSessions, type Sessions } from "../../src/members/find-session.ts";
import { purgeSignIns } from "../../src/members/purge-sign-ins.ts";
import { removeMember } from "../../src/members/remove-member.ts";
import { signOut } from "../../src/members/sign-out.ts";
import { trySignIn } from "../../src/members/try-sign-in.ts";
import { deleteOldAudit, eraseAudit } from "../../src/workspaces/delete-old-audit.ts";
import { listAudit } from "../../src/workspaces/list-audit.ts";
import { recordAudit } from "../../src/workspaces/record-audit.ts";
import { openTestApp, type TestAppOptions } from "../support/app.ts";
import { makeMember } from "../support/member.ts";
import { dropStorePlace, makeStorePlace, type StorePlace } from "../support/store.ts";
import { makeWorkspace } from "../support/workspace.ts";

const DAY_MS = 24 * 3_600_000;
let now = Date.parse("2026-03-02T04:05:06.789Z");
const options: TestAppOptions = { clock: () => new Date(now) };

let place: StorePlace;
let app: App;
/** Another node on the same store, where more than one can be; else the same one's other half. */
let other: App;
let context: Context;
beforeAll(async () => {
  place = await makeStorePlace();
  app = await openTestApp(place, options);
  other = place.url === null ? app : await openTestApp(place, options);
  ({ context } = app);
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  if (other !== app) await other[Symbol.asyncDispose]();
  await dropStorePlace(place);
});

const tokenOf = ({ cookie }: { cookie: string }) => cookie.slice("simpul_session=".length);
const newSessions = (of: App): Sessions => makeSessions(of.context, () => {});

describe("on every node", () => {
  test("a session ends when it is signed out, and a role with the membership", async () => {
    const { context: acting } = await makeWorkspace(app);
    const [here, there] = [newSessions(app), newSessions(other)];
    const workspaceIds = [acting.workspace.id, (await makeWorkspace(app)).context.workspace.id];
    await makeMember(app, { workspaceIds, role: "owner" });
    const member = await makeMember(app, { workspaceIds, role: "editor" });
    const token = tokenOf(member);
    expect(await there.find(token)).toMatchObject({
      member: { id: member.id },
      memberships: workspaceIds.map((workspaceId) => ({ workspaceId, role: "editor" })),
    });
    await removeMember(acting, member.id);
    await expect
      .poll(async () => (await there.find(token)).memberships)
      .toEqual([{ workspaceId: workspaceIds[1], role: "editor" }]);
    const { session } = await here.find(token);
    await signOut(context, { session, everywhere: false });
    await expect.poll(() => there.find(token).catch((error) => error.code)).toBe("session_ended");
    await here[Symbol.asyncDispose]();
    await there[Symbol.asyncDispose]();
  });

  test("wrong passwords count together, and no number at once gets past the limit", async () => {
    const attempt = (on: App) =>
      trySignIn(
        on.context,
        { email: "a@b.example", address: "198.51.100.7", claim: { share: ["test"] } },
        async () => null,
      ).then(
        () => "tried",
        (error) => error.code,
      );
    const nodes = Array.from({ length: 24 }, (_, turn) => (turn % 2 === 0 ? app : other));
    const words = await Promise.all(nodes.map(attempt));
    expect(words.filter((word) => word === "tried")).toHaveLength(10);
    expect(words.filter((word) => word === "rate_limited")).toHaveLength(14);
  });
});

test("what is over is swept away, and nothing else", async () => {
  const { id } = (await makeWorkspace(app)).context.workspace;
  const old = await makeMember(app, { workspaceIds: [id], role: "viewer" });
  now += 20 * DAY_MS;
  const young = await makeMember(app, { workspaceIds: [id], role: "viewer" });
  await purgeSignIns(context);
  const count = async (table: string, where: string) => {
    const text = `select count(*) as rows from ${table} where ${where}`;
    return (await context.db.one<{ rows: number }>({ text, values: [], foreign: true }))?.rows;
  };
  expect(await count("member_session", `member_id = ${old.id}`)).toBe(0);
  expect(await count("member_session", `member_id = ${young.id}`)).toBe(1);
  expect(await count("sign_in_attempt", "true")).toBe(0);
});

test("of an erased workspace no member, session, invitation or audit stays", async () => {
  const { context: acting } = await makeWorkspace(app);
  const { id } = acting.workspace;
  const elsewhere = (await makeWorkspace(app)).context.workspace.id;
  const gone = await makeMember(app, { workspaceIds: [id], role: "owner" });
  const kept = await makeMember(app, { workspaceIds: [id, elsewhere], role: "owner" });
  const entry = { workspaceId: id, action: "workspace.update", target: "x" } as const;
  await context.db.transaction(async (tx) => recordAudit(acting, tx, entry));
  expect(await eraseMembers(context, id)).toBe(false);
  expect(await eraseAudit(context, id)).toBe(false);
  await using sessions = newSessions(app);
  await expect(sessions.find(tokenOf(gone))).rejects.toMatchObject({ code: "session_ended" });
  expect(await sessions.find(tokenOf(kept))).toMatchObject({
    memberships: [{ workspaceId: elsewhere }],
  });
  expect(await listAudit(acting, { limit: 10, offset: 0 })).toEqual({ entries: [], total: 0 });
});

test("an audit is kept for 400 days", async () => {
  const { context: acting } = await makeWorkspace(app);
  const workspaceId = acting.workspace.id;
  for (const target of ["first", "second"]) {
    const entry = { workspaceId, action: "workspace.update", target } as const;
    await context.db.transaction(async (tx) => recordAudit(acting, tx, entry));
    now += 1;
  }
  now += 400 * DAY_MS - 1;
  expect(await deleteOldAudit(context, workspaceId)).toBe(false);
  const { entries } = await listAudit(acting, { limit: 10, offset: 0 });
  expect(entries.map(({ target }) => target)).toEqual(["second"]);
});
