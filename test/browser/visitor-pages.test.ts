import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RenderedPage } from "../../src/http/visitor/pages/page.ts";
import { renderPage } from "../../src/http/visitor/pages/render-page.ts";
import { languages } from "../../src/kit/language.ts";
import { examplePages, forwardTo } from "./examples.ts";

const quiet = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const phone = { width: 390, height: 844 };
const narrow = { width: 320, height: 640 };
const desktop = { width: 1280, height: 800 };

let browser: Browser;
let server: Server;
let origin: string;
let pages: ReadonlyMap<string, RenderedPage>;
let arrivals: string[] = [];

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
  server = createServer((request, response) => {
    const path = request.url ?? "/";
    const page = pages.get(path);
    if (page !== undefined) {
      const type = "text/html; charset=utf-8";
      response.writeHead(page.status, {
        "content-type": type,
        "content-security-policy": page.csp,
      });
      response.end(page.html);
    } else if (path.startsWith("/destination")) {
      arrivals.push(path);
      // Slower than any timer on the page, so that a second start would show as a second arrival.
      setTimeout(() => response.end("arrived"), 1_500);
    } else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const leading = renderPage(forwardTo(`${origin}/destination?a=1&b=%22`), "en", null);
  pages = new Map([...examplePages(origin), ["/leading", leading]]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

type Options = NonNullable<Parameters<Browser["newContext"]>[0]>;

async function withContext(options: Options, use: (context: BrowserContext) => Promise<void>) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(10_000);
  try {
    await use(context);
  } finally {
    await context.close();
  }
}

// The forward page has begun to leave before it is loaded, so its heading is waited for instead.
async function show(page: Page, path: string): Promise<void> {
  await page.goto(`${origin}${path}`, { waitUntil: "commit" });
  await page.getByRole("heading", { level: 1 }).waitFor({ state: "visible" });
  await page.locator("footer span").waitFor({ state: "visible" });
}

/** What the browser complains of while it shows a page, but for the status that the page has. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const ofStatus = message.text().startsWith("Failed to load resource: the server responded");
    if (!ofStatus) complaints.push(`${page.url()} ${message.text()}`);
  });
  return complaints;
}

describe.for(languages)("the pages in %s", (language) => {
  const here = () => [...pages.keys()].filter((path) => path.startsWith(`/${language}/`));

  test("show their heading, complain of nothing and never scroll sideways", async () => {
    await withContext({ viewport: narrow }, async (context) => {
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      for (const path of here()) {
        await show(page, path);
        expect(await page.getByRole("heading", { level: 1 }).count(), path).toBe(1);
        expect(await page.evaluate("document.documentElement.lang"), path).toBe(language);
        const wide = await page.evaluate("document.documentElement.scrollWidth");
        expect(wide, path).toBeLessThanOrEqual(narrow.width);
        // Clipping would hide text that is too wide, so the words are measured themselves.
        expect(await page.evaluate(widestWords), path).toBeLessThanOrEqual(narrow.width);
      }
      expect(complaints).toEqual([]);
    });
  }, 60_000);

  test.for([phone, desktop])(
    "differ by light and dark at $width pixels",
    { timeout: 60_000 },
    async (viewport) => {
      const shots = new Map<string, Buffer>();
      for (const colorScheme of ["light", "dark"] as const) {
        await withContext({ viewport, colorScheme }, async (context) => {
          const page = await context.newPage();
          for (const path of here()) {
            await show(page, path);
            const shot = await page.screenshot();
            expect(shot.length, path).toBeGreaterThan(5_000);
            expect(shots.get(path)?.equals(shot) ?? false, path).toBe(false);
            shots.set(path, shot);
          }
        });
      }
    },
  );
});

const widestWords = `Math.max(...[...document.querySelectorAll("header,main>:not(svg),main>*>*,footer *")]
  .filter((each) => !each.closest("svg"))
  .map((each) => each.getBoundingClientRect().left + Math.max(each.scrollWidth, each.offsetWidth)))`;

describe("the password form", () => {
  test("is reached, filled and sent by keyboard", async () => {
    await withContext({ viewport: phone, javaScriptEnabled: false }, async (context) => {
      const page = await context.newPage();
      await page.goto(`${origin}/en/password`);
      await page.keyboard.press("Tab");
      await page.keyboard.type("Kopi 123");
      const sent = page.waitForRequest((request) => request.method() === "POST");
      await page.keyboard.press("Enter");
      expect((await sent).postData()).toBe("password=Kopi+123");
    });
  });

  test("has its field named, and in focus after a wrong answer", async () => {
    await withContext({ viewport: phone }, async (context) => {
      const page = await context.newPage();
      await page.goto(`${origin}/en/password-wrong`);
      const field = page.getByLabel("Password");
      expect(await field.evaluate("document.activeElement.id")).toBe("password");
      expect(await page.title()).toBe("Error: that password is not right · Kopi Lereng");
      expect(await page.getByRole("alert").textContent()).toBe(
        "That password is not right. 2 tries left.",
      );
    });
  });
});

describe.for([true, false])("the forward page with script %s", (javaScriptEnabled) => {
  test("moves on by itself, and asks for the destination once", async () => {
    arrivals = [];
    await withContext({ javaScriptEnabled }, async (context) => {
      const page = await context.newPage();
      await page.goto(`${origin}/leading`, { waitUntil: "commit" });
      await page.waitForURL(`${origin}/destination?a=1&b=%22`);
      expect(arrivals).toEqual(["/destination?a=1&b=%22"]);
    });
  }, 30_000);
});
