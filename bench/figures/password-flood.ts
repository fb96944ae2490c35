import type { FigureMaker } from "../bench.ts";
import { redirectsUnder } from "../flood.ts";
import { headersOf, newVisitors } from "../visitors.ts";

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Redirects while somebody tries passwords from ever new addresses, each of which is an scrypt. */
export const passwordFlood: FigureMaker = {
  name: "redirects under a flood of passwords",
  take: (bench) =>
    redirectsUnder(bench, {
      name: "redirects while passwords of a locked link are tried / without",
      of: "tries",
      async begin(origin, client) {
        const [locked = "/"] = await client.createLinks("locked-", 1, { pwd: "kopi lereng" });
        const url = origin + locked;
        const body = "password=kopi+tubruk";
        return () => ({ url, headers: { ...FORM, ...headersOf(newVisitors(1)) }, body });
      },
    }),
};
