import type { Context } from "../../context.ts";
import { hostOfUrl } from "../../links/address.ts";
import { isSameHost } from "../../workspaces/domain.ts";

/**
 * Whether a URL leads to a link domain that this node knows. None does when it is set, but a host
 * may become a link domain afterwards, and then two links could send a visitor round for ever; each
 * domain on such a round is known once it was visited, so the round ends.
 */
export function leadsBack({ site, hosts }: Pick<Context, "site" | "hosts">, to: string): boolean {
  const url = URL.parse(to);
  if (url === null) return true;
  const host = hostOfUrl(url);
  return isSameHost(host, site.publicHost) || Boolean(hosts.peek(host));
}
