import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import type { Environment } from "../../src/config.ts";
import { useApp } from "./app.ts";
import { buildDashboard } from "./dashboard.ts";
import { type MemberOf, makeMember } from "./member.ts";
import { freePort } from "./server-process.ts";

const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];

/** A headless browser says so, and its visits are a bot's: this one is a person. */
const PERSON =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36";

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;

/** A browser window, and everything it complained of. */
export interface Window {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** The dashboard in Chromium, before the whole program on a store of its own. */
export async function useDashboard(env: Environment = {}) {
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  // What is served is looked up as the program is put together.
  beforeAll(buildDashboard, 180_000);
  const running = useApp({
    env: { SIMPUL_PUBLIC_URL: origin, PORT: String(port), HOST: "localhost", ...env },
  });
  const open = new AsyncDisposableStack();
  let browser: Browser | undefined;

  beforeAll(async () => {
    await running.app.listen();
    browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
    open.adopt(browser, (it) => it.close());
  });
  afterAll(() => open.disposeAsync());

  /** Nobody is signed in there, unless a member is given. */
  async function openWindow(member: MemberOf | null, options: Options = {}): Promise<Window> {
    if (browser === undefined) throw new Error("the browser opens before the first test");
    const context = await browser.newContext({
      locale: "en-GB",
      userAgent: PERSON,
      baseURL: origin,
      ...options,
    });
    context.setDefaultTimeout(60_000);
    if (member !== null) {
      const [name = "", value = ""] = (await makeMember(running.app, member)).cookie.split("=");
      await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: "Lax" }]);
    }
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("request", (asked) => {
      if (new URL(asked.url()).host !== new URL(origin).host) complaints.push(asked.url());
    });
    return { context, page, complaints };
  }

  return { running, origin, openWindow };
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe finds on the page as it stands, and whether it scrolls sideways; nothing where all is well. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  // Evaluated and not added as a script, which the policy of the page refuses.
  await page.evaluate(AXE);
  const [found, wider] = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    const { violations } = await axe.run();
    const { scrollWidth, clientWidth } = document.documentElement;
    return [violations, scrollWidth - clientWidth] as const;
  });
  const barriers = found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
  if (wider > 0) barriers.push(`${wider} px to scroll sideways`);
  return barriers.map((it) => `${new URL(page.url()).pathname} ${it}`);
}
