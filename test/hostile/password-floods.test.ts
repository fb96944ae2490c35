import { beforeAll, expect, test } from "vitest";
import { makeMember, type TestMember } from "../support/member.ts";
import type { VisitAnswer } from "../support/visitor.ts";
import { typed, useVisitedApp } from "../support/visitor.ts";
import { makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

const running = useVisitedApp({ env: { SIMPUL_TRUST_PROXY: "127.0.0.1" } });
const PASSWORD = "kopi tubruk pagi";

let hostile: TestWorkspace;
let other: TestWorkspace;
let member: TestMember;

beforeAll(async () => {
  hostile = await makeWorkspace(running.app);
  other = await makeWorkspace(running.app);
  member = await makeMember(running.app, {
    workspaceIds: [other.context.workspace.id],
    role: "owner",
    password: PASSWORD,
  });
  const made = await Promise.all([
    createLink(other, { brandLinkId: "locked", pwd: "kopi" }),
    createLink(hostile, { brandLinkId: "hostile", pwd: "never told" }),
  ]);
  expect(made.map(({ code }) => code)).toEqual([0, 0]);
});

interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
  readonly signal?: AbortSignal;
}

async function send({ path, method = "POST", headers, body, signal }: Sent) {
  const answer = await fetch(`http://127.0.0.1:${running.port}${path}`, {
    method,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
    ...(signal !== undefined && { signal }),
  });
  return { status: answer.status, ...((await answer.json()) as { readonly code: number }) };
}

function createLink({ linkKey }: TestWorkspace, fields: object) {
  const headers = { authorization: `APIKey ${linkKey}` };
  const body = { url: "https://kopi.example/", ttl: "Kopi", ...fields };
  return send({ path: "/api/link/v2/create", headers, body });
}

function signIn(email: string, password: string, address: string) {
  const headers = { "x-simpul": "1", "x-forwarded-for": address };
  return send({ path: "/api/session/v1/sign-in", headers, body: { email, password } });
}

function unlock(path: string, password: string, address: string): Promise<VisitAnswer> {
  const form = typed(password);
  return running.visit({ path, ...form, headers: { ...form.headers, "x-forwarded-for": address } });
}

/** Keeps so many calls under way until it is stopped; each is told its number. */
function flood(atOnce: number, call: (index: number, signal: AbortSignal) => Promise<unknown>) {
  const stop = new AbortController();
  let next = 0;
  const caller = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      next += 1;
      await call(next, stop.signal).catch(() => {});
    }
  };
  const all = Array.from({ length: atOnce }, caller);
  return {
    async stop() {
      stop.abort();
      await Promise.all(all);
    },
  };
}

async function expectOthersServed(): Promise<void> {
  expect(await unlock("/locked", "kopi", "192.0.2.7")).toMatchObject({ status: 302 });
  expect(await signIn(member.email, PASSWORD, "192.0.2.8")).toMatchObject({ status: 200, code: 0 });
  expect(await createLink(other, { pwd: "teh" })).toMatchObject({ status: 200, code: 0 });
}

test("links with 1,440 passwords being made delay nobody else, and stop with their clients", async () => {
  const headers = { authorization: `APIKey ${hostile.linkKey}` };
  const made = flood(60, (call, signal) => {
    const links = Array.from({ length: 12 }, (_, link) => ({
      url: "https://kopi.example/",
      ttl: "Kopi",
      pwd: `p${call}-${link}`,
      nonmemberSticsPwd: `s${call}-${link}`,
    }));
    return send({ path: "/api/link/v1/createBulk", headers, body: { links }, signal });
  });
  await expectOthersServed();
  await made.stop();
  expect(await createLink(hostile, { pwd: "and one more" })).toMatchObject({ code: 0 });
});

test("300 sign-ins from 300 addresses keep no visitor from a password form", async () => {
  const tried = flood(300, (index) =>
    signIn(`stranger-${index}@kopi.example`, "wrong", `198.51.${index >> 8}.${index & 255}`),
  );
  expect(await unlock("/locked", "kopi", "192.0.2.9")).toMatchObject({ status: 302 });
  await tried.stop();
});

test("300 wrong passwords on one workspace's link keep no other visitor and no member out", async () => {
  const tried = flood(300, (index) =>
    unlock("/hostile", "wrong", `203.0.${index >> 8}.${index & 255}`),
  );
  await expectOthersServed();
  await tried.stop();
});

test("300 changes of one member's own password keep no other member out", async () => {
  const rude = await makeMember(running.app, {
    workspaceIds: [hostile.context.workspace.id],
    role: "owner",
    password: PASSWORD,
  });
  const headers = { "x-simpul": "1", cookie: rude.cookie };
  const changed = flood(300, (index, signal) =>
    send({
      path: "/api/session/v1/me",
      method: "PUT",
      headers: { ...headers, "x-forwarded-for": `198.18.${index >> 8}.${index & 255}` },
      body: { password: "wrong", newPassword: "kopi luwak sore" },
      signal,
    }),
  );
  await expectOthersServed();
  await changed.stop();
});
