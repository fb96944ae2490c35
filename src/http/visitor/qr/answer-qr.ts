import { createHash } from "node:crypto";
import type { Context } from "../../../context.ts";
import { pickLanguage } from "../../../kit/language.ts";
import type { FoundLink } from "../../../links/find-link.ts";
import { qrContent } from "../../../links/qr-content.ts";
import { readable } from "../pages/readable.ts";
import { readPerson } from "../person.ts";
import { qrTextsIn } from "../texts/qr.ts";
import type { Visit } from "../visit.ts";
import type { Drawing, ImageFormat } from "./drawing.ts";
import type { Drawer } from "./open-drawer.ts";
import type { Wish } from "./read-wish.ts";

export interface QrParts {
  readonly context: Pick<Context, "clock" | "keys">;
  readonly drawer: Drawer;
}

/** A code that can be drawn: whose, and how. */
export interface QrAsked {
  readonly found: FoundLink;
  /** Of the link, where a personal one has its token. */
  readonly linkPath: string;
  readonly wish: Wish;
}

/** To be raised when the same wish is drawn otherwise, so that nobody keeps the old image. */
const DRAWN_AS = 2;

const TYPES: Readonly<Record<ImageFormat, string>> = { png: "image/png", svg: "image/svg+xml" };

/** Nothing in it is of who asks, so it may be kept by whoever passes it on. */
const always = [
  ["Cache-Control", "public, max-age=300"],
  ["Referrer-Policy", "no-referrer-when-downgrade"],
  ["X-Robots-Tag", "noindex"],
  ["X-Content-Type-Options", "nosniff"],
].flat();

export async function answerQr(
  { context, drawer }: QrParts,
  visit: Visit,
  { found, linkPath, wish }: QrAsked,
): Promise<void> {
  const { request, response, slug } = visit;
  const text = qrContent(found, {
    slug,
    // A personal link's code leads back to it.
    token: readPerson({ context }, linkPath, found)?.token ?? null,
    atMs: context.clock().getTime(),
  });
  const title = `QR code: ${readable(`${visit.host}/${slug}`)}`;
  const drawing = { text, title, ...wish };
  const tag = tagOf(drawing);
  if (isKept(request.headers["if-none-match"], tag)) {
    response.writeHead(304, [...always, "ETag", tag]);
    response.end();
    return;
  }
  const image = await drawer.draw(drawing);
  response.writeHead(200, [
    ...always,
    ...["ETag", tag],
    ...["Content-Type", TYPES[wish.format]],
    ...["Content-Length", String(image.length)],
    ...["Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"],
  ]);
  response.end(image);
}

/** A question about size or format that no image answers. */
export function sendBadWish({ request, response }: Visit, wish: "bad-size" | "bad-format"): void {
  const language = pickLanguage(request.headers["accept-language"]);
  const { size, format } = qrTextsIn[language];
  const body = Buffer.from(`${wish === "bad-size" ? size : format}\n`);
  response.writeHead(400, [
    ...[
      "Cache-Control",
      "no-store",
      "X-Robots-Tag",
      "noindex",
      "X-Content-Type-Options",
      "nosniff",
    ],
    ...["Content-Type", "text/plain; charset=utf-8", "Content-Length", String(body.length)],
    ...["Content-Language", language, "Vary", "Accept-Language"],
  ]);
  response.end(body);
}

function tagOf(drawing: Drawing): string {
  const drawn = createHash("sha256")
    .update(JSON.stringify([DRAWN_AS, drawing]))
    .digest("base64url");
  return `"${drawn.slice(0, 22)}"`;
}

function isKept(kept: string | undefined, tag: string): boolean {
  if (kept === undefined) return false;
  const tags = kept.split(",").map((each) => each.trim().replace(/^W\//, ""));
  return tags.includes(tag) || tags.includes("*");
}
