import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { asMember, makeMember } from "../../support/member.ts";
import { call, makeWorkspace, type TestWorkspace } from "../../support/workspace.ts";
import { ask, resultOf } from "../admin/ask.ts";

const NOW = "2026-03-02 11:05:06";

const running = useApp({ clock: () => new Date("2026-03-02T04:05:06.789Z") });

type Method = "GET" | "POST" | "PUT" | "DELETE";

interface Row {
  readonly who: object;
  readonly action: string;
  readonly target: string;
  readonly changes: object;
}

/** A workspace, and Budi, who owns it. */
async function furnish() {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const budi = await makeMember(running.app, { workspaceIds, role: "owner", name: "Budi" });
  const boss = (method: Method, path: string, body?: object, headers = {}) =>
    asMember(running.app, budi, { method, path, headers, ...(body !== undefined && { body }) });
  const audit = async () =>
    resultOf<{ extra: object; list: Row[] }>(boss("GET", "/api/workspace/v1/audit"));
  return { workspace, boss, audit };
}

describe("the audit", () => {
  test("tells who changed what, and no secret", async () => {
    const { workspace: mine, boss, audit: readAudit } = await furnish();
    const { id } = mine.context.workspace;
    const links = (method: Method, path: string, body: object) =>
      boss(method, `/api/${path}`, body);
    const byKey = (path: string, body: object) =>
      call(running.app, {
        method: "POST",
        path: `/api/${path}`,
        authorization: `APIKey ${mine.linkKey}`,
        body,
      });
    const { grpIdx } = await resultOf<{ grpIdx: number }>(
      links("POST", "link-group/v1/create", { nm: "Iklan" }),
    );
    await resultOf(
      links("PUT", "link-group/v1/update", {
        grpIdx,
        endYmdt: "2026-03-31 23:59:59",
        qrBypassYn: "Y",
        pwd: "rahasia-besar",
      }),
    );
    await resultOf(links("PUT", "link-group/v1/update", { grpIdx, nm: "Iklan" }));
    await resultOf(
      byKey("link/v2/create", { url: "https://example.com/a", brandLinkId: `a-${id}` }),
    );
    const some = ["b", "c"].map((name) => ({ url: `https://example.com/${name}` }));
    await resultOf(byKey("link/v1/createBulk", { links: some }));
    await resultOf(
      boss("PUT", "/api/workspace/v1/settings", {
        notifyEmails: ["a@b.example"],
        name: "Kopi Baru",
      }),
    );
    await resultOf(ask(running.app, "PUT", "workspaces", { workspaceIdx: id, plan: "Business" }));

    const audit = await readAudit();
    expect(audit.extra).toMatchObject({ totalCount: 6 });
    const budi = { kind: "member", name: "Budi" };
    const key = { kind: "key", name: "test" };
    const told = (who: object, action: string, target: unknown, changes: object) => ({
      auditIdx: expect.any(Number),
      atYmdt: NOW,
      who,
      action,
      target,
      changes,
    });
    const short = (slug: string) => expect.stringMatching(`^http://localhost:8080/${slug}$`);
    expect(audit.list).toStrictEqual([
      told({ kind: "admin", name: "admin" }, "workspace.update", "Kopi Baru", {
        plan: { old: "Enterprise", new: "Business" },
      }),
      told(budi, "workspace.update", "Kopi Baru", {
        name: { old: "Kopi Lereng", new: "Kopi Baru" },
        notifyEmails: { old: "•••", new: "•••" },
      }),
      told(key, "link.create-bulk", short("\\w+"), { links: { old: 0, new: 2 } }),
      told(key, "link.create", short(`a-${id}`), {
        url: { old: null, new: "https://example.com/a" },
        redirectType: { old: null, new: 302 },
      }),
      told(budi, "group.update", "Iklan", {
        endYmdt: { old: null, new: "2026-03-31 23:59:59" },
        qrBypassYn: { old: null, new: "Y" },
        pwd: { old: null, new: "•••" },
      }),
      told(budi, "group.create", "Iklan", { nm: { old: null, new: "Iklan" } }),
    ]);
    expect(JSON.stringify(audit)).not.toMatch(/rahasia|scrypt|a@b\.example/);
  });

  test("tells what a member did to people by their numbers alone, and not what keys did", async () => {
    const { workspace, boss, audit } = await furnish();
    const [euid] = await registered(workspace);
    const known = await boss("POST", "/v1/user/identify", { identities: { user_id: "KL-2" } });
    const other = (known.body as { data: { euid: number } }).data.euid;
    const event = { euid, event_name: "visit", itime: Date.parse("2026-03-02T04:00:00Z") };
    const secret = { kota: "Bandung" };
    const calls: readonly (readonly [Method, string, object | undefined])[] = [
      ["POST", "/v1/user/register", { identity_name: "user_id", identity_values: ["KL-2"] }],
      ["POST", "/v1/user/contact", { euid, contacts: { email: "dewi@surel.example" } }],
      ["POST", "/v1/user/property", { euid, type: "set", properties: secret }],
      ["POST", "/v1/event/report", { data: [event, { ...event, euid: other }] }],
      ["POST", "/v1/attribute", { name: "menu", type: "STRING" }],
      ["PUT", "/v1/attribute/registry", { locked: true }],
      ["PUT", "/v1/identity/allowed", { identity_name: "user_id", values: ["guest"] }],
      ["DELETE", `/v1/user?euid=${euid}`, undefined],
    ];
    for (const [method, path, body] of calls) {
      expect((await boss(method, path, body)).body, path).toMatchObject({ code: 0 });
    }
    const { list } = await audit();
    expect(list.map(({ who, action, target, changes }) => [who, action, target, changes])).toEqual(
      [
        ["person.erase", `EUID ${euid}`],
        ["identity.allow", "user_id"],
        ["attribute.lock-registry", "locked"],
        ["attribute.register", "menu"],
        ["person.report-events", `EUID ${euid}, EUID ${other}`],
        ["person.change-properties", `EUID ${euid}`],
        ["person.change-contacts", `EUID ${euid}`],
        ["person.register", `EUID ${other}`],
        ["person.identify", `EUID ${other}`],
      ].map(([action, target]) => [{ kind: "member", name: "Budi" }, action, target, {}]),
    );
  });

  test("tells nothing of a call that was refused, and once what came twice with its key", async () => {
    const { workspace, boss, audit } = await furnish();
    const [euid] = await registered(workspace);
    const wrong = { euid, type: "increase", properties: { kota: "Bandung" } };
    expect((await boss("POST", "/v1/user/property", wrong)).body).not.toMatchObject({ code: 0 });
    const once = { "idempotency-key": "sekali" };
    const right = { euid, type: "set", properties: { kota: "Bandung" } };
    for (let time = 0; time < 2; time += 1) {
      const answer = await boss("POST", "/v1/user/property", right, once);
      expect(answer.body).toMatchObject({ code: 0 });
    }
    expect((await audit()).list.map(({ action }) => action)).toEqual(["person.change-properties"]);
  });
});

/** By a key. */
async function registered({ basic }: TestWorkspace): Promise<[number]> {
  const answer = await call(running.app, {
    method: "POST",
    path: "/v1/user/register",
    authorization: `Basic ${basic}`,
    body: { identity_name: "user_id", identity_values: ["KL-1"] },
  });
  const { data } = answer.body as { data: [{ euid: number }] };
  return [data[0].euid];
}
