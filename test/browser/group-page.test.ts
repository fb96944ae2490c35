import { expect, test } from "vitest";
import { useDashboard } from "../support/browser.ts";
import { linksClient } from "../support/links-api.ts";

const { running, origin, openWindow } = await useDashboard();

test("who sets a statistics password copies the group's address, and a guest opens it", async () => {
  const api = await linksClient(running.app);
  const workspaceIds = [api.workspace.context.workspace.id];
  const grpIdx = await api.group({ nm: "Instagram, March" });
  const { page, context, complaints } = await openWindow({ workspaceIds, role: "editor" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  const address = page.getByRole("region", { name: "Public statistics of this group" });

  await page.goto(`/app/groups/${grpIdx}/statistics`);
  await page.getByRole("heading", { level: 1, name: "Instagram, March" }).waitFor();
  expect(await address.count()).toBe(0);

  await page.goto(`/app/groups/${grpIdx}/settings`);
  const setting = page.getByRole("group", { name: "Public statistics" });
  await setting.getByLabel("Set for the group").check();
  await setting.locator("input[type=password], input[type=text]").first().fill("kopi susu");
  expect(await address.count()).toBe(0);
  await page.getByRole("button", { name: /^Save/ }).click();
  await address.getByRole("button", { name: "Copy: Public statistics of this group" }).click();
  const copied = String(await page.evaluate("navigator.clipboard.readText()"));
  expect(copied).toMatch(new RegExp(`^${origin}/~g/[0-9A-Za-z]+$`));

  await page.goto(`/app/groups/${grpIdx}/statistics`);
  expect(await address.getByRole("link").getAttribute("href")).toBe(copied);
  expect(complaints).toEqual([]);

  const guest = await openWindow(null, { javaScriptEnabled: false });
  await guest.page.goto(copied);
  await guest.page.getByLabel("Password").fill("kopi susu");
  await guest.page.keyboard.press("Enter");
  await guest.page.getByRole("heading", { level: 1, name: "Instagram, March" }).waitFor();
  expect(guest.page.url()).toBe(copied);
}, 180_000);
