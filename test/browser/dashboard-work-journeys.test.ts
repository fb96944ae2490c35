import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { useDashboard } from "../support/browser.ts";
import { call, makeWorkspace } from "../support/workspace.ts";

const { running, openWindow } = await useDashboard();

const heading = (name: string) => ({ level: 1, name }) as const;

test("a CSV of 5,000 lines with 7 bad ones is 4,993 links and a file of 7 reasons", async () => {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const { page, complaints } = await openWindow({ workspaceIds, role: "editor" });
  const bad = new Set([0, 299, 300, 1_234, 2_999, 4_000, 4_999]);
  const lines = Array.from({ length: 5_000 }, (_, at) =>
    bad.has(at) ? `kopi ${at};"bukan\nalamat"` : `https://kopi.example/${at};"Caf\u00e9; ${at}"`,
  );
  const file = Buffer.from(`URL;Title\r\n${lines.join("\r\n")}\r\n`, "latin1");

  await page.goto("/app/links/import");
  const upload = { name: "tautan.csv", mimeType: "text/csv", buffer: file };
  await page.locator("input[type=file]").setInputFiles(upload);
  await page.getByRole("button", { name: "Make 5,000 links" }).click();
  await page.getByText("4,993 links made").waitFor({ timeout: 120_000 });
  await page.getByText("7 lines were refused").waitFor();

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the refused lines" }).click();
  const refused = await readFile(await (await downloading).path(), "utf8");
  const [header, ...rows] = Papa.parse<string[]>(refused.replace("\uFEFF", "")).data;
  expect(header).toEqual(["URL", "Title", "line", "reason"]);
  // A line break within a cell is a line of the file too.
  expect(rows.map(([url, , line]) => [url, line])).toEqual(
    [...bad].map((at, before) => [`kopi ${at}`, String(at + 2 + before)]),
  );
  for (const row of rows) expect(row[3]).toContain("url");

  await page.getByRole("link", { name: "To the links" }).click();
  await page.getByText("4,993 links").waitFor();
  await page.getByText("Café; 4998").waitFor();
  expect(complaints).toEqual([]);
}, 180_000);

test("a CSV of 50 MB is read, begun, stopped, and the page goes on", async () => {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const { page, complaints } = await openWindow({ workspaceIds, role: "editor" });
  await page.goto("/app/links/import");
  // Made in the page: so much does not go through the wire that drives the browser.
  await page.locator("input[type=file]").evaluate((input: HTMLInputElement) => {
    const line = `https://kopi.example/${"a".repeat(83)}\n`;
    const files = new DataTransfer();
    files.items.add(new File(["url\n", line.repeat(500_000)], "besar.csv", { type: "text/csv" }));
    input.files = files.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
  await page.getByRole("button", { name: "Make 500,000 links" }).click();
  await page.getByText(/^[1-9][\d,]* of 500,000 lines$/).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByText("Stopped. Nothing is made twice when you go on.").waitFor();
  await page.getByRole("button", { name: "Choose another file" }).click();
  await page.getByText("Columns that may stand in it").waitFor();
  expect(complaints).toEqual([]);
}, 180_000);

test("a link is made, opened, changed and deleted", async () => {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const { page, complaints } = await openWindow({ workspaceIds, role: "editor" });
  await page.goto("/app/links");
  await page.getByRole("link", { name: "Make the first link" }).click();
  await page.getByLabel("Destination").fill("kopi.example");
  await page.getByRole("button", { name: "Make link" }).click();
  await page.getByText("An address that begins with http:// or https://.").waitFor();
  await page.getByLabel("Destination").fill("https://kopi.example/menu");
  await page.getByLabel("Own link id").fill("kopi-susu");
  await page.getByRole("button", { name: "Make link" }).click();
  await page.getByRole("heading", { level: 1, name: /\/kopi-susu$/ }).waitFor();

  await page.getByRole("button", { name: "QR code" }).click();
  await page.getByRole("img", { name: /^QR code that leads to .*kopi-susu\?qr$/ }).waitFor();
  await page.getByRole("button", { name: "Close" }).click();

  await page.getByRole("navigation", { name: "Link" }).getByText("Settings").click();
  const limit = page.getByRole("group", { name: "Click limit", exact: true });
  await limit.getByLabel("Set for this link").check();
  await limit.getByLabel("Clicks allowed").fill("5000");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.getByText("Saved. In force from the next visitor on.").waitFor();
  await limit.getByText("In force: 5,000, as the link says.").waitFor();

  await page.getByRole("button", { name: "Delete link" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete link" }).click();
  await page.getByText("No links yet").waitFor();
  expect(complaints).toEqual([]);
});

test("a viewer finds nothing to write with, and is refused where they try", async () => {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const body = { url: "https://kopi.example/", brandLinkId: "for-viewers" };
  const authorization = `APIKey ${workspace.linkKey}`;
  await call(running.app, { method: "POST", path: "/api/link/v2/create", authorization, body });
  const { page } = await openWindow({ workspaceIds, role: "viewer" });

  await page.goto("/app/links");
  await page.getByRole("link", { name: /for-viewers$/ }).click();
  await page.getByRole("navigation", { name: "Link" }).getByText("Settings").click();
  await page.getByRole("group", { name: "Password", exact: true }).waitFor();
  expect(await page.getByRole("radio").first().isDisabled()).toBe(true);
  expect(await page.getByLabel("Destination").isEditable()).toBe(false);
  expect(await page.getByRole("button", { name: "Delete link" }).count()).toBe(0);
  await page.goto("/app/links/import");
  await page.getByText("Viewers make no links.").waitFor();
  await page.goto("/app/settings");
  await page.getByText("Only owners change these settings.").waitFor();
  expect(await page.getByRole("link", { name: "Keys" }).count()).toBe(0);
  expect(await page.getByRole("link", { name: "Changes" }).count()).toBe(0);

  const codes = await page.evaluate(async () => {
    const ask = async (path: string, method: string, sent: object) => {
      const headers = { "X-Simpul": "1", "Content-Type": "application/json" };
      const answer = await fetch(path, { method, headers, body: JSON.stringify(sent) });
      return ((await answer.json()) as { code: number }).code;
    };
    return [
      await ask("/api/link/v2/create", "POST", { url: "https://kopi.example/" }),
      await ask("/api/workspace/v1/settings", "PUT", { name: "Mine" }),
      await ask("/v1/attribute/registry", "PUT", { locked: true }),
    ];
  });
  expect(codes).toEqual([40310, 40310, 55302]);
});

test("a key is shown once, opens the API, and is closed out once revoked", async () => {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const { page, complaints } = await openWindow({ workspaceIds, role: "owner" });
  await page.goto("/app/settings/keys");
  await page.getByRole("heading", heading("Settings")).waitFor();
  const keys = page.getByRole("region", { name: "Keys of the links API" });
  await keys.getByLabel("What it is for").fill("Kasir");
  await keys.getByRole("button", { name: "Make a key" }).click();
  const key = (await page.getByRole("dialog").locator("code").textContent()) ?? "";
  await page.getByRole("button", { name: "Done" }).click();
  await keys.getByRole("row", { name: /^Kasir/ }).waitFor();
  await page.reload();
  await keys.getByRole("row", { name: /^Kasir/ }).waitFor();
  expect(key).not.toBe("");
  expect(await page.content()).not.toContain(key);

  const path = "/api/link-group/v2/list?pages=1";
  const ask = () => call(running.app, { method: "GET", path, authorization: `APIKey ${key}` });
  expect((await ask()).status).toBe(200);
  await keys.getByRole("button", { name: "Revoke: Kasir" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await keys.getByRole("row", { name: /^Kasir/ }).waitFor({ state: "detached" });
  expect((await ask()).status).toBe(401);
  expect(complaints).toEqual([]);
});
