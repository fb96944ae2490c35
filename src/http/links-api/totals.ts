import Type from "typebox";
import { countTotals, type Totals } from "../../statistics/count-totals.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
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

const query = Type.Object({ ...rangeFields, ...scopeFields }, { additionalProperties: false });
const read = compileFields(query, { query: true, also: linkNameChecks });

export const totals: Endpoint = (app, acting) => {
  const schema = { querystring: query, summary: "Figures of some days and of those before", tags };
  app.get("/api/statistics/v2/totals", { schema }, async (request) => {
    const wire = read(fieldsOf(request.query));
    const told = await countTotals(acting(request), {
      of: decodeScope(wire),
      range: decodeRange(wire),
    });
    return success({ ...encode(told), before: encode(told.before) });
  });
};

function encode({ qr, known, ...figures }: Totals) {
  return { ...encodeFigures(figures), qrCnt: qr, knownCnt: known };
}
