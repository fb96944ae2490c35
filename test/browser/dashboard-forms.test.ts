import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { findBarriers, useDashboard } from "../support/browser.ts";
import type { MemberOf } from "../support/member.ts";
import { call, makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard();
const PASSWORD = "kopi lereng pagi";

const editorOf = ({ context }: TestWorkspace, more: Partial<MemberOf> = {}): MemberOf => ({
  workspaceIds: [context.workspace.id],
  role: "editor",
  ...more,
});

async function links(workspace: TestWorkspace, path: string, body: object): Promise<unknown> {
  const authorization = `APIKey ${workspace.linkKey}`;
  const asked = { method: "POST", path: `/api/${path}`, authorization, body } as const;
  const answer = await call(running.app, asked);
  expect(answer.body).toMatchObject({ code: 0 });
  return (answer.body as { result: unknown }).result;
}

async function makeGroups(workspace: TestWorkspace, ...names: readonly string[]) {
  const made: number[] = [];
  for (const nm of names) {
    const { grpIdx } = (await links(workspace, "link-group/v1/create", { nm })) as {
      grpIdx: number;
    };
    made.push(grpIdx);
  }
  return made;
}

/** The link's page in the dashboard, without what stands behind it. */
async function makeLink(workspace: TestWorkspace, slug: string): Promise<string> {
  const link = { url: "https://example.com/", brandLinkId: slug };
  const shortUrl = (await links(workspace, "link/v2/create", link)) as string;
  return `/app/links/${shortUrl.replace(/^https?:\/\//, "")}`;
}

const currentTabs = (page: Page) => page.locator(".sub a[aria-current=page]").allTextContents();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? "");

test("of the tabs of a page one is the current one, also behind a query", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const path = await makeLink(workspace, "satu-tab");
  const { page } = await openWindow(editorOf(workspace));
  for (const [address, tab] of [
    [path, "Statistics"],
    [`${path}?period=7`, "Statistics"],
    [`${path}/settings`, "Settings"],
    ["/app/people/attributes", "Attributes"],
    ["/app/settings/members", "Members"],
  ] as const) {
    await page.goto(address);
    await page.locator(".sub a[aria-current=page]").first().waitFor();
    expect(await currentTabs(page), address).toEqual([tab]);
  }
});

test("Enter in a field saves, as it makes a link, and the focus stays in the field", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const [grpIdx] = await makeGroups(workspace, "Gajian Seru");
  const path = await makeLink(workspace, "simpan-enter");
  const owner = await openWindow({ ...editorOf(workspace), role: "owner" });
  const { page, complaints } = owner;
  for (const [address, label, value, note] of [
    [`${path}/settings`, "Destination", "https://example.com/baru", "Saved."],
    [`/app/groups/${grpIdx}/settings`, "Name", "Gajian Baru", "Saved."],
    ["/app/settings", "Name", "Kopi Baru", "Saved"],
  ] as const) {
    await page.goto(address);
    const field = page.getByLabel(label, { exact: true }).first();
    await field.fill(value);
    await page.getByText("1 change not saved.").waitFor();
    await field.press("Enter");
    await page.locator(".note.good").getByText(note).waitFor();
    await page.getByText("1 change not saved.").waitFor({ state: "detached" });
    expect(await focused(page), address).toBe(await field.getAttribute("id"));
    await page.reload();
    await expect.poll(() => field.inputValue()).toBe(value);
  }
  expect(complaints).toEqual([]);
});

test("after saving or discarding by keyboard the focus is back in the field, not lost", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const [grpIdx] = await makeGroups(workspace, "Gajian Seru");
  const path = await makeLink(workspace, "fokus");
  const { page } = await openWindow({ ...editorOf(workspace), role: "owner" });
  for (const [address, label] of [
    [`${path}/settings`, "Title"],
    [`/app/groups/${grpIdx}/settings`, "Name"],
    ["/app/settings", "Name"],
  ] as const) {
    await page.goto(address);
    const field = page.getByLabel(label, { exact: true }).first();
    const id = (await field.getAttribute("id")) ?? "";
    for (const button of ["Save changes", "Discard"]) {
      await field.fill(`Nama ${button}`);
      const press = page.getByRole("button", { name: button });
      // As the keyboard does, from the field to the button.
      await press.focus();
      await page.keyboard.press("Enter");
      await press.waitFor({ state: "detached" });
      await expect.poll(() => focused(page), { message: `${address} ${button}` }).toBe(id);
    }
  }
});

test("what is refused begins the window's title with it until it is mended", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const path = await makeLink(workspace, "salah");
  const [grpIdx] = await makeGroups(workspace, "Gajian Seru");
  await openWindow(editorOf(workspace, { password: PASSWORD, email: "dewi@kopi.example" }));

  const door = await openWindow(null);
  await door.page.goto("/app/sign-in");
  await door.page.getByLabel("E-mail").fill("dewi@kopi.example");
  await door.page.getByLabel("Password", { exact: true }).fill("bukan ini");
  expect(await door.page.title()).toBe("Sign in · Simpul");
  await door.page.getByRole("button", { name: "Sign in" }).click();
  await door.page.getByRole("alert").waitFor();
  expect(await door.page.title()).toBe("Error: Sign in · Simpul");
  await door.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await door.page.getByRole("button", { name: "Sign in" }).click();
  await door.page.getByRole("heading", { name: "Overview" }).waitFor();
  expect(await door.page.title()).toBe("Overview · Simpul");

  for (const [address, label, wrong] of [
    [`${path}/settings`, "Destination", "bukan alamat"],
    [`/app/groups/${grpIdx}/settings`, "Name", ""],
  ] as const) {
    await door.page.goto(address);
    const field = door.page.getByLabel(label, { exact: true }).first();
    await field.fill(wrong);
    await field.press("Enter");
    await expect.poll(() => door.page.title()).toMatch(/^Error: /);
    expect(await focused(door.page)).toBe(await field.getAttribute("id"));
    await field.fill("https://example.com/betul");
    await expect.poll(() => door.page.title()).not.toMatch(/^Error: /);
  }

  const { page } = await openWindow(null, { locale: "id-ID" });
  await page.goto("/app/sign-in");
  await page.getByLabel("E-mail").fill("dewi@kopi.example");
  await page.getByLabel("Kata sandi", { exact: true }).fill("bukan ini");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.title()).toBe("Kesalahan: Masuk · Simpul");
});

test.for([
  ["a desktop", { width: 1440, height: 900 }, 24],
  ["a phone", { width: 390, height: 844 }, 44],
] as const)("on %s the password's eye and the groups to choose are large enough", async (of) => {
  const [, viewport, least] = of;
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  await makeGroups(workspace, "Gajian Seru");
  const door = await openWindow(null, { viewport });
  await door.page.goto("/app/sign-in");
  const eye = door.page.getByRole("button", { name: "Show the password" });
  const { width = 0, height = 0 } = (await eye.boundingBox()) ?? {};
  expect([width, height].every((it) => it >= least)).toBe(true);
  await door.page.getByLabel("Password", { exact: true }).fill("kopi");
  await door.page.keyboard.press("Tab");
  await door.page.keyboard.press("Enter");
  const type = () => door.page.getByLabel("Password", { exact: true }).getAttribute("type");
  expect(await type()).toBe("text");
  expect(await findBarriers(door.page)).toEqual([]);

  const { page } = await openWindow(editorOf(workspace), { viewport });
  await page.goto("/app/links/new");
  await page.getByRole("combobox", { name: "Group" }).click();
  const option = page.getByRole("option", { name: "Gajian Seru" });
  await option.waitFor();
  expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(least - 8);
  expect(await option.evaluate((it) => getComputedStyle(it).paddingLeft)).toBe("12px");
});

test("typing a part of a group's name and Enter picks it, at once or after a while", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  await makeGroups(workspace, "Gajian Seru", "Harbolnas 12.12");
  const { page } = await openWindow(editorOf(workspace));
  for (const address of ["/app/links/new", "/app/links?q=x"]) {
    await page.goto(address);
    const picker = page.getByRole("combobox", { name: "Group" });
    await picker.click();
    await page.getByRole("option", { name: "Harbolnas 12.12" }).waitFor();
    await picker.pressSequentially("gaj");
    const options = page.getByRole("listbox").getByRole("option");
    await expect.poll(() => options.allTextContents()).toEqual(["Gajian Seru"]);
    await page.keyboard.press("Enter");
    await options.first().waitFor({ state: "detached" });
    await expect.poll(() => picker.inputValue()).toBe("Gajian Seru");

    // Before the server has said anything, also of a name that was never listed.
    await page.reload();
    await picker.click();
    await picker.pressSequentially("harb");
    await page.keyboard.press("Enter");
    await expect.poll(() => picker.inputValue()).toBe("Harbolnas 12.12");
    expect(new URL(page.url()).pathname).toBe(address.replace(/\?.*/, ""));
  }
});

test("an address without a page keeps the ways to all others", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const [grpIdx = 0] = await makeGroups(workspace, "Gajian Seru");
  const { page } = await openWindow(editorOf(workspace));
  await page.goto(`/app/groups/${grpIdx}`);
  await page.getByRole("heading", { level: 1, name: "Gajian Seru" }).waitFor();
  expect(page.url()).toBe(`${origin}/app/groups/${grpIdx}/statistics`);
  for (const path of ["tidak-ada", "groups/1/2/3", "settings/nothing", "people/1/2", "links/x"]) {
    await page.goto(`/app/${path}`);
    await page
      .getByRole("heading", { level: 1, name: "There is no page at this address" })
      .waitFor();
    expect(await page.getByRole("main").count()).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: "Links" })
      .click();
    await page.getByRole("heading", { level: 1, name: "Links" }).waitFor();
  }
});
