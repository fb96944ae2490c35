import Type from "typebox";
import { countClicksByHour } from "../../statistics/count-clicks-by-hour.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described, WireDate } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { linkNameChecks } from "./link-name.ts";
import { decodeScope, encodeFigures, scopeFields, tags } from "./statistics-fields.ts";

const query = Type.Object(
  { ymd: described(WireDate, "The day"), ...scopeFields },
  { additionalProperties: false },
);
const read = compileFields(query, { query: true, also: linkNameChecks });

export const clicksByHour: Endpoint = (app, acting) => {
  const schema = { querystring: query, summary: "Clicks and people of each hour of a day", tags };
  app.get("/api/statistics/v2/clicks-by-hour", { schema }, async (request) => {
    const wire = read(fieldsOf(request.query));
    const { ymd } = wire;
    const rows = await countClicksByHour(acting(request), { of: decodeScope(wire), day: ymd });
    return success(rows.map(({ hour, ...figures }) => ({ ymd, hour, ...encodeFigures(figures) })));
  });
};
