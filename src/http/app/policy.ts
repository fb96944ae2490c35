const DIRECTIVES = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** What the dashboard's page may do: run and ask what is ours, and style by rules that bear the nonce. */
export function pagePolicy(nonce: string): Readonly<Record<string, string>> {
  return {
    "Content-Security-Policy": [...DIRECTIVES, `style-src 'self' 'nonce-${nonce}'`].join("; "),
    "Cross-Origin-Opener-Policy": "same-origin",
    // Set-up and invitation links have their token in the address.
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
  };
}
