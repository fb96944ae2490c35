import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { findBarriers, useDashboard } from "../support/browser.ts";
import { type Call, call, makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

const { running, origin, openWindow } = await useDashboard();

const VISITS = [
  ["", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"],
  [
    "?utm_source=ig",
    "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/138.0 Safari/537.36",
  ],
  [
    "?qr",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36",
  ],
] as const;

async function answerOf<Result>(asked: Call): Promise<Result> {
  const { body } = await call(running.app, asked);
  expect(body).toMatchObject({ code: 0 });
  const { result, data } = body as { result?: Result; data?: Result };
  return (result ?? data) as Result;
}

interface Furnished {
  readonly workspaceId: number;
  readonly grpIdx: number;
  readonly euid: number;
}

/** Links of a group that were clicked, one of them by somebody who is known. */
async function furnish(): Promise<Furnished> {
  const workspace = await makeWorkspace(running.app);
  const workspaceId = workspace.context.workspace.id;
  const links = (path: string, body: object) =>
    answerOf<unknown>({
      method: "POST",
      path: `/api/${path}`,
      authorization: `APIKey ${workspace.linkKey}`,
      body,
    });
  const group = { nm: "Harbolnas 12.12", endYmdt: "2099-12-13 23:59:59" };
  const { grpIdx } = (await links("link-group/v1/create", group)) as { grpIdx: number };
  const slug = `promo${workspaceId}`;
  const url = "https://kopilereng.example/promo/harbolnas?utm_campaign=harbolnas-12-12";
  await links("link/v2/create", { url, brandLinkId: slug, grpIdx, ttl: "Harbolnas 12.12" });
  await links("link/v2/create", { url, brandLinkId: `代官山${workspaceId}`, pwd: "kopi" });
  const euid = await knowSomebody(workspace, workspaceId);
  const made = (await links("link/v1/personalize", {
    linkId: slug,
    domain: origin,
    euids: [euid],
  })) as [{ shortUrl: string }];
  await visit(made[0].shortUrl, VISITS[0][1]);
  for (const [query, agent] of VISITS) await visit(`${origin}/${slug}${query}`, agent);
  return { workspaceId, grpIdx, euid };
}

async function knowSomebody(workspace: TestWorkspace, number: number): Promise<number> {
  const audience = <Data>(path: string, body: object) =>
    answerOf<Data>({
      method: "POST",
      path: `/v1/user/${path}`,
      authorization: `Basic ${workspace.basic}`,
      body,
    });
  const names = { identity_name: "user_id", identity_values: [`KL-${number}`] };
  const [known] = await audience<[{ euid: number }]>("register", names);
  const { euid } = known;
  const contacts = { email: "dewi@surel.example", mobile_phone: "0812-0000-0147" };
  await audience("contact", { euid, contacts: { ...contacts, landline_phone: "022 555 01" } });
  const properties = {
    name: "Dewi Anggraini",
    points: 1_754,
    favourite_menu: ["Kopi Susu Aren", "抹茶ラテ"],
    push_opt_in: true,
    last_order_at: "2026-11-21 14:22:40",
  };
  await audience("property", { euid, type: "set", properties });
  await audience("property", { euid, type: "increase", properties: { points: 86 } });
  return euid;
}

async function visit(url: string, agent: string): Promise<void> {
  const answer = await fetch(url, { redirect: "manual", headers: { "user-agent": agent } });
  expect(answer.status).toBe(302);
}

interface Screen {
  readonly name: string;
  readonly path: (of: Furnished) => string;
  readonly ready: (page: Page) => Promise<void>;
}

const row = (text: string | RegExp) => (page: Page) =>
  page.getByRole("row").filter({ hasText: text }).first().waitFor();
const label = (text: string) => (page: Page) => page.getByLabel(text).first().waitFor();
const linkOf = ({ workspaceId }: Furnished) =>
  `/app/links/${new URL(origin).host}/promo${workspaceId}`;

const SCREENS: readonly Screen[] = [
  { name: "links", path: () => "/app/links", ready: row("代官山") },
  {
    name: "no-links",
    path: () => "/app/links?q=nothing",
    ready: (page) => page.getByText("No link fits").waitFor(),
  },
  { name: "make-link", path: () => "/app/links/new", ready: label("Own link id") },
  { name: "import", path: () => "/app/links/import", ready: label("CSV file") },
  {
    name: "link",
    path: linkOf,
    ready: async (page) => {
      await page.locator("svg.world .on, svg.world .land").first().waitFor();
      await row("harbolnas-12-12")(page);
    },
  },
  {
    name: "link-settings",
    path: (of) => `${linkOf(of)}/settings`,
    ready: (page) => page.getByText("The group says it").waitFor(),
  },
  {
    name: "group-statistics",
    path: ({ grpIdx }) => `/app/groups/${grpIdx}/statistics`,
    ready: row("harbolnas-12-12"),
  },
  { name: "people", path: () => "/app/people", ready: row("dewi@surel.example") },
  {
    name: "person",
    path: ({ euid }) => `/app/people/${euid}`,
    ready: (page) => page.getByText(/^Clicked/).waitFor(),
  },
  { name: "attributes", path: () => "/app/people/attributes", ready: row("favourite_menu") },
  {
    name: "deliveries",
    path: () => "/app/deliveries",
    ready: (page) => page.getByText("No webhook was called yet").waitFor(),
  },
  { name: "settings", path: () => "/app/settings", ready: label("Time zone") },
  { name: "domains", path: () => "/app/settings/domains", ready: row("The server’s") },
  { name: "keys", path: () => "/app/settings/keys", ready: row("test") },
  { name: "members", path: () => "/app/settings/members", ready: row("Sari") },
  {
    name: "changes",
    path: () => "/app/settings/changes",
    ready: (page) => page.getByRole("table").waitFor(),
  },
  {
    name: "reference",
    path: () => "/app/reference/links?q=createBulk",
    ready: (page) => page.getByRole("row").filter({ hasText: "links[].url" }).first().waitFor(),
  },
  { name: "profile", path: () => "/app/settings/profile", ready: label("Password now") },
];

describe.for([
  ["a desktop", { width: 1280, height: 900 }],
  ["a phone", { width: 390, height: 844 }],
] as const)("on %s", ([, viewport]) => {
  test.for(["light", "dark"] as const)(
    "nothing bars anybody at work in the %s theme",
    { timeout: 180_000 },
    async (colorScheme) => {
      const furnished = await furnish();
      const member = { workspaceIds: [furnished.workspaceId], role: "owner" } as const;
      const { page, complaints, context } = await openWindow(member, { viewport, colorScheme });
      const barriers: string[] = [];
      for (const screen of SCREENS) {
        await page.goto(screen.path(furnished));
        await screen.ready(page);
        barriers.push(...(await findBarriers(page)));
      }
      expect(barriers).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

test("in Indonesian at 320 px every screen has its place", async () => {
  const furnished = await furnish();
  const member = { workspaceIds: [furnished.workspaceId], role: "viewer" } as const;
  const viewport = { width: 320, height: 640 };
  const { page } = await openWindow(member, { viewport, locale: "id-ID" });
  const places: readonly (readonly [path: string, heading: string])[] = [
    ["/app/links", "Tautan"],
    [linkOf(furnished), `${new URL(origin).host}/promo${furnished.workspaceId}`],
    ["/app/people", "Orang"],
    [`/app/people/${furnished.euid}`, "Dewi Anggraini"],
    ["/app/deliveries", "Kiriman"],
    ["/app/settings", "Pengaturan"],
  ];
  for (const [path, name] of places) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page.locator("[aria-busy]").first().waitFor({ state: "detached" });
    expect(await findBarriers(page)).toEqual([]);
  }
}, 120_000);
