import { expect, test } from "vitest";
import { useDashboard, type Window } from "../support/browser.ts";
import { whoClicked } from "../support/people.ts";
import { call, makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard();

async function answerOf<Result>(
  authorization: string,
  path: string,
  body: object,
): Promise<Result> {
  const answer = await call(running.app, { method: "POST", path, authorization, body });
  expect(answer.body).toMatchObject({ code: 0 });
  const { result, data } = answer.body as { result?: Result; data?: Result };
  return (result ?? data) as Result;
}

async function makeLink({ linkKey }: TestWorkspace, brandLinkId: string): Promise<void> {
  const link = { url: "https://example.com/", brandLinkId };
  await answerOf(`APIKey ${linkKey}`, "/api/link/v2/create", link);
}

async function visit({ context }: Window, url: string): Promise<void> {
  const answer = await context.request.get(url, { maxRedirects: 0 });
  expect(answer.status()).toBe(302);
}

test("a click of a personal link stands on the page of the person it was made for", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  await makeLink(workspace, "undangan");
  const names = { identity_name: "user_id", identity_values: ["KL-0147"] };
  const basic = `Basic ${workspace.basic}`;
  const [{ euid }] = await answerOf<[{ euid: number }]>(basic, "/v1/user/register", names);
  const asked = { linkId: "undangan", domain: origin, euids: [euid] };
  const key = `APIKey ${workspace.linkKey}`;
  const [made] = await answerOf<[{ shortUrl: string }]>(key, "/api/link/v1/personalize", asked);
  await visit(await openWindow(null), made.shortUrl);
  const { id } = workspace.context.workspace;
  const counted = () => whoClicked(running.app.context.db, id);
  await expect.poll(counted, { timeout: 20_000 }).toHaveLength(1);

  const workspaceIds = [id];
  const { page, complaints } = await openWindow({ workspaceIds, role: "viewer" });
  await page.goto("/app/people");
  await page.getByLabel("EUID, identifier, e-mail or phone").fill("KL-0147");
  await page.keyboard.press("Enter");
  await page
    .getByRole("row", { name: /KL-0147/ })
    .getByRole("link")
    .first()
    .click();
  await page
    .locator(".of-click")
    .getByText(/\/undangan/)
    .first()
    .waitFor();
  await page.getByText("clicks on personal links").waitFor();
  expect(complaints).toEqual([]);
});

test("clicks go on coming after the server let go of the browser, and none comes twice", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  await makeLink(workspace, "sebelum");
  await makeLink(workspace, "sesudah");
  const workspaceIds = [workspace.context.workspace.id];
  const { page } = await openWindow({ workspaceIds, role: "viewer" });
  await page.goto("/app/");
  await page.getByText("Live", { exact: true }).waitFor();
  const visitor = await openWindow(null);
  const feed = page.locator(".feed > li");
  await visit(visitor, `${origin}/sebelum`);
  await feed.getByText("/sebelum").waitFor();

  running.app.server.server.closeAllConnections();
  await visit(visitor, `${origin}/sesudah`);
  await feed.getByText("/sesudah").waitFor();
  await page.getByText("Live", { exact: true }).waitFor();
  expect(await feed.getByText(/\/se(belum|sudah)$/).allTextContents()).toHaveLength(2);
});
