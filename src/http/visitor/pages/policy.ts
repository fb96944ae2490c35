import { createHash } from "node:crypto";
import { figuresStyle } from "./figures-style.ts";
import { moveOnScript, subscribeScript } from "./scripts.ts";
import { style } from "./style.ts";
import type { Needs, View } from "./view.ts";

const always = alwaysWith(style);

function alwaysWith(sheet: string): string {
  return [
    "default-src 'none'",
    `style-src '${fingerprint(sheet)}'`,
    // The icon, so that no browser asks for /favicon.ico.
    "img-src data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/**
 * The Content-Security-Policy of a page. A page with a form has no `form-action`: browsers apply it
 * to the redirect that follows the right password as well.
 */
export function contentSecurityPolicy(needs: View["needs"]): string {
  return policies[needs ?? "nothing"];
}

const policies: Readonly<Record<Needs | "nothing", string>> = {
  nothing: `${always}; form-action 'none'`,
  form: always,
  figures: `${alwaysWith(figuresStyle)}; form-action 'self'`,
  "moving-on": `${always}; form-action 'none'; script-src '${fingerprint(moveOnScript)}'`,
  subscription: [
    always,
    "form-action 'none'",
    `script-src '${fingerprint(subscribeScript)}'`,
    "connect-src 'self'",
    "worker-src 'self'",
  ].join("; "),
};

function fingerprint(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
