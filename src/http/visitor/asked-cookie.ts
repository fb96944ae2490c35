const name = "simpul_asked";

// As long as browsers keep a cookie.
const seconds = 400 * 24 * 3_600;

/** Whether this browser met the subscription page of this host. */
export function wasAsked(cookies: string | undefined): boolean {
  if (cookies === undefined || !cookies.includes(name)) return false;
  return cookies.split(";").some((pair) => pair.trim().startsWith(`${name}=`));
}

/** The value of a `Set-Cookie` header. It holds for the host, as the browser's own permission does. */
export function askedCookie(secure: boolean): string {
  return `${name}=1; Path=/; Max-Age=${seconds}; HttpOnly${secure ? "; Secure" : ""}; SameSite=Lax`;
}
