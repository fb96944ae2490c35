import { describe, expect, test } from "vitest";
import { insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { useVisitedApp } from "../../support/visitor.ts";
import { call, makeWorkspace } from "../../support/workspace.ts";

const running = useVisitedApp({ env: { SIMPUL_TRUST_PROXY: "127.0.0.1" } });
const VISITORS = 1_000;
const AT_ONCE = 50;

/** A group with a link whose code hangs somewhere, and what its owner can do. */
async function openCampaign(row: Partial<LinkRow> = {}) {
  const { linkKey, context } = await makeWorkspace(running.app);
  const ask = async (method: "GET" | "POST" | "PUT", path: string, payload?: object) => {
    const authorization = `APIKey ${linkKey}`;
    const sent = { method, path, authorization, ...(payload !== undefined && { body: payload }) };
    const { body } = await call(running.app, sent);
    expect(body).toMatchObject({ code: 0 });
    return (body as { result: unknown }).result;
  };
  const made = await ask("POST", "/api/link-group/v1/create", { nm: "Poster" });
  const { grpIdx } = made as { grpIdx: number };
  const workspaceId = context.workspace.id;
  const { slug } = await insertLinkRow(running.app.context.db, {
    workspaceId,
    groupId: grpIdx,
    url: "https://shop.example/",
    ...row,
  });
  let visitors = 0;
  const scan = (query = "?qr") => {
    visitors += 1;
    const address = `20.${visitors >> 8}.${visitors & 255}.1`;
    return running.visit({ path: `/${slug}${query}`, headers: { "x-forwarded-for": address } });
  };
  return {
    scan,
    async scanMany(): Promise<Set<number>> {
      const statuses = new Set<number>();
      for (let done = 0; done < VISITORS; done += AT_ONCE) {
        const answers = await Promise.all(Array.from({ length: AT_ONCE }, () => scan()));
        for (const { status } of answers) statuses.add(status);
      }
      return statuses;
    },
    change: (settings: object) => ask("PUT", "/api/link-group/v1/update", { grpIdx, ...settings }),
    clicks: async () => {
      const domain = encodeURIComponent("http://localhost:8080");
      const row = await ask("GET", `/api/link/v1/get?linkId=${slug}&domain=${domain}`);
      return (row as { acesCnt: number }).acesCnt;
    },
  };
}

describe("a printed QR code", () => {
  test("counts until its group says that codes bypass the link, and not from then on", async () => {
    const { scanMany, scan, change, clicks } = await openCampaign();
    expect(await scanMany()).toEqual(new Set([302]));
    await expect.poll(clicks, { timeout: 10_000 }).toBe(VISITORS);
    await change({ qrBypassYn: "Y" });
    expect(await scanMany()).toEqual(new Set([302]));
    // Counting goes in order: once this visit is counted, all before it would be.
    expect((await scan("")).status).toBe(302);
    await expect.poll(clicks, { timeout: 10_000 }).toBe(VISITORS + 1);
    await change({ qrBypassYn: "N" });
    await scan();
    await expect.poll(clicks).toBe(VISITORS + 2);
  }, 120_000);

  test.for(["?qr", "?qr=1", "?utm_source=poster&qr", "?%71r", "?qr&utm_source=poster"])(
    "is known by %s",
    async (query) => {
      const { scan, change, clicks } = await openCampaign({ qr_bypass: true });
      expect((await scan(query)).headers.location).toMatch(/^https:\/\/shop\.example\/(?!.*qr)/);
      await scan("?qrx=1");
      await expect.poll(clicks).toBe(1);
      await change({ qrBypassYn: "N" });
      await scan(query);
      await expect.poll(clicks).toBe(2);
    },
  );

  test("that bypasses the link is not asked to subscribe, and others are", async () => {
    const { scan } = await openCampaign({ qr_bypass: true, subscribes: true });
    expect((await scan()).status).toBe(302);
    expect((await scan("")).status).toBe(200);
  });

  test("that bypasses the link takes a place under its limit", async () => {
    const { scan, clicks, change } = await openCampaign({ qr_bypass: true, max_forwards: 2 });
    const statuses = [];
    for (const query of ["?qr", "", "?qr"]) statuses.push((await scan(query)).status);
    expect(statuses).toEqual([302, 302, 410]);
    await expect.poll(clicks).toBe(1);
    await change({ acesMaxCnt: 3 });
    expect((await scan()).status).toBe(302);
    expect((await scan()).status).toBe(410);
  });

  test("that bypassed the link counts towards a limit that is set later", async () => {
    const { scan, clicks, change } = await openCampaign({ qr_bypass: true });
    expect((await scan()).status).toBe(302);
    await scan("");
    await expect.poll(clicks).toBe(1);
    await change({ acesMaxCnt: 2 });
    expect((await scan()).status).toBe(410);
  });

  test.for<[string, Partial<LinkRow>, number]>([
    ["before the start", { starts_at: new Date(Date.now() + 3_600_000) }, 403],
    ["after the end", { ends_at: new Date(Date.now() - 3_600_000) }, 410],
    ["without the password", { password_hash: "scrypt$1$1$1$AA$AA" }, 401],
  ])("bypasses nothing %s", async ([, row, status]) => {
    const { scan } = await openCampaign({ qr_bypass: true, ...row });
    expect((await scan()).status).toBe(status);
  });
});
