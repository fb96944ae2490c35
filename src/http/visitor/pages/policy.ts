import { createHash } from "node:crypto";
import { figuresStyle } from "./figures-style.ts";
import { moveOnScript } from "./move-on.ts";
import { style } from "./style.ts";
import type { View } from "./view.ts";

const always = alwaysWith(style);

function alwaysWith(sheet: string): string {
  return [
    "default-src 'none'",
    `style-src '${fingerprint(sheet)}'`,
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

const policies = {
  nothing: `${always}; form-action 'none'`,
  form: always,
  figures: `${alwaysWith(figuresStyle)}; form-action 'self'`,
  script: `${always}; form-action 'none'; script-src '${fingerprint(moveOnScript)}'`,
} as const;

function fingerprint(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
