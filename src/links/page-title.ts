import { decodeEntities } from "./html-entities.ts";

const maxCodePoints = 200;
// No title that is worth showing is longer, and what follows need not be decoded.
const maxRawLength = 4_096;

// Within these a "<title" is text, or names a drawing.
const opaque = /^(script|style|noscript|template|textarea|svg|math|iframe|xmp)$/;

/** The text of a page's first title in one line of at most 200 code points, or null without one. */
export function pageTitle(html: Uint8Array, contentType: string): string | null {
  const raw = rawTitle(decode(html, contentType));
  return raw === null ? null : tidy(decodeEntities(raw.slice(0, maxRawLength)));
}

function decode(html: Uint8Array, contentType: string): string {
  const label = bomOf(html) ?? charsetIn(contentType) ?? metaCharset(html) ?? "utf-8";
  try {
    return new TextDecoder(label).decode(html);
  } catch {
    return new TextDecoder().decode(html);
  }
}

function bomOf([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return null;
}

/** Both `text/html; charset=x` and the two spellings of `<meta>` have it after this word. */
function charsetIn(text: string): string | null {
  return /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(text)?.[1] ?? null;
}

function metaCharset(html: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(html.subarray(0, 1_024));
  const start = head.search(/<meta\b/i);
  const label = start < 0 ? null : charsetIn(head.slice(start));
  // A page whose meta could be read is not in UTF-16, whatever it says.
  return label !== null && /^utf-?16/i.test(label) ? "utf-8" : label;
}

// Walks tag by tag, each character looked at a fixed number of times.
function rawTitle(html: string): string | null {
  const tag = /<(?:!--|([a-z][a-z\d]{0,20})(?=[\s/>]))/gi;
  for (let found = tag.exec(html); found !== null; found = tag.exec(html)) {
    const name = found[1]?.toLowerCase();
    if (name === undefined) {
      const end = html.indexOf("-->", found.index + "<!".length);
      if (end < 0) return null;
      tag.lastIndex = end;
      continue;
    }
    const inside = endOfTag(html, tag.lastIndex);
    if (inside < 0) return null;
    tag.lastIndex = inside;
    if (name !== "title" && !isOpaque(name, html.charAt(inside - 2))) continue;
    const end = closing(html, name, inside);
    if (end < 0) return null;
    if (name === "title") return html.slice(inside, end);
    tag.lastIndex = end;
  }
  return null;
}

/** Only drawings and formulas may close themselves: `<script/>` is an opening tag. */
function isOpaque(name: string, beforeEnd: string): boolean {
  if (beforeEnd === "/" && (name === "svg" || name === "math")) return false;
  return opaque.test(name);
}

/** Past the ">" of a tag; one within a quoted value does not end it. */
function endOfTag(html: string, from: number): number {
  let quote = "";
  let last = "";
  for (let i = from; i < html.length; i++) {
    const char = html.charAt(i);
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === ">") {
      return i + 1;
    } else if (last === "=" && (char === '"' || char === "'")) {
      quote = char;
    }
    if (char > " ") last = char;
  }
  return -1;
}

function closing(html: string, name: string, from: number): number {
  const tag = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  tag.lastIndex = from;
  return tag.exec(html)?.index ?? -1;
}

function tidy(text: string): string | null {
  const line = text
    .toWellFormed()
    .replace(/[^\P{Cc}\t-\r]/gu, "")
    .replace(/\s+/g, " ")
    .normalize("NFC")
    .trim();
  const cut = Array.from(line).slice(0, maxCodePoints).join("").trimEnd();
  return cut === "" ? null : cut;
}
