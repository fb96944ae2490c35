import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { findBarriers, useDashboard } from "../support/browser.ts";
import { insertClicks, makeMonths } from "../support/clicks.ts";
import { call, makeWorkspace } from "../support/workspace.ts";

const { running, openWindow } = await useDashboard();

const MANY = 1_409;

/** Two groups, of which the newer is clicked less, and links with more clicks than three digits. */
async function furnish(): Promise<{ workspaceId: number; grpIdx: number }> {
  const workspace = await makeWorkspace(running.app, { timeZone: "UTC" });
  const { db, workspace: owner, clock } = workspace.context;
  const post = async <Result>(path: string, body: object): Promise<Result> => {
    const authorization = `APIKey ${workspace.linkKey}`;
    const answer = await call(running.app, { method: "POST", path, authorization, body });
    expect(answer.body).toMatchObject({ code: 0 });
    return (answer.body as { result: Result }).result;
  };
  const group = (nm: string, settings: object) =>
    post<{ grpIdx: number }>("/api/link-group/v1/create", { nm, ...settings });
  const { grpIdx } = await group("Harbolnas 12.12", {
    strtYmdt: "2026-03-01 00:00:00",
    endYmdt: "2099-12-13 23:59:59",
    acesMaxCnt: 500_000,
  });
  const { grpIdx: other } = await group("Loyal customers", { pwd: "kopi" });
  const url = "https://kopilereng.example/";
  for (const [brandLinkId, ttl] of [
    ["tumbler", "Tumbler 12.12"],
    ["beans", "Beans"],
    ["quiet", "Nobody clicks here"],
  ]) {
    const named = { url, ttl, brandLinkId: `${brandLinkId}-${owner.id}`, grpIdx };
    await post("/api/link/v2/create", named);
  }
  const rows = await db.all<{ id: number; title: string }>(sql`
    select link_id as id, title from link where workspace_id = ${owner.id}::bigint`);
  const idOf = (title: string) => rows.find((row) => row.title === title)?.id ?? 0;
  const at = clock();
  const month = at.toISOString().slice(0, 7);
  await makeMonths(db, month, month);
  const clicks = (linkId: number, groupId: number, count: number, first: number) =>
    Array.from({ length: count }, (_, n) => ({
      at,
      linkId,
      groupId,
      firstOfDay: n < first,
      qr: n < 12 && first > 1,
      euid: n < 40 ? 10_000_001 + (n % 2) : null,
    }));
  await insertClicks(db, owner.id, [
    ...clicks(idOf("Tumbler 12.12"), grpIdx, MANY, 1_204),
    ...clicks(idOf("Beans"), grpIdx, 40, 1),
    ...clicks(idOf("Beans"), other, 7, 1),
  ]);
  return { workspaceId: owner.id, grpIdx };
}

let furnished: { workspaceId: number; grpIdx: number };
beforeAll(async () => {
  furnished = await furnish();
});

const names = (page: Page) => page.locator("tbody th a").allTextContents();
const open = (options: object = {}) =>
  openWindow({ workspaceIds: [furnished.workspaceId], role: "owner" }, options);

test("groups are ranked by the figure that the reader chooses, which the address keeps", async () => {
  const { page, complaints } = await open();
  await page.goto("/app/groups");
  await page.getByRole("link", { name: "Ranking" }).click();
  await page.getByRole("row", { name: /Harbolnas/ }).waitFor();
  await expect.poll(() => names(page)).toEqual(["Harbolnas 12.12", "Loyal customers"]);
  const clicks = page.getByRole("columnheader", { name: "Clicks" });
  expect(await clicks.getAttribute("aria-sort")).toBe("descending");
  await page.getByRole("button", { name: "Clicks" }).click();
  await page.waitForURL(/order=asc/);
  await expect.poll(() => names(page)).toEqual(["Loyal customers", "Harbolnas 12.12"]);
  expect(await clicks.getAttribute("aria-sort")).toBe("ascending");
  await page.getByRole("button", { name: "QR scans" }).click();
  await page.getByRole("button", { name: "Today" }).click();
  await page.waitForURL(/period=today/);
  await page.reload();
  await expect.poll(() => names(page)).toEqual(["Harbolnas 12.12", "Loyal customers"]);
  const scans = page.getByRole("columnheader", { name: "QR scans" });
  expect(await scans.getAttribute("aria-sort")).toBe("descending");
  expect(complaints).toEqual([]);
});

test("a group's page ranks its links, and one leads to its own page", async () => {
  const { page } = await open();
  await page.goto(`/app/groups/${furnished.grpIdx}/statistics`);
  await page.locator("nav.sub").getByRole("link", { name: "Links" }).click();
  await page.getByRole("row", { name: /Tumbler/ }).waitFor();
  const cells = await page.getByRole("row", { name: /Beans/ }).locator("td").allTextContents();
  expect(cells).toEqual(["40", "1", "0", "+40 · new"]);
  await page.locator("tbody th a").first().click();
  await page.getByRole("heading", { level: 1, name: /tumbler/ }).waitFor();
});

test("on a phone the order is chosen above the rows", async () => {
  const { page } = await open({ viewport: { width: 390, height: 844 } });
  await page.goto("/app/links/ranking");
  await page.getByLabel("Sort by").selectOption({ label: "Clicks, lowest first" });
  await expect.poll(async () => (await names(page))[0]).toMatch(/quiet/);
});

test("a number stays on one line, however narrow its column", async () => {
  const { page } = await open({ viewport: { width: 1_440, height: 900 } });
  for (const path of ["/app/links", "/app/links/ranking"]) {
    await page.goto(path);
    const number = page.locator("td.r span", { hasText: "1,409" }).first();
    await number.waitFor();
    const lines = await number.evaluate((span) => span.getClientRects().length);
    expect(lines).toBe(1);
  }
});

test("a list of groups shows all that is set for each of them", async () => {
  const { page } = await open();
  await page.goto("/app/groups");
  const tags = (name: RegExp) => page.getByRole("row", { name }).locator(".tag").allTextContents();
  await page.getByRole("row", { name: /Harbolnas/ }).waitFor();
  expect(await tags(/Harbolnas/)).toEqual(["Opening", "Closing", "Click limit"]);
  expect(await tags(/Loyal/)).toEqual(["Password"]);
});

test("known people are people, not clicks", async () => {
  const { page } = await open();
  await page.goto("/app/");
  const figure = page.locator(".figs > *", { hasText: "Known people" });
  await expect.poll(() => figure.locator("b").textContent()).toBe("2");
});

describe.for([
  ["a desktop", { width: 1_280, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
  ["a small phone", { width: 320, height: 640 }],
] as const)("on %s", ([, viewport]) => {
  test.for(["light", "dark"] as const)(
    "rankings bar nobody in the %s theme",
    { timeout: 120_000 },
    async (colorScheme) => {
      const locale = viewport.width === 320 ? "id-ID" : "en-GB";
      const { page, complaints, context } = await open({ viewport, colorScheme, locale });
      for (const path of [
        "/app/groups",
        "/app/groups/ranking",
        "/app/links/ranking?sort=change",
        `/app/groups/${furnished.grpIdx}/links`,
      ]) {
        await page.goto(path);
        await page.locator("tbody th a").first().waitFor();
        expect(await findBarriers(page)).toEqual([]);
        const folder = process.env["SCREENSHOTS"];
        const name = `${path.replaceAll(/\W+/g, "-")}-${viewport.width}-${colorScheme}.png`;
        if (folder) await page.screenshot({ path: `${folder}/${name}`, fullPage: true });
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
