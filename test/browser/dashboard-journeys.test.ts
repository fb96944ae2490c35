import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { listWorkspaces } from "../../src/workspaces/list-workspaces.ts";
import { updateWorkspace } from "../../src/workspaces/update-workspace.ts";
import { useDashboard, type Window } from "../support/browser.ts";
import type { MemberOf } from "../support/member.ts";
import { call, makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard();
const PASSWORD = "kopi lereng pagi";

interface GroupOfLinks {
  readonly workspace: TestWorkspace;
  readonly grpIdx: number;
  readonly path: string;
}

/** A group with one link that leads to a page of this very server. */
async function makeGroup(slug: string): Promise<GroupOfLinks> {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const authorization = `APIKey ${workspace.linkKey}`;
  const made = await call(running.app, {
    method: "POST",
    path: "/api/link-group/v1/create",
    authorization,
    body: { nm: "Harbolnas 12.12" },
  });
  const { grpIdx } = (made.body as { result: { grpIdx: number } }).result;
  const link = { url: "https://example.com/", brandLinkId: slug, grpIdx };
  const path = "/api/link/v2/create";
  const answer = await call(running.app, { method: "POST", path, authorization, body: link });
  expect(answer.body).toMatchObject({ code: 0 });
  return { workspace, grpIdx, path: `/${slug}` };
}

const editorOf = ({ workspace }: GroupOfLinks, more: Partial<MemberOf> = {}): MemberOf => ({
  workspaceIds: [workspace.context.workspace.id],
  role: "editor",
  ...more,
});

/** Where a visitor is sent, or the title of the page they meet. */
async function visit({ context }: Window, path: string): Promise<string> {
  const answer = await context.request.get(`${origin}${path}`, { maxRedirects: 0 });
  const { location } = answer.headers();
  return location ?? /<h1[^>]*>(.*?)<\/h1>/s.exec(await answer.text())?.[1] ?? "";
}

async function openSettings({ page }: Window, { grpIdx }: GroupOfLinks): Promise<void> {
  await page.goto(`/app/groups/${grpIdx}/settings`);
  await page.getByRole("heading", { level: 1, name: "Harbolnas 12.12" }).waitFor();
}

const setting = (page: Page, name: string) => page.getByRole("group", { name, exact: true });

test("who sets up makes a group and sees the first click as it comes", async () => {
  const made = await running.app.firstStart();
  const owner = await openWindow(null, { timezoneId: "Asia/Jakarta" });
  const { page } = owner;
  await page.goto(made?.setupUrl ?? "");
  await page.getByLabel("Your name").fill("Raka Pratama");
  await page.getByLabel("E-mail").fill("raka@kopi.example");
  await page.getByLabel("Choose a password").fill(PASSWORD);
  // Proposed by the browser, which is in Jakarta and asks for English.
  expect(await page.getByLabel("Time zone").inputValue()).toBe("Asia/Jakarta");
  expect(await page.getByLabel("Home country").inputValue()).toBe("ID");
  await page.getByLabel("Time zone").selectOption("Asia/Makassar");
  await page.getByLabel("Home country").selectOption({ label: "Malaysia" });
  await page.getByRole("button", { name: "Set up and go on" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  const [workspace] = await listWorkspaces(running.app.context);
  expect(workspace).toMatchObject({
    timeZone: "Asia/Makassar",
    homeCountry: "MY",
    notifyEmails: ["raka@kopi.example"],
  });

  await page.getByRole("link", { name: "Groups" }).first().click();
  await page.getByRole("link", { name: "Make a group" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Gajian Seru");
  await page.getByRole("button", { name: "Make group" }).click();
  await page.getByRole("heading", { level: 1, name: "Gajian Seru" }).waitFor();

  const link = await page.evaluate(async () => {
    const answer = await fetch("/api/link/v2/create", {
      method: "POST",
      headers: { "X-Simpul": "1", "Content-Type": "application/json" },
      body: JSON.stringify({ url: "https://example.com/", brandLinkId: "gajian" }),
    });
    return (await answer.json()) as { result: string };
  });
  expect(link.result).toBe(`${origin}/gajian`);
  await page.getByRole("link", { name: "Overview" }).first().click();
  await page.getByText("Live", { exact: true }).waitFor();
  const visitor = await openWindow(null);
  expect(await visit(visitor, "/gajian")).toBe("https://example.com/");
  await page.locator(".feed").getByText("/gajian").waitFor();
  await page.getByText("1 click in the last 5 minutes").waitFor();
  await page.getByRole("button", { name: /^Clicks 1/ }).waitFor();
  expect(owner.complaints).toEqual([]);
});

test("a change of the group meets the next visitor of its links", async () => {
  const group = await makeGroup("closing");
  const editor = await openWindow(editorOf(group));
  const visitor = await openWindow(null);
  await expect.poll(() => visit(visitor, group.path)).toBe("https://example.com/");

  await openSettings(editor, group);
  const closes = setting(editor.page, "Closes");
  await closes.getByLabel("Set for the group").check();
  await editor.page.getByRole("button", { name: "Save changes" }).click();
  await closes.getByText("Fill this in, or leave it to each link.").waitFor();
  await closes.getByLabel("Closing date and time").fill("2020-01-01T00:00");
  await editor.page.getByText("1 change not saved.").waitFor();
  await editor.page.getByRole("button", { name: "Save changes" }).click();
  await editor.page.getByText("Saved. In force from the next visitor on.").waitFor();
  await expect.poll(() => visit(visitor, group.path)).toBe("This link has ended");

  await closes.getByLabel("Left to each link").check();
  const change = closes.getByText("Changed: it was 1 Jan 2020, 00:00.");
  await change.waitFor();
  await editor.page.getByRole("button", { name: "Save changes" }).click();
  // What was said of the first time may still stand there.
  await change.waitFor({ state: "detached" });
  await expect.poll(() => visit(visitor, group.path)).toBe("https://example.com/");
  expect(editor.complaints).toEqual([]);
});

test("a setting that has no effect yet says why, until it has one", async () => {
  const group = await makeGroup("without-country");
  const { id: workspaceId } = group.workspace.context.workspace;
  const { context } = running.app;
  await updateWorkspace(context, { workspaceId, changes: { homeCountry: null } });
  const editor = await openWindow(editorOf(group));
  await openSettings(editor, group);
  const foreign = editor.page.locator('[data-setting="blockOverseasSticsYn"]');
  await foreign.locator('input[value="Y"]').check();
  await editor.page.getByRole("button", { name: "Save changes" }).click();
  await foreign
    .getByText("On, but without effect yet: the workspace has no home country")
    .waitFor();
  await updateWorkspace(context, { workspaceId, changes: { homeCountry: "ID" } });
  await openSettings(editor, group);
  await foreign.waitFor();
  expect(await foreign.getByText("without effect").count()).toBe(0);
  expect(editor.complaints).toEqual([]);
});

test("who saves second is told first what the other changed", async () => {
  const group = await makeGroup("contested");
  const [first, second] = [
    await openWindow(editorOf(group, { name: "Sari" })),
    await openWindow(editorOf(group, { name: "Budi" })),
  ];
  await openSettings(first, group);
  await openSettings(second, group);
  await setting(second.page, "QR codes skip the short link").getByLabel("On for all").check();

  await setting(first.page, "Ask to send notifications").getByLabel("Off for all").check();
  await first.page.getByRole("button", { name: "Save changes" }).click();
  await first.page.getByText("Saved. In force from the next visitor on.").waitFor();

  await second.page.getByRole("button", { name: "Save changes" }).click();
  const note = second.page.getByRole("alert");
  await note
    .getByText(/^Sari changed this group at \d\d:\d\d. See what, before you save.$/)
    .waitFor();
  await note.getByText("Notifications: left to each link → off for all").waitFor();
  const notifications = setting(second.page, "Ask to send notifications");
  expect(await notifications.getByLabel("Off for all").isChecked()).toBe(true);
  await second.page.getByText("1 change not saved.").waitFor();
  await second.page.getByRole("button", { name: "Save changes" }).click();
  await second.page.getByText("Saved. In force from the next visitor on.").waitFor();
  await first.page.reload();
  const bypass = setting(first.page, "QR codes skip the short link");
  await bypass.waitFor();
  expect(await bypass.getByLabel("On for all").isChecked()).toBe(true);
});

test("a session that ends in the middle of a form loses nothing that was typed", async () => {
  const group = await makeGroup("ending");
  const editor = await openWindow(editorOf(group, { password: PASSWORD }));
  await openSettings(editor, group);
  await setting(editor.page, "Click limit for each link").getByLabel("Set for the group").check();
  await editor.page.getByLabel("Clicks allowed on each link").fill("5000");
  await editor.context.clearCookies();
  await editor.page.getByRole("button", { name: "Save changes" }).click();
  const door = editor.page.getByRole("dialog", { name: "You were signed out" });
  await door.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await door.getByRole("button", { name: "Sign in" }).click();
  await editor.page.getByText("Saved. In force from the next visitor on.").waitFor();
  expect(await editor.page.getByLabel("Clicks allowed on each link").inputValue()).toBe("5000");
});

test("leaving with something unsaved is asked about", async () => {
  const group = await makeGroup("leaving");
  const { page } = await openWindow(editorOf(group));
  await page.goto(`/app/groups/${group.grpIdx}/settings`);
  await page.getByLabel("Name", { exact: true }).fill("Harbolnas 1.1");
  await page.getByRole("link", { name: "Overview" }).first().click();
  const asked = page.getByRole("dialog", { name: "Leave without saving?" });
  await asked.getByRole("button", { name: "Stay here" }).click();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Harbolnas 1.1");
  await page.getByRole("link", { name: "Overview" }).first().click();
  await asked.getByRole("button", { name: "Leave" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
});

test("too many wrong passwords close the door for a while, and it says so", async () => {
  const group = await makeGroup("locked");
  await openWindow(editorOf(group, { password: PASSWORD, name: "Dewi" }));
  const { page } = await openWindow(null);
  await page.goto(`/app/groups/${group.grpIdx}/settings`);
  await page.getByLabel("E-mail").fill("nobody@kopi.example");
  const enter = page.getByRole("button", { name: "Sign in" });
  const locked = page.getByText(/^Too many tries\. Try again in \d+ (?:minute|second)s?\.$/);
  const wrong = page.getByText("The e-mail and the password do not match.");
  for (let tries = 0; tries < 30 && !(await locked.isVisible()); tries++) {
    await page.getByLabel("Password", { exact: true }).fill(`wrong ${tries}`);
    const answered = page.waitForResponse((it) => it.url().endsWith("/sign-in"));
    await enter.click();
    await answered;
    await locked.or(wrong).waitFor();
  }
  await locked.waitFor();
  expect(await enter.isDisabled()).toBe(true);
  expect(await page.getByLabel("E-mail").inputValue()).toBe("nobody@kopi.example");
});
