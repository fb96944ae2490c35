import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { findBarriers, useDashboard } from "../support/browser.ts";
import { call, makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard();

/** A row of the file that leads to this address, and its title in these bytes. */
const fileOf = (head: string, title: readonly number[], tail = "\r\n") =>
  Buffer.concat([Buffer.from(head, "latin1"), Buffer.from(title), Buffer.from(tail, "latin1")]);

const KOREAN = [0x8c, 0x63, 0xc4, 0xbf, 0xc7, 0xc7]; // 똠커피, its first letter of CP949 alone
const JAPANESE = [0x83, 0x4a, 0x83, 0x74, 0x83, 0x46]; // カフェ

async function titlesOf({ linkKey }: TestWorkspace): Promise<readonly string[]> {
  const range = "regStartYmdt=1970-01-01%2000:00:00&regEndYmdt=9999-12-30%2000:00:00&pages=1";
  const path = `/api/link/v1/list?${range}`;
  const authorization = `APIKey ${linkKey}`;
  const { body } = await call(running.app, { method: "GET", path, authorization });
  return (body as { result: { list: { ttl: string }[] } }).result.list.map(({ ttl }) => ttl);
}

test.for<[what: string, file: Buffer, choose: string | null, title: string]>([
  [
    "a line that tells Excel the separator, and columns without a name",
    fileOf("sep=;\r\nurl;ttl;;\r\nhttps://kopi.example/1;Kopi, susu;;\r\n", [], ""),
    null,
    "Kopi, susu",
  ],
  ["CP949", fileOf("url,ttl,,\r\nhttps://kopi.example/2,", KOREAN), "Korean", "똠커피"],
  ["Shift_JIS", fileOf("url,ttl\r\nhttps://kopi.example/3,", JAPANESE), "Japanese", "カフェ"],
  [
    "Western letters",
    fileOf("url,ttl\r\nhttps://kopi.example/4,", [0x43, 0x61, 0x66, 0xe9, 0x20, 0x80]),
    null,
    "Café €",
  ],
  [
    "UTF-16, as Excel's Unicode text",
    Buffer.from("\uFEFFurl\tttl\r\nhttps://kopi.example/5\t커피\r\n", "utf16le"),
    null,
    "커피",
  ],
])("a file of links with %s becomes the links it means", async ([, buffer, choose, title]) => {
  const workspace = await makeWorkspace(running.app);
  const workspaceIds = [workspace.context.workspace.id];
  const { page, complaints } = await openWindow({ workspaceIds, role: "editor" });
  await page.goto("/app/links/import");
  const upload = { name: "tautan.csv", mimeType: "text/csv", buffer };
  await page.locator("input[type=file]").setInputFiles(upload);
  if (choose !== null) {
    await page.getByRole("group", { name: "Which of these is right?" }).waitFor();
    const offered = page.getByRole("listitem").filter({ hasText: title });
    await offered.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await offered.getByRole("button", { name: choose }).click();
  }
  await page.getByRole("button", { name: "Make 1 link" }).click();
  await page.getByText("1 link made").waitFor();
  expect(await titlesOf(workspace)).toEqual([title]);
  expect(complaints).toEqual([]);
});

test("the clicks that the dashboard offers as CSV open rightly in a spreadsheet", async () => {
  const workspace = await makeWorkspace(running.app, { defaultDomain: null });
  const workspaceIds = [workspace.context.workspace.id];
  const authorization = `APIKey ${workspace.linkKey}`;
  const body = { url: "https://example.com/", brandLinkId: "ekspor" };
  await call(running.app, { method: "POST", path: "/api/link/v2/create", authorization, body });
  const { page, context } = await openWindow({ workspaceIds, role: "viewer" });
  const answer = await context.request.get(`${origin}/ekspor?utm_campaign=가`, { maxRedirects: 0 });
  expect(answer.status()).toBe(302);
  await page.goto(`/app/links/${new URL(origin).host}/ekspor`);
  await page.getByRole("row").filter({ hasText: "가" }).first().waitFor();
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  const bytes = await readFile(await (await downloading).path());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(bytes.toString("utf8")).toContain(",가,");
});
