import { countClicksByDate } from "../../statistics/count-clicks-by-date.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { encodeFigures, rangeQuery, readRangeQuery, tags } from "./statistics-fields.ts";

export const clicksByDate: Endpoint = (app, acting) => {
  const schema = { querystring: rangeQuery, summary: "Clicks and people of each day", tags };
  app.get("/api/statistics/v2/clicks-by-date", { schema }, async (request) => {
    const rows = await countClicksByDate(acting(request), readRangeQuery(request.query));
    return success(rows.map(({ day, ...figures }) => ({ ymd: day, ...encodeFigures(figures) })));
  });
};
