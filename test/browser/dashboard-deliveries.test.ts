import { expect, test } from "vitest";
import { ask, resultOf } from "../contract/admin/ask.ts";
import { useDashboard } from "../support/browser.ts";
import { answerWith, ok, useReceiver } from "../support/receiver.ts";
import { call, makeWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard({
  SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true",
});
const receiver = useReceiver();

test("what came of a delivery that is sent now shows by itself", async () => {
  const url = `${receiver.origin}/hook`;
  receiver.reply("/hook", answerWith(503));
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const workspaceIdx = workspace.context.workspace.id;
  const globalWebhook = { enableYn: "Y", callbackUrl: url, frequency: 1 };
  await resultOf(ask(running.app, "PUT", "workspaces", { workspaceIdx, globalWebhook }));
  const authorization = `APIKey ${workspace.linkKey}`;
  const body = { url: "https://example.com/", brandLinkId: "kirim" };
  await call(running.app, { method: "POST", path: "/api/link/v2/create", authorization, body });
  const workspaceIds = [workspaceIdx];
  const { page, context, complaints } = await openWindow({ workspaceIds, role: "editor" });
  expect((await context.request.get(`${origin}/kirim`, { maxRedirects: 0 })).status()).toBe(302);
  await expect.poll(() => receiver.at("/hook").length, { timeout: 20_000 }).toBeGreaterThan(0);

  await page.goto("/app/deliveries");
  const row = page.getByRole("row").filter({ hasText: "/kirim" });
  const status = row.locator(".tag");
  await row.getByText("503", { exact: true }).waitFor();
  expect(await status.textContent()).toBe("Waiting");
  receiver.reply("/hook", ok);
  await row.getByRole("button", { name: /^Send now/ }).click();
  // Sooner than the list asks by itself.
  await expect.poll(() => status.textContent(), { timeout: 8_000 }).toBe("Delivered");
  await row.getByRole("status").getByText("Delivered").waitFor();
  const chips = page.getByRole("navigation", { name: "Status" });
  await chips.getByRole("link", { name: /^Delivered\s*1$/ }).waitFor();
  await chips.getByRole("link", { name: /^Waiting\s*0$/ }).waitFor();
  expect(complaints).toEqual([]);
});
