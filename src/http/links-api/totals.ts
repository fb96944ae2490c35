import { countTotals, type Totals } from "../../statistics/count-totals.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { encodeFigures, rangeQuery, readRangeQuery, tags } from "./statistics-fields.ts";

export const totals: Endpoint = (app, acting) => {
  const summary = "Figures of some days and of those before";
  const schema = { querystring: rangeQuery, summary, tags };
  app.get("/api/statistics/v2/totals", { schema }, async (request) => {
    const told = await countTotals(acting(request), readRangeQuery(request.query));
    return success({ ...encode(told), before: encode(told.before) });
  });
};

function encode({ qr, known, knownPeople, ...figures }: Totals) {
  return { ...encodeFigures(figures), qrCnt: qr, knownCnt: known, knownPernCnt: knownPeople };
}
