import type { FigureMaker } from "../bench.ts";
import { redirectsUnder } from "../flood.ts";

const SIDE = 2_000;
const SIDES = 1_000;

/** Redirects while somebody asks for large QR codes, each of another size, so that none is at hand. */
export const qrFlood: FigureMaker = {
  name: "redirects under a flood of QR codes",
  take: (bench) =>
    redirectsUnder(bench, {
      name: "redirects while QR codes of 2,000 to 3,000 pixels are asked for / without",
      of: "drawn",
      async begin(origin, client) {
        const [drawn = "/"] = await client.createLinks("drawn-", 1);
        let asked = 0;
        return () => {
          asked += 1;
          return { url: `${origin}${drawn}/qr?size=${SIDE + (asked % SIDES)}` };
        };
      },
    }),
};
