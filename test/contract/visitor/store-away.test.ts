import { beforeAll, describe, expect, test } from "vitest";
import { insertGroupRow, insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { hashPassword } from "../../support/password.ts";
import { whileSilent } from "../../support/silent-store.ts";
import { typed, useVisitedApp } from "../../support/visitor.ts";

const running = useVisitedApp();

async function link(row: Partial<LinkRow> = {}): Promise<string> {
  const { app, workspace } = running;
  const { slug } = await insertLinkRow(app.context.db, { workspaceId: workspace.id, ...row });
  return `/${slug}`;
}

describe("while the store does not answer", () => {
  let known = "";
  let grouped = "";
  let limited = "";
  let full = "";
  let locked = "";

  beforeAll(async () => {
    const { app, workspace } = running;
    const groupId = await insertGroupRow(app.context.db, workspace.id, { max_forwards: 0 });
    known = await link();
    grouped = await link({ groupId, max_forwards: 1 });
    limited = await link({ max_forwards: 100 });
    full = await link({ max_forwards: 1 });
    locked = await link({ password_hash: await hashPassword("kopi") });
    for (const path of [known, grouped, limited, full, full, locked]) await running.visit(path);
  });

  test("a link that is known forwards without waiting, in a group too", async () => {
    await whileSilent(running.app, async () => {
      expect((await running.visit(known)).status).toBe(302);
      expect((await running.visit(grouped)).status).toBe(302);
      expect((await running.visit({ path: known, method: "HEAD" })).status).toBe(302);
    });
  });

  test("a link that is known to be full says so, and a locked one asks", async () => {
    await whileSilent(running.app, async () => {
      expect((await running.visit(full)).status).toBe(410);
      expect((await running.visit(locked)).status).toBe(401);
    });
  });

  test("whatever needs it is asked to come again, within little more than a second", async () => {
    const unknown = await link();
    await whileSilent(running.app, async () => {
      const begun = performance.now();
      const answers = await Promise.all([
        running.visit(unknown),
        running.visit({ path: unknown, host: "unheard-of.example" }),
        running.visit(limited),
        running.visit({ path: limited, method: "HEAD" }),
        running.visit({ path: locked, ...typed("kopi") }),
      ]);
      expect(performance.now() - begun).toBeLessThan(2_000);
      for (const answer of answers) {
        expect(answer).toMatchObject({ status: 503, headers: { "retry-after": "5" } });
      }
      expect(answers[0]?.body).toContain("<h1>This link cannot be opened right now</h1>");
    });
    expect((await running.visit(unknown)).status).toBe(302);
    expect((await running.visit(limited)).status).toBe(302);
  });
});
