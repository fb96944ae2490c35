/** Shows every page a visitor can meet: a picture for each language, width and theme, and one of them all. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import type { BrowserContext } from "playwright-core";
import { renderPage } from "../src/http/visitor/pages/render-page.ts";
import { languages } from "../src/kit/language.ts";
import { examplePages } from "../test/browser/examples.ts";
import {
  desktop,
  openBrowser,
  type PageServer,
  phone,
  servePages,
  show,
  withContext,
} from "../test/browser/stage.ts";
import { exampleStatistics } from "../test/browser/statistics-examples.ts";

const FOLDER = "dist/screenshots";
const widths = { phone, desktop };
const themes = ["light", "dark"] as const;

async function shoot(context: BrowserContext, served: PageServer, view: string): Promise<string[]> {
  await context.grantPermissions(["notifications"]);
  const page = await context.newPage();
  const files: string[] = [];
  for (const path of served.pages.keys()) {
    const file = `${path.slice(1).replace("/", "-")}-${view}.png`;
    await show(page, served.origin + path);
    await page.screenshot({ path: `${FOLDER}/${file}`, fullPage: true });
    files.push(file);
  }
  return files;
}

/** All pictures on one page, those of one page of the product in a row. */
function sheet(files: readonly string[]): string {
  const rows = Map.groupBy(files, (file) => file.replace(/^(\w+)-(.*)-(\w+)-\w+\.png$/, "$2, $3"));
  const shown = [...rows].map(
    ([name, row]) =>
      `<h2>${name}</h2>${row.map((file) => `<a href="${file}"><img src="${file}" alt="${file}" loading="lazy"></a>`).join("")}`,
  );
  const style = "body{font:14px sans-serif;background:#888}img{height:420px;margin:4px}";
  return `<!doctype html><meta charset="utf-8"><title>Pages</title><style>${style}</style>${shown.join("\n")}\n`;
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
await using served = await servePages();
const owner = { name: "Kopi Lereng" };
const statistics = languages.flatMap((language) =>
  Object.entries(exampleStatistics).map(
    ([name, page]) => [`/${language}/${name}`, renderPage(page, language, owner)] as const,
  ),
);
served.pages = new Map([...examplePages(served.origin), ...statistics]);
const browser = await openBrowser();
try {
  const files: string[] = [];
  for (const [width, viewport] of Object.entries(widths)) {
    for (const colorScheme of themes) {
      await withContext(browser, { viewport, colorScheme }, async (context) => {
        files.push(...(await shoot(context, served, `${width}-${colorScheme}`)));
      });
    }
  }
  await writeFile(`${FOLDER}/index.html`, sheet(files));
  process.stdout.write(`${files.length} pictures in ${FOLDER}; index.html shows them all\n`);
} finally {
  await browser.close();
}
