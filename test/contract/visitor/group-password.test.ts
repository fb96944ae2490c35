import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { insertDomain } from "../../../src/workspaces/store/domains.ts";
import {
  changeGroupRow,
  insertGroupRow,
  insertLinkRow,
  type LinkRow,
} from "../../support/link-rows.ts";
import { hashPassword } from "../../support/password.ts";
import { broughtBack, typed, useVisitedApp } from "../../support/visitor.ts";

const running = useVisitedApp();
const db = () => running.app.context.db;

let kopi = "";
let susu = "";
beforeAll(async () => {
  [kopi, susu] = await Promise.all([hashPassword("kopi"), hashPassword("susu")]);
});

const group = (password_hash?: string) =>
  insertGroupRow(db(), running.workspace.id, settingsOf(password_hash));

function settingsOf(password_hash: string | undefined) {
  return password_hash === undefined ? {} : { password_hash };
}

async function link(groupId: number | null, row: Partial<LinkRow> = {}) {
  const { slug } = await insertLinkRow(db(), {
    workspaceId: running.workspace.id,
    ...(groupId !== null && { groupId }),
    ...row,
  });
  const at = { path: `/${slug}`, ...(row.host !== undefined && { host: row.host }) };
  return {
    look: async (cookie: string) => (await running.visit({ ...at, headers: { cookie } })).status,
    enter: (password: string, more: object = {}) =>
      running.visit({ ...at, ...typed(password), ...more }),
  };
}

async function ownHost(): Promise<string> {
  const { changes } = running.app.context;
  const host = `go-${randomBytes(4).toString("hex")}.example`;
  const domain = { host, workspaceId: running.workspace.id, origin: `https://${host}` };
  await db().transaction(async (tx) => {
    await insertDomain(tx, { ...domain, createdAt: new Date() });
    await changes.announce(tx, [{ kind: "host", key: host }]);
  });
  return host;
}

describe("the password of a group", () => {
  test("opens all its links once it was given at one", async () => {
    const groupId = await group(kopi);
    const links = [await link(groupId), await link(groupId, { password_hash: susu })];
    const opened = await links[0]?.enter("kopi");
    expect(opened?.status).toBe(302);
    expect(opened?.headers["set-cookie"]?.[0]?.replace(/_[\w-]{8}=[\w.-]+;/, "_…=…;")).toBe(
      "simpul_pass_…=…; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax",
    );
    const pass = opened === undefined ? "" : broughtBack(opened);
    links.push(await link(groupId));
    for (const each of links) {
      expect(await each.look("")).toBe(401);
      expect(await each.look(pass)).toBe(302);
    }
  });

  test("opens no link of another group, nor one without a group", async () => {
    const [one, other] = [await group(kopi), await group(kopi)];
    const pass = broughtBack(await (await link(one)).enter("kopi"));
    expect(await (await link(other)).look(pass)).toBe(401);
    expect(await (await link(null, { password_hash: kopi })).look(pass)).toBe(401);
  });

  test("opens links of this domain alone", async () => {
    const groupId = await group(kopi);
    const [here, there] = [await link(groupId), await link(groupId, { host: await ownHost() })];
    const pass = broughtBack(await here.enter("kopi"));
    expect(await there.look(pass)).toBe(401);
    expect(await there.look(broughtBack(await there.enter("kopi")))).toBe(302);
  });

  test("is asked for again once it changes, or the link's own holds", async () => {
    const groupId = await group(kopi);
    const [one, other] = [await link(groupId), await link(groupId, { password_hash: kopi })];
    const pass = broughtBack(await one.enter("kopi"));
    const change = (password?: string) =>
      changeGroupRow(db(), running.app.context.changes, {
        workspaceId: running.workspace.id,
        groupId,
        settings: settingsOf(password),
      });
    await change(susu);
    expect([await one.look(pass), await other.look(pass)]).toEqual([401, 401]);
    const next = broughtBack(await other.enter("susu"));
    expect([await one.look(next), await other.look(next)]).toEqual([302, 302]);
    await change();
    expect([await one.look(""), await other.look(next)]).toEqual([302, 401]);
  });

  test("of two groups: a browser keeps both passes", async () => {
    const links = [await link(await group(kopi)), await link(await group(susu))];
    const passes = [await links[0]?.enter("kopi"), await links[1]?.enter("susu")].map((answer) =>
      answer === undefined ? "" : broughtBack(answer),
    );
    expect(new Set(passes.map((pass) => pass.split("=")[0])).size).toBe(2);
    for (const each of links) expect(await each.look(passes.join("; "))).toBe(302);
  });

  test("is not that of a link in a group without one", async () => {
    const groupId = await group();
    const links = [
      await link(groupId, { password_hash: kopi }),
      await link(groupId, { password_hash: kopi }),
    ];
    const opened = await links[0]?.enter("kopi");
    const pass = opened === undefined ? "" : broughtBack(opened);
    expect(await links[0]?.look(pass)).toBe(302);
    expect(await links[1]?.look(pass)).toBe(401);
  });
});
