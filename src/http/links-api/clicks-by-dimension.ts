import Type from "typebox";
import { countClicksByDimension } from "../../statistics/count-clicks-by-dimension.ts";
import { dimensions } from "../../statistics/dimension.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described, OneOf } from "../wire/schema.ts";
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
    dimension: described(OneOf(...dimensions), "What the clicks are told apart by"),
    ...rangeFields,
    ...scopeFields,
  },
  { additionalProperties: false },
);
const read = compileFields(query, { query: true, also: linkNameChecks });

const NO_COUNTRY = "unknown";

export const clicksByDimension: Endpoint = (app, acting) => {
  const schema = { querystring: query, summary: "Clicks by what is known of them", tags };
  app.get("/api/statistics/v2/clicks-by-dimension", { schema }, async (request) => {
    const wire = read(fieldsOf(request.query));
    const { dimension } = wire;
    const rows = await countClicksByDimension(acting(request), {
      of: decodeScope(wire),
      range: decodeRange(wire),
      dimension,
    });
    const nameOf = (value: string) =>
      value === "" && dimension === "country" ? NO_COUNTRY : value;
    return success(
      rows.map(({ value, ...figures }) => ({ value: nameOf(value), ...encodeFigures(figures) })),
    );
  });
};
