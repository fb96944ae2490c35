import Type from "typebox";
import { listRankedGroups, type RankedGroup } from "../../statistics/list-ranked-groups.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { paged } from "../wire/paging.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { decodeRanking, encodeRangeFigures, rankingFields } from "./ranking-fields.ts";
import { tags } from "./statistics-fields.ts";

const query = Type.Object(rankingFields, { additionalProperties: false });
const read = compileFields(query, { query: true });

export type RankedGroupRow = ReturnType<typeof encode>;

export const rankedGroups: Endpoint = (app, acting) => {
  const summary = "Groups by their clicks, people, scans or change in some days";
  const schema = { querystring: query, summary, tags };
  app.get("/api/statistics/v2/groups", { schema }, async (request) => {
    const wire = read(fieldsOf(request.query));
    const { groups, total } = await listRankedGroups(acting(request), decodeRanking(wire));
    return success(paged(groups.map(encode), wire.pages ?? 1, total));
  });
};

function encode({ groupId, name, links, ...figures }: RankedGroup) {
  return { grpIdx: groupId, grpNm: name, linkCnt: links, ...encodeRangeFigures(figures) };
}
