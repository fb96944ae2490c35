/** As long as browsers keep a cookie. */
export const maxCookieSeconds = 400 * 24 * 3_600;

/** Every value of this name in a `Cookie` header: a browser sends those of longer paths too. */
export function cookieValues(name: string, cookies: string | undefined): readonly string[] {
  if (cookies === undefined || !cookies.includes(name)) return [];
  return cookies.split(";").flatMap((pair) => {
    const equals = pair.indexOf("=");
    return pair.slice(0, equals).trim() === name ? [pair.slice(equals + 1).trim()] : [];
  });
}

/** What follows the path in each `Set-Cookie` header of ours: no script reads them. */
export function cookieAttributes(maxAgeSeconds: number, secure: boolean): string {
  return `; Max-Age=${maxAgeSeconds}; HttpOnly${secure ? "; Secure" : ""}; SameSite=Lax`;
}
