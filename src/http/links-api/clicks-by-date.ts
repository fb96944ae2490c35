import Type from "typebox";
import { countClicksByDate } from "../../statistics/count-clicks-by-date.ts";
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

export const clicksByDate: Endpoint = (app, acting) => {
  const schema = { querystring: query, summary: "Clicks and people of each day", tags };
  app.get("/api/statistics/v2/clicks-by-date", { schema }, async (request) => {
    const wire = read(fieldsOf(request.query));
    const rows = await countClicksByDate(acting(request), {
      of: decodeScope(wire),
      range: decodeRange(wire),
    });
    return success(rows.map(({ day, ...figures }) => ({ ymd: day, ...encodeFigures(figures) })));
  });
};
