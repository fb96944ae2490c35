import type { Context } from "../context.ts";
import { trimUnseen } from "../kit/text.ts";
import { MOST_URL_BYTES } from "../kit/web-url.ts";
import { isSameHost } from "../workspaces/domain.ts";
import { hostOfUrl } from "./address.ts";

/**
 * Which of these URLs' hosts serve links of this installation, asked ahead so that the check of each
 * URL need not wait. A host that was not asked for counts as none.
 */
export async function findLinkHosts(
  { site, hosts }: Pick<Context, "site" | "hosts">,
  urls: readonly string[],
): Promise<(host: string) => boolean> {
  const own = new Set<string>();
  await Promise.all(
    [...new Set(urls.flatMap(hostOfText))].map(async (host) => {
      const ours =
        isSameHost(host, site.publicHost) ||
        isSameHost(host, `localhost:${site.port}`) ||
        (await isDomain(hosts, host));
      if (ours) own.add(host);
    }),
  );
  return (host) => own.has(host);
}

async function isDomain(hosts: Context["hosts"], host: string): Promise<boolean> {
  // A visit's Host header loses the port of https, so a URL that names it leads to the same links.
  const bare = host.replace(/:(?:80|443)$/, "");
  return (hosts.peek(bare) ?? (await hosts.get(bare))) !== null;
}

function hostOfText(text: string): string[] {
  const sent = trimUnseen(text);
  // Refused later for its length, so nobody need be asked for its host.
  if (sent.length > MOST_URL_BYTES) return [];
  const url = URL.parse(sent);
  return url === null || url.host === "" ? [] : [hostOfUrl(url)];
}
