import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findBarriers, useDashboard } from "../support/browser.ts";
import { call, makeWorkspace } from "../support/workspace.ts";

const { running, openWindow } = await useDashboard();

const phone = { width: 390, height: 844 };
const narrow = { width: 320, height: 640 };
const desktop = { width: 1280, height: 900 };

/** A workspace with a group that says something of every kind. */
async function furnish(): Promise<{ workspaceId: number; grpIdx: number }> {
  const workspace = await makeWorkspace(running.app);
  const group = {
    nm: "東京ポップアップ · 代官山 dengan nama yang panjangsekalitanpaspasi",
    memo: "Semua kanal promo 12.12.",
    strtYmdt: "2026-03-01 00:00:00",
    endYmdt: "2099-12-13 23:59:59",
    expireUrl: "https://kopilereng.example/promo-selesai",
    pwd: "kopi",
    acesMaxCnt: 5_000,
    notfSubscYn: "Y",
    qrBypassYn: "N",
  };
  const answer = await call(running.app, {
    method: "POST",
    path: "/api/link-group/v1/create",
    authorization: `APIKey ${workspace.linkKey}`,
    body: group,
  });
  const { grpIdx } = (answer.body as { result: { grpIdx: number } }).result;
  return { workspaceId: workspace.context.workspace.id, grpIdx };
}

interface Screen {
  readonly name: string;
  readonly path: (grpIdx: number) => string;
  readonly ready: (page: Page) => Promise<void>;
}

const heading = (name: string) => (page: Page) =>
  page.getByRole("heading", { level: 1, name }).waitFor();

const SCREENS: readonly Screen[] = [
  {
    name: "overview",
    path: () => "/app/",
    ready: async (page) => {
      await page.locator(".chart").waitFor();
      await page.getByText("Live", { exact: true }).waitFor();
    },
  },
  {
    name: "overview of today",
    path: () => "/app/?period=today&figure=people",
    ready: (page) => page.locator(".chart").waitFor(),
  },
  { name: "groups", path: () => "/app/groups", ready: (page) => page.getByRole("table").waitFor() },
  {
    name: "no group of that name",
    path: () => "/app/groups?q=nothing",
    ready: (page) => page.getByText("No group has").waitFor(),
  },
  { name: "making a group", path: () => "/app/groups/new", ready: heading("Make a group") },
  {
    name: "settings of a group",
    path: (grpIdx) => `/app/groups/${grpIdx}/settings`,
    ready: async (page) => {
      await page.getByText("No link says otherwise").first().waitFor();
      await page
        .getByRole("group", { name: "Public statistics" })
        .getByText("Set for the group")
        .click();
      await page.getByText("1 change not saved.").waitFor();
    },
  },
  {
    name: "a page that is not there",
    path: () => "/app/nowhere",
    ready: (page) => page.getByText("There is no page").waitFor(),
  },
];

describe.for([
  ["a desktop", desktop],
  ["a phone", phone],
] as const)("on %s", ([, viewport]) => {
  test.for(["light", "dark"] as const)(
    "nothing bars anybody in the %s theme",
    { timeout: 240_000 },
    async (colorScheme) => {
      const { workspaceId, grpIdx } = await furnish();
      const member = { workspaceIds: [workspaceId], role: "editor" } as const;
      const { page, complaints, context } = await openWindow(member, { viewport, colorScheme });
      const barriers: string[] = [];
      for (const screen of SCREENS) {
        await page.goto(screen.path(grpIdx));
        await screen.ready(page);
        barriers.push(...(await findBarriers(page)));
      }
      const nobody = await openWindow(null, { viewport, colorScheme });
      await nobody.page.goto("/app/sign-in");
      await heading("Sign in")(nobody.page);
      barriers.push(...(await findBarriers(nobody.page)));
      expect(barriers).toEqual([]);
      await Promise.all([context.close(), nobody.context.close()]);
      // The first question to the server is whether somebody is signed in.
      const refused = /the server responded with a status of 401/;
      expect([...complaints, ...nobody.complaints.filter((it) => !refused.test(it))]).toEqual([]);
    },
  );
});

test("in Indonesian at 320 px everything has its place", async () => {
  const { workspaceId, grpIdx } = await furnish();
  const member = { workspaceIds: [workspaceId], role: "viewer" } as const;
  const { page } = await openWindow(member, { viewport: narrow, locale: "id-ID" });
  await page.goto("/app/");
  await heading("Ringkasan")(page);
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Lainnya" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Akun:/ })
    .waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.goto(`/app/groups/${grpIdx}/settings`);
  await page.getByText("Yang dijumpai pengunjung").waitFor();
  expect(await findBarriers(page)).toEqual([]);
  expect(await page.getByRole("radio").first().isDisabled()).toBe(true);
  expect(await page.getByRole("button", { name: "Hapus grup" }).count()).toBe(0);
});

test("a workspace without groups is told what groups are for", async () => {
  const workspace = await makeWorkspace(running.app);
  const member = { workspaceIds: [workspace.context.workspace.id], role: "owner" } as const;
  const { page } = await openWindow(member);
  await page.goto("/app/groups");
  await page.getByRole("heading", { name: "Change many links at once" }).waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("link", { name: "Make the first group" }).click();
  await heading("Make a group")(page);
});
