import { passSeconds } from "../../links/pass.ts";

const name = "simpul_pass";
const statisticsName = "simpul_statistics";

/** Every pass that the browser brought: it sends those of longer paths too. */
export function readPasses(cookies: string | undefined): readonly string[] {
  return valuesOf(name, cookies);
}

/** The same of a link's statistics. */
export function readStatisticsPasses(cookies: string | undefined): readonly string[] {
  return valuesOf(statisticsName, cookies);
}

function valuesOf(name: string, cookies: string | undefined): readonly string[] {
  if (cookies === undefined || !cookies.includes(name)) return [];
  return cookies.split(";").flatMap((pair) => {
    const equals = pair.indexOf("=");
    return pair.slice(0, equals).trim() === name ? [pair.slice(equals + 1).trim()] : [];
  });
}

export interface PassCookie {
  readonly pass: string;
  /** As the visitor's browser has it, for a browser compares letter by letter. */
  readonly path: string;
  readonly slug: string;
  readonly secure: boolean;
}

/** The value of a `Set-Cookie` header. */
export function passCookie({ pass, path, slug, secure }: PassCookie): string {
  return `${name}=${pass}; Path=${pathOf(path, slug)}${attributes(secure)}`;
}

/** The same for a link's statistics. `path` is one that we wrote. */
export function statisticsCookie({ pass, path, secure }: Omit<PassCookie, "slug">): string {
  return `${statisticsName}=${pass}; Path=${path}${attributes(secure)}`;
}

function attributes(secure: boolean): string {
  return `; Max-Age=${passSeconds}; HttpOnly${secure ? "; Secure" : ""}; SameSite=Lax`;
}

/** What a stranger wrote into the path must not write the cookie's attributes. */
function pathOf(path: string, slug: string): string {
  const bare = path.endsWith("/") ? path.slice(0, -1) : path;
  return /^\/[\w.~%-]+$/.test(bare) ? bare : `/${encodeURIComponent(slug)}`;
}
