import { expect, test } from "vitest";
import { findBarriers, useDashboard } from "../support/browser.ts";
import { makeMember } from "../support/member.ts";
import { makeWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard();
const PASSWORD = "kopi lereng pagi";

async function team() {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const budi = await makeMember(running.app, { workspaceIds, role: "editor", name: "Budi" });
  const owner = await openWindow({ workspaceIds, role: "owner", name: "Sari" });
  await owner.page.goto("/app/settings/members");
  const role = owner.page.getByLabel("Role: Budi");
  await role.waitFor();
  return { owner, budi, role };
}

test("a member's role changes once it is confirmed, and can be taken back", async () => {
  const { owner, role } = await team();
  const { page, complaints } = owner;
  await role.selectOption("viewer");
  const asked = page.getByRole("dialog", { name: "Make Budi a viewer?" });
  await asked.getByText("Now: Editor. As Viewer: Reads, writes nothing.").waitFor();
  await asked.getByRole("button", { name: "Cancel" }).click();
  expect(await role.inputValue()).toBe("editor");
  await page.reload();
  expect(await role.inputValue()).toBe("editor");

  await role.selectOption("viewer");
  await asked.getByRole("button", { name: "Change role" }).click();
  const said = page.getByRole("status").filter({ hasText: "Budi is a viewer now." });
  await said.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await said.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("status").filter({ hasText: "Budi is an editor now." }).waitFor();
  await page.reload();
  await expect.poll(() => role.inputValue()).toBe("editor");

  await page.getByLabel("Role: Sari").selectOption("viewer");
  const own = page.getByRole("dialog", { name: "Make Sari a viewer?" });
  await own.getByText("It is your own role").waitFor();
  await own.getByRole("button", { name: "Change role" }).click();
  await own.getByRole("alert").filter({ hasText: "the only owner" }).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.getByLabel("Role: Sari").inputValue()).toBe("owner");
  expect(complaints.filter((it) => !it.includes("status of"))).toEqual([]);
});

test("an owner makes a member who lost the password a sign-in link, as the door promises", async () => {
  const { owner, budi } = await team();
  const { page } = owner;
  expect(await page.getByRole("button", { name: "Sign-in link: Sari" }).count()).toBe(0);
  await page.getByRole("button", { name: "Sign-in link: Budi" }).click();
  const asked = page.getByRole("dialog", { name: "Make a sign-in link for Budi?" });
  // Nothing is cut off, wherever in a table the dialog stands.
  expect(await asked.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  await asked.getByRole("button", { name: "Make the link" }).click();
  const made = page.getByRole("dialog", { name: "Sign-in link for Budi" });
  const url = (await made.locator("code").textContent()) ?? "";
  expect(url.startsWith(`${origin}/app/invitation?token=`)).toBe(true);
  expect(await findBarriers(page)).toEqual([]);
  await made.getByRole("button", { name: "Done" }).click();

  const visitor = await openWindow(null);
  await visitor.page.goto(url);
  await visitor.page.getByRole("heading", { name: "Choose a new password" }).waitFor();
  await visitor.page.getByLabel("Choose a password").fill(PASSWORD);
  await visitor.page.getByRole("button", { name: "Set password and sign in" }).click();
  await visitor.page.getByRole("heading", { name: "Overview" }).waitFor();
  await visitor.page.getByText("Budi").first().waitFor();
  await visitor.page.goto(url);
  await visitor.page.getByText("This link is used up or has ended").waitFor();

  await page.goto("/app/settings/changes");
  await page
    .getByRole("row")
    .filter({ hasText: "member.reset-link" })
    .getByText(budi.email)
    .waitFor();
});
