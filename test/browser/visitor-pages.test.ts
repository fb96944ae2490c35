import axe from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderPage } from "../../src/http/visitor/pages/render-page.ts";
import { languages } from "../../src/kit/language.ts";
import { examplePages, forwardTo } from "./examples.ts";
import {
  type ContextOptions,
  desktop,
  narrow,
  openBrowser,
  type PageServer,
  phone,
  servePages,
  show,
  withContext,
} from "./stage.ts";

let browser: Browser;
let served: PageServer;

beforeAll(async () => {
  browser = await openBrowser();
  served = await servePages();
  const { origin } = served;
  const leading = renderPage(forwardTo(`${origin}/destination?a=1&b=%22`), "en", null);
  served.pages = new Map([...examplePages(origin), ["/leading", leading]]);
}, 60_000);

afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
});

const inContext = (options: ContextOptions, use: (context: BrowserContext) => Promise<void>) =>
  withContext(browser, options, use);

const pathsIn = (language: string) =>
  [...served.pages.keys()].filter((path) => path.startsWith(`/${language}/`));

/** What the browser complains of while it shows a page, but for the status that the page has. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const ofStatus = message.text().startsWith("Failed to load resource: the server responded");
    if (!ofStatus) complaints.push(`${page.url()} ${message.text()}`);
  });
  page.on("request", (request) => {
    const ours = request.url().startsWith(served.origin) || request.url().startsWith("data:");
    if (!ours) complaints.push(`${page.url()} asked for ${request.url()}`);
  });
  return complaints;
}

/** Where a page keeps out somebody who cannot see, hear or point as others do. */
async function barriersOn(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run({ resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => location.pathname + " " + id + " " + html)))`);
}

/** A notice, a form, a choice, a page that moves on, and what only machines see. */
const oneOfEachKind = ["early", "password-wrong", "subscribe", "forward", "preview"].map(
  (name) => `/ja/${name}`,
);

describe.for(languages)("the pages in %s", (language) => {
  test("show their heading, complain of nothing and never scroll sideways", async () => {
    await inContext({ viewport: narrow }, async (context) => {
      await context.grantPermissions(["notifications"]);
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      for (const path of pathsIn(language)) {
        await show(page, served.origin + path);
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
});

const widestWords = `Math.max(...[...document.querySelectorAll("header,main>:not(svg),main>*>*,footer *")]
  .filter((each) => !each.closest("svg"))
  .map((each) => each.getBoundingClientRect().left + Math.max(each.scrollWidth, each.offsetWidth)))`;

describe.for([phone, desktop])("at $width pixels", (viewport) => {
  test("the pages differ by light and dark, and keep nobody out in either", async () => {
    const shots = new Map<string, Buffer>();
    for (const colorScheme of ["light", "dark"] as const) {
      await inContext({ viewport, colorScheme }, async (context) => {
        await context.grantPermissions(["notifications"]);
        const page = await context.newPage();
        for (const path of viewport === phone ? pathsIn("en") : oneOfEachKind) {
          await show(page, served.origin + path);
          const shot = await page.screenshot();
          expect(shot.length, path).toBeGreaterThan(5_000);
          expect(shots.get(path)?.equals(shot) ?? false, path).toBe(false);
          shots.set(path, shot);
          expect(await barriersOn(page)).toEqual([]);
        }
      });
    }
  }, 120_000);
});

describe("who needs it otherwise", () => {
  test("sees thread, field and buttons in forced colours", async () => {
    await inContext({ viewport: phone, forcedColors: "active" }, async (context) => {
      await context.grantPermissions(["notifications"]);
      const page = await context.newPage();
      await show(page, `${served.origin}/en/password`);
      const seen = `["svg.thread path", "input", "button"].map((each) => getComputedStyle(document.querySelector(each)))
        .map(({ stroke, borderColor }, at) => at === 0 ? stroke : borderColor)`;
      const canvas = await page.evaluate("getComputedStyle(document.body).backgroundColor");
      for (const colour of await page.evaluate<string[]>(seen)) expect(colour).not.toBe(canvas);
      await show(page, `${served.origin}/en/subscribe`);
      const edge = await page
        .getByRole("link")
        .evaluate("(link) => getComputedStyle(link).borderColor");
      expect(edge).not.toBe(canvas);
    });
  });

  test("meets no motion where it is unwelcome", async () => {
    await inContext({ viewport: phone, reducedMotion: "reduce" }, async (context) => {
      const page = await context.newPage();
      await show(page, `${served.origin}/en/password`);
      const motion = "getComputedStyle(document.querySelector('button')).transitionDuration";
      expect(await page.evaluate(motion)).toMatch(/^0(\.0+1)?s$|^1e-/);
    });
  });

  test("reads the pages at twice the size of letters", async () => {
    await inContext({ viewport: phone }, async (context) => {
      const page = await context.newPage();
      for (const path of ["/ja/password-wrong", "/id/subscribe", "/ko/early"]) {
        await show(page, served.origin + path);
        await page.evaluate("document.documentElement.style.zoom = 2");
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
          phone.width,
        );
        expect(await page.evaluate(tooWide), path).toEqual([]);
      }
    });
  });
});

const tooWide = `[...document.querySelectorAll("h1,p,button,a")]
  .filter((each) => getComputedStyle(each).display !== "inline")
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .map((each) => each.outerHTML)`;

describe("the password form", () => {
  test.for([true, false])("is reached, filled and sent by keyboard, script %s", async (script) => {
    await inContext({ viewport: phone, javaScriptEnabled: script }, async (context) => {
      const page = await context.newPage();
      await page.goto(`${served.origin}/en/password`);
      await page.keyboard.press("Tab");
      await page.keyboard.type("Kopi 123");
      const sent = page.waitForRequest((request) => request.method() === "POST");
      await page.keyboard.press("Enter");
      expect((await sent).postData()).toBe("password=Kopi+123");
    });
  });

  test("has its field named, and in focus after a wrong answer", async () => {
    await inContext({ viewport: phone }, async (context) => {
      const page = await context.newPage();
      await page.goto(`${served.origin}/en/password-wrong`);
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
    served.arrivals.length = 0;
    await inContext({ javaScriptEnabled }, async (context) => {
      const page = await context.newPage();
      await page.goto(`${served.origin}/leading`, { waitUntil: "commit" });
      await page.waitForURL(`${served.origin}/destination?a=1&b=%22`);
      expect(served.arrivals).toEqual(["/destination?a=1&b=%22"]);
    });
  }, 30_000);
});
