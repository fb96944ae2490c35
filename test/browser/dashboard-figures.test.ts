import { expect, test } from "vitest";
import { useDashboard } from "../support/browser.ts";
import { insertClicks, makeMonths } from "../support/clicks.ts";
import { type Answer, call, makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard();

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** A zone in which it is about noon now, so that the day before has hours on both sides. */
function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  return ahead === 0 ? "Etc/UTC" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
}

const viewerOf = ({ context }: TestWorkspace) =>
  ({ workspaceIds: [context.workspace.id], role: "viewer" }) as const;

async function putClicks(workspace: TestWorkspace, clicks: readonly (readonly [Date, number])[]) {
  const { db } = running.app.context;
  const months = clicks.map(([at]) => at.toISOString().slice(0, 7)).sort();
  await makeMonths(db, months[0] ?? "", months.at(-1) ?? "");
  const rows = clicks.flatMap(([at, count]) =>
    Array.from({ length: count }, () => ({ at, linkId: 404_040, firstOfDay: true })),
  );
  await insertClicks(db, workspace.context.workspace.id, rows);
}

test("today stands beside the same part of yesterday, a month beside that of the month before", async () => {
  const workspace = await makeWorkspace(running.app, { timeZone: zoneAtNoon() });
  const now = Date.now();
  await putClicks(workspace, [
    [new Date(now - DAY_MS - 6 * HOUR_MS), 2],
    [new Date(now - DAY_MS + 6 * HOUR_MS), 50],
    [new Date(now - 2 * HOUR_MS), 3],
  ]);
  const { page, complaints } = await openWindow(viewerOf(workspace));
  await page.goto("/app/?period=today");
  await page.getByRole("button", { name: "Clicks 3 +50% vs 2" }).waitFor();
  await page
    .locator(".lead")
    .getByText(/, compared with .+ until \d\d:\d\d$/)
    .waitFor();

  await page.goto("/app/?period=month");
  const lead = page.locator(".lead").getByText(/, compared with 1\b/);
  await lead.waitFor();
  expect(complaints).toEqual([]);
});

test("clicks of before the page was opened are in the last minutes, also after a reload", async () => {
  const workspace = await makeWorkspace(running.app);
  const at = new Date(Date.now() - 60_000);
  await putClicks(workspace, [
    [new Date(Date.now() - 20 * 60_000), 700],
    [at, 45],
  ]);
  const { page } = await openWindow(viewerOf(workspace));
  for (const open of [() => page.goto("/app/"), () => page.reload()]) {
    await open();
    await page.getByText("45 clicks in the last 5 minutes").waitFor();
    await page.getByRole("img", { name: /over the last 30 minutes, from 0 to 700$/ }).waitFor();
    expect(await page.locator(".feed > li").count()).toBe(30);
  }
});

test("a count of overridden links leads to those links, in every setting", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const authorization = `APIKey ${workspace.linkKey}`;
  const post = async (path: string, body: object): Promise<Answer> => {
    const answer = await call(running.app, {
      method: "POST",
      path: `/api/${path}`,
      authorization,
      body,
    });
    expect(answer.body).toMatchObject({ code: 0 });
    return answer;
  };
  const settings = { nm: "Harbolnas", endYmdt: "2099-12-12 23:59:59", qrBypassYn: "N", pwd: "a" };
  const { body } = await post("link-group/v1/create", settings);
  const { grpIdx } = (body as { result: { grpIdx: number } }).result;
  const url = "https://example.com/";
  const make = (brandLinkId: string, own: object) =>
    post("link/v2/create", { url, brandLinkId, grpIdx, ...own });
  await make("tutup-sendiri", { endYmdt: "2098-01-01 00:00:00" });
  await make("qr-sendiri", { qrBypassYn: "Y" });
  await make("sandi-sendiri", { pwd: "b" });
  await make("biasa", {});

  const { page, complaints } = await openWindow(viewerOf(workspace));
  for (const [setting, slug] of [
    ["Closes", "tutup-sendiri"],
    ["QR codes skip the short link", "qr-sendiri"],
    ["Password", "sandi-sendiri"],
  ] as const) {
    await page.goto(`/app/groups/${grpIdx}/settings`);
    const row = page.getByRole("group", { name: setting, exact: true });
    await row.locator(".effect a").click();
    await page.getByLabel("Overridden by the group").waitFor();
    await page.locator(".pager").getByText("1 link", { exact: true }).waitFor();
    expect(await page.getByRole("row").getByRole("link", { name: /\// }).allTextContents()).toEqual(
      [`${new URL(origin).host}/${slug}`],
    );
  }
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByText("4 links", { exact: true }).waitFor();
  expect(complaints).toEqual([]);
});
