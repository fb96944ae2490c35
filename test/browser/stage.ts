import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import type { RenderedPage } from "../../src/http/visitor/pages/page.ts";

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

export const phone = { width: 390, height: 844 };
export const narrow = { width: 320, height: 640 };
export const desktop = { width: 1280, height: 800 };

export type ContextOptions = NonNullable<Parameters<Browser["newContext"]>[0]>;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
}

export async function withContext(
  browser: Browser,
  options: ContextOptions,
  use: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(60_000);
  try {
    await use(context);
  } finally {
    await context.close();
  }
}

export interface PageServer extends AsyncDisposable {
  readonly origin: string;
  /** What was asked of the destination, in turn. */
  readonly arrivals: string[];
  pages: ReadonlyMap<string, RenderedPage>;
}

/** Serves pages by their path; whatever else is asked for has no content, which leaves a page shown. */
export async function servePages(): Promise<PageServer> {
  const arrivals: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const page = served.pages.get(path);
    if (page !== undefined) {
      response.writeHead(page.status, {
        "content-type": "text/html; charset=utf-8",
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
  const served: PageServer = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    pages: new Map(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return served;
}

// The forward page has begun to leave before it is loaded, so its heading is waited for instead.
export async function show(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: "commit" });
  await page.getByRole("heading", { level: 1 }).waitFor({ state: "visible" });
  await page.locator("footer span").waitFor({ state: "visible" });
}
