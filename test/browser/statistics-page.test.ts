import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderPage } from "../../src/http/visitor/pages/render-page.ts";
import { languages } from "../../src/kit/language.ts";
import { exampleStatistics } from "./statistics-examples.ts";

const quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"];
const owner = { name: "Kopi Lereng" };
const names = Object.keys(exampleStatistics);

const pages = new Map(
  languages.flatMap((language) =>
    Object.entries(exampleStatistics).map(([name, page]) => [
      `/${language}/${name}`,
      renderPage(page, language, owner),
    ]),
  ),
);

let browser: Browser;
let server: Server;
let origin: string;

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
  server = createServer((request, response) => {
    const page = pages.get((request.url ?? "/").replace(/\?.*/, ""));
    const csp = page?.csp ?? "default-src 'none'";
    response.writeHead(page?.status ?? 204, {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": csp,
    });
    response.end(page?.html);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;

async function withPage(options: Options, use: (page: Page) => Promise<void>): Promise<void> {
  const context: BrowserContext = await browser.newContext(options);
  try {
    await use(await context.newPage());
  } finally {
    await context.close();
  }
}

/** What the browser complains of but for a page's own status, and whom else it asks. */
function troublesOf(page: Page): string[] {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    const ofStatus = message.text().startsWith("Failed to load resource: the server responded");
    if (!ofStatus) troubles.push(`${page.url()} ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(`${origin}/`)) troubles.push(request.url());
  });
  return troubles;
}

describe.for(languages)("the statistics page in %s", (language) => {
  test("has nothing to complain of, and never scrolls sideways", async () => {
    await withPage({ viewport: { width: 320, height: 640 } }, async (page) => {
      const troubles = troublesOf(page);
      for (const name of names) {
        await page.goto(`${origin}/${language}/${name}`);
        const sideways = await page.evaluate("document.documentElement.scrollWidth");
        expect(sideways, name).toBeLessThanOrEqual(320);
      }
      expect(troubles).toEqual([]);
    });
  }, 120_000);

  test("is small, and without script and style attributes", () => {
    for (const name of names) {
      const { html } = pages.get(`/${language}/${name}`) ?? { html: "" };
      expect(gzipSync(html).length, name).toBeLessThanOrEqual(14 * 1024);
      expect(html).not.toMatch(/<script|\sstyle=|undefined|NaN|\[object/);
    }
  });
});

test.for([390, 1280])(
  "everybody can use it at %d pixels, light and dark",
  { timeout: 120_000 },
  async (width) => {
    for (const colorScheme of ["light", "dark"] as const) {
      // Its policy lets no script in, and what looks for faults is one.
      const options = { viewport: { width, height: 844 }, colorScheme, bypassCSP: true };
      await withPage(options, async (page) => {
        for (const name of ["month", "none", "group", "password-wrong"]) {
          await page.goto(`${origin}/en/${name}`);
          await page.evaluate(
            "for (const it of document.querySelectorAll('details')) it.open = true",
          );
          await page.evaluate(axe.source);
          const found = await page.evaluate(
            "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html)))",
          );
          expect(found, `${name} ${colorScheme}`).toEqual([]);
        }
      });
    }
  },
);

test("its own policy lets it be as it is, and its form ask for another month", async () => {
  await withPage(
    { javaScriptEnabled: false, viewport: { width: 390, height: 844 } },
    async (page) => {
      const troubles = troublesOf(page);
      await page.goto(`${origin}/en/month`);
      await page.keyboard.press("Tab");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.waitForURL(`${origin}/en/month?month=2026-10`);
      expect(troubles).toEqual([]);
    },
  );
});

test("its figures open by keyboard", async () => {
  await withPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(`${origin}/en/month`);
    for (let i = 0; i < 3; i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByRole("rowheader", { name: "15 Nov" }).waitFor({ state: "visible" });
    expect(await page.getByRole("row", { name: "5 Nov 1,352 973", exact: true }).count()).toBe(1);
  });
});
