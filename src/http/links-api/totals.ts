import Type from "typebox";
import { countTotals, type Totals } from "../../statistics/count-totals.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described, WireDate } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { linkNameChecks } from "./link-name.ts";
import {
  decodeRange,
  decodeScope,
  encodeFigures,
  rangeFields,
  scopeFields,
  tags,
} from "./statistics-fields.ts";

const query = Type.Object(
  {
    ...rangeFields,
    beforeYmd: Type.Optional(
      described(
        WireDate,
        "The first day of what `before` counts, in place of the days just before; of a range that is not over the part that has passed",
      ),
    ),
    ...scopeFields,
  },
  { additionalProperties: false },
);
const read = compileFields(query, { query: true, also: linkNameChecks });

export const totals: Endpoint = (app, acting) => {
  const summary = "Figures of some days and of those before";
  const schema = { querystring: query, summary, tags };
  app.get("/api/statistics/v2/totals", { schema }, async (request) => {
    const wire = read(fieldsOf(request.query));
    const told = await countTotals(acting(request), {
      of: decodeScope(wire),
      range: decodeRange(wire),
      comparedFrom: wire.beforeYmd,
    });
    return success({ ...encode(told), before: encode(told.before) });
  });
};

function encode({ qr, known, knownPeople, ...figures }: Totals) {
  return { ...encodeFigures(figures), qrCnt: qr, knownCnt: known, knownPernCnt: knownPeople };
}
