import type { Browser, BrowserContext, Page, Worker } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sql } from "../../src/db/sql.ts";
import { insertLinkRow, type LinkRow } from "../support/link-rows.ts";
import { linksClient } from "../support/links-api.ts";
import { hashPassword } from "../support/password.ts";
import { whoClicked } from "../support/people.ts";
import { makeBrowser, openPushService } from "../support/push.ts";
import { useVisitedApp } from "../support/visitor.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { openBrowser, type PageServer, phone, servePages, withContext } from "./stage.ts";

// Headless Chromium names itself in a way that is a bot's.
const userAgent =
  "Mozilla/5.0 (Linux; Android 14; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";

const running = useVisitedApp({ env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" } });
let browser: Browser;
let shop: PageServer;

beforeAll(async () => {
  browser = await openBrowser();
  shop = await servePages();
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await shop?.[Symbol.asyncDispose]();
});

const { subscription } = makeBrowser();

/** The end of the push service, which no headless browser reaches. */
function subscribeBy({ endpoint, p256dh, auth }: typeof subscription): string {
  const told = JSON.stringify({ endpoint, expirationTime: null, keys: { p256dh, auth } });
  return `PushManager.prototype.subscribe = async (options) => {
    window.askedOfPush = [options.userVisibleOnly, options.applicationServerKey.length];
    return { toJSON: () => (${told}) };
  };`;
}

interface Journey {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly url: string;
  /** Stored subscriptions, and clicks, of the link's workspace. */
  readonly stored: () => Promise<unknown[]>;
  readonly clicks: () => Promise<unknown[]>;
}

interface Setting {
  readonly permission?: "granted" | "denied" | "prompt";
  readonly link?: Partial<LinkRow>;
  readonly javaScriptEnabled?: boolean;
  readonly script?: string;
}

/** A link that asks, and a browser that was never there. */
async function journey(setting: Setting, go: (journey: Journey) => Promise<void>): Promise<void> {
  const { db } = running.app.context;
  const workspaceId = (await makeWorkspace(running.app)).context.workspace.id;
  const url = `${shop.origin}/destination`;
  const { slug } = await insertLinkRow(db, { workspaceId, url, subscribes: true, ...setting.link });
  const origin = `http://localhost:${running.port}`;
  const { javaScriptEnabled = true, permission = "granted" } = setting;
  await withContext(browser, { viewport: phone, userAgent, javaScriptEnabled }, async (context) => {
    // Whatever is not among those granted is denied.
    await context.grantPermissions(permission === "granted" ? ["notifications"] : [], { origin });
    await context.addInitScript(setting.script ?? subscribeBy(subscription));
    if (permission === "prompt") await context.addInitScript(undecided);
    const page = await context.newPage();
    await go({
      page,
      context,
      url: `${origin}/${slug}`,
      stored: () =>
        db.all(sql`
          select endpoint, p256dh, auth from push_subscription
           where workspace_id = ${workspaceId}::bigint`),
      clicks: () => whoClicked(db, workspaceId),
    });
  });
}

/** The browser's own question, which nobody can answer without a head, answered with no. */
const undecided = `Object.defineProperty(Notification, "permission", { get: () => "default" });
  Notification.requestPermission = async () => "denied";`;

const arrival = (query = "") => `${shop.origin}/destination${query}`;

describe("a visitor of a link that asks to subscribe", () => {
  test("says yes by keyboard, is subscribed, goes on, and is not asked again", async () => {
    await journey({}, async ({ page, url, stored, clicks }) => {
      const complaints: string[] = [];
      page.on("console", (message) => complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(`${url}?b=2#part`);
      expect(await page.getByRole("heading").textContent()).toBe(
        "Would you like news from Kopi Lereng?",
      );
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe(
        "Yes, allow notifications",
      );
      await page.keyboard.press("Enter");
      await page.waitForURL(arrival("?b=2#part"));
      expect(await stored()).toEqual([subscription]);
      await expect.poll(clicks, { timeout: 20_000 }).toHaveLength(1);
      await page.goto(url);
      expect(page.url()).toBe(arrival());
      expect(complaints).toEqual([]);
    });
  });

  test("says not now, goes on, and comes back to where it began", async () => {
    await journey({}, async ({ page, url, stored }) => {
      await page.goto(`${shop.origin}/destination?before`);
      await page.goto(url);
      await page.getByRole("link", { name: "No, go straight on" }).click();
      await page.waitForURL(arrival());
      expect(await stored()).toEqual([]);
      await page.goBack();
      expect(page.url()).toBe(arrival("?before"));
    });
  });

  test("says no to the browser's own question, and goes on", async () => {
    await journey({ permission: "prompt" }, async ({ page, url, stored }) => {
      await page.goto(url);
      await page.getByRole("button", { name: "Yes, allow notifications" }).click();
      await page.waitForURL(arrival());
      expect(await stored()).toEqual([]);
    });
  });

  test.for<[string, Setting]>([
    ["said no long ago", { permission: "denied" }],
    ["has no script", { javaScriptEnabled: false }],
    ["has a browser without push", { script: "delete window.PushManager" }],
    ["has a browser without workers", { script: "delete Navigator.prototype.serviceWorker" }],
    [
      "is on an open connection",
      { script: "Object.defineProperty(window, 'isSecureContext', { value: false })" },
    ],
  ])("is sent on unasked who %s", async ([, setting]) => {
    await journey(setting, async ({ page, url, clicks }) => {
      // The page leaves while it is still coming, which ends whatever waits for that navigation.
      await page.goto(url, { waitUntil: "commit" });
      await expect.poll(() => page.url(), { timeout: 60_000 }).toBe(arrival());
      await expect.poll(clicks, { timeout: 20_000 }).toHaveLength(1);
    });
  });

  test("goes on where the push service fails, or has a subscription of another key", async () => {
    const failing = `PushManager.prototype.subscribe = async () => { throw new DOMException("x", "AbortError"); };`;
    await journey({ script: failing }, async ({ page, url, stored }) => {
      await page.goto(url);
      await page.getByRole("button").click();
      await page.waitForURL(arrival());
      expect(await stored()).toEqual([]);
    });
    const another = `${subscribeBy(subscription)} {
      const { subscribe } = PushManager.prototype;
      let old = true;
      PushManager.prototype.getSubscription = async () => ({ unsubscribe: async () => { old = false; } });
      PushManager.prototype.subscribe = (options) =>
        old ? Promise.reject(new DOMException("x", "InvalidStateError")) : subscribe(options);
    }`;
    await journey({ script: another }, async ({ page, url, stored }) => {
      await page.goto(url);
      await page.getByRole("button").click();
      await page.waitForURL(arrival());
      expect(await stored()).toEqual([subscription]);
    });
  });

  test("gives the password first, and is subscribed behind it", async () => {
    const link = { password_hash: await hashPassword("kopi") };
    await journey({ link }, async ({ page, url, stored }) => {
      await page.goto(url);
      await page.getByLabel("Password").fill("kopi");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Yes, allow notifications" }).click();
      await page.waitForURL(arrival());
      expect(await stored()).toEqual([subscription]);
    });
  });
});

describe("a browser of two groups", () => {
  test("says yes in the first, goes straight on in the second, and gets one message to both", async () => {
    await using service = await openPushService();
    const { subscription: own } = makeBrowser(service.origin);
    const api = await linksClient(running.app);
    const groups = [await api.group({ notfSubscYn: "Y" }), await api.group({ notfSubscYn: "Y" })];
    const to = `${shop.origin}/destination`;
    const [first, other, second] = [
      await api.link({ url: to, grpIdx: groups[0] }),
      await api.link({ url: to, grpIdx: groups[0] }),
      await api.link({ url: to, grpIdx: groups[1] }),
    ];
    const origin = `http://localhost:${running.port}`;
    const { db } = running.app.context;
    const { id: workspaceId } = api.workspace.context.workspace;
    const places = () =>
      db.all<{ groupId: number }>(sql`
        select group_id as "groupId" from push_place
         where workspace_id = ${workspaceId}::bigint order by created_at`);
    await withContext(browser, { viewport: phone, userAgent }, async (context) => {
      await context.grantPermissions(["notifications"], { origin });
      await context.addInitScript(subscribeBy(own));
      const page = await context.newPage();
      await page.goto(`${origin}/${first}`);
      await page.getByRole("button", { name: "Yes, allow notifications" }).click();
      await page.waitForURL(arrival());
      for (const link of [other, second]) {
        await page.goto(`${origin}/${link}?from=${link}`);
        expect(page.url()).toBe(arrival(`?from=${link}`));
      }
    });
    expect(await places()).toEqual([{ groupId: groups[0] }, { groupId: groups[1] }]);
    await api.post("/api/push/v1/send", { grpIdxList: groups, title: "Kopi" });
    const came = () => service.received.map(({ endpoint }) => endpoint);
    await expect.poll(came, { timeout: 20_000 }).toEqual([own.endpoint]);
    await api.post("/api/push/v1/send", { grpIdx: groups[1], title: "Teh" });
    await expect.poll(came, { timeout: 20_000 }).toEqual([own.endpoint, own.endpoint]);
  });
});

describe("the service worker", () => {
  /** Of a browser that has subscribed on a link. */
  async function withWorker(use: (worker: Worker, journey: Journey) => Promise<void>) {
    await journey({}, async (at) => {
      const registered = at.context.waitForEvent("serviceworker");
      await at.page.goto(at.url);
      await at.page.getByRole("button").click();
      const worker = await registered;
      await at.page.waitForURL(arrival());
      await use(worker, at);
    });
  }

  const push = (data: string) => `(async () => {
    const shown = [];
    self.registration.showNotification = async (title, options) => { shown.push([title, options]); };
    const waits = [];
    const event = new PushEvent("push", { data: ${JSON.stringify(data)} || undefined });
    event.waitUntil = (promise) => waits.push(promise);
    self.dispatchEvent(event);
    await Promise.all(waits);
    return shown;
  })()`;

  test("shows what is pushed, and something whatever was", async () => {
    await withWorker(async (worker) => {
      const message = { title: "Kopi", body: "Baru", url: "https://shop.example/", tag: "t1" };
      expect(await worker.evaluate(push(JSON.stringify(message)))).toEqual([
        ["Kopi", { body: "Baru", tag: "t1", data: { url: "https://shop.example/" } }],
      ]);
      const host = `localhost:${running.port}`;
      for (const data of ["", "no JSON", "null", "[]", "{}"])
        expect(await worker.evaluate(push(data)), data).toEqual([
          [host, { body: "", data: { url: "" } }],
        ]);
    });
  });

  const tap = (url: string) => `(async () => {
    const done = [];
    const tab = { url: "https://shop.example/open", focus: async () => { done.push("focus"); } };
    self.clients.matchAll = async () => [tab];
    self.clients.openWindow = async (to) => { done.push(to); };
    const waits = [];
    const event = new Event("notificationclick");
    event.notification = { data: { url: ${JSON.stringify(url)} }, close: () => done.push("close") };
    event.waitUntil = (promise) => waits.push(promise);
    self.dispatchEvent(event);
    await Promise.all(waits);
    return done;
  })()`;

  test("opens where a message leads, once", async () => {
    await withWorker(async (worker) => {
      const opened = async (url: string) => worker.evaluate(tap(url));
      expect(await opened("https://shop.example/new")).toEqual([
        "close",
        "https://shop.example/new",
      ]);
      expect(await opened("https://shop.example/open")).toEqual(["close", "focus"]);
      for (const nowhere of ["", "javascript:alert(1)", "data:text/html,x"])
        expect(await opened(nowhere), nowhere).toEqual(["close"]);
    });
  });
});
