import Type from "typebox";
import { Fault } from "../../kit/fault.ts";
import { countClicksByGroup } from "../../statistics/count-clicks-by-group.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Pages, pageAt, paged } from "../wire/paging.ts";
import { described, WireDate } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { encodeFigures, tags } from "./statistics-fields.ts";

const MOST_GROUPS = 300;

const query = Type.Object(
  {
    ymd: described(WireDate, "The day"),
    grpIdxList: Type.Optional(
      described(
        Type.String({ format: "line", maxLength: MOST_GROUPS * 17 }),
        "Numbers of up to 300 groups, with commas between; left out: all, the newest first",
      ),
    ),
    pages: Type.Optional(Pages),
  },
  { additionalProperties: false },
);
const also = { grpIdxList: (value: unknown): void => void readIds(String(value)) };
const read = compileFields(query, { query: true, also });

export const clicksByGroup: Endpoint = (app, acting) => {
  const schema = { querystring: query, summary: "Clicks and people of groups on a day", tags };
  app.get("/api/link/v1/clicks-by-group", { schema }, async (request) => {
    const { ymd, grpIdxList, pages = 1 } = read(fieldsOf(request.query));
    const groupIds = grpIdxList === undefined ? null : readIds(grpIdxList);
    const asked = { day: ymd, groupIds, page: pageAt(pages) };
    const { groups, total } = await countClicksByGroup(acting(request), asked);
    const rows = groups.map(({ groupId, name, ...figures }) => ({
      grpIdx: groupId,
      grpNm: name,
      ...encodeFigures(figures),
    }));
    return success(paged(rows, pages, total));
  });
};

/** Each number once, in the order of the list. */
function readIds(list: string): number[] {
  const field = "grpIdxList";
  const texts = list.split(",").map((text) => text.trim());
  if (texts.length > MOST_GROUPS) {
    throw new Fault("field_invalid", { field, reason: "too_many", max: MOST_GROUPS });
  }
  const ids = texts.map((text) => (/^[1-9]\d{0,15}$/.test(text) ? Number(text) : Number.NaN));
  if (!ids.every(Number.isSafeInteger)) {
    throw new Fault("field_invalid", { field, reason: "format" });
  }
  return [...new Set(ids)];
}
