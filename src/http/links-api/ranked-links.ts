import Type from "typebox";
import { listRankedLinks } from "../../statistics/list-ranked-links.ts";
import type { RankedLink } from "../../statistics/load-link-ranking.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { paged } from "../wire/paging.ts";
import { described } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { GroupId } from "./group-fields.ts";
import { encodeTitle } from "./link-fields.ts";
import { decodeRanking, encodeRangeFigures, rankingFields } from "./ranking-fields.ts";
import { tags } from "./statistics-fields.ts";

const query = Type.Object(
  {
    ...rankingFields,
    grpIdx: Type.Optional(described(GroupId, "Only clicks that count in this group")),
  },
  { additionalProperties: false },
);
const read = compileFields(query, { query: true });

export type RankedLinkRow = ReturnType<typeof encode>;

export const rankedLinks: Endpoint = (app, acting) => {
  const summary = "Links by their clicks, people, scans or change in some days";
  const schema = { querystring: query, summary, tags };
  app.get("/api/statistics/v2/links", { schema }, async (request) => {
    const { grpIdx, ...wire } = read(fieldsOf(request.query));
    const asked = { ...decodeRanking(wire), groupId: grpIdx ?? null };
    const { links, total } = await listRankedLinks(acting(request), asked);
    return success(paged(links.map(encode), wire.pages ?? 1, total));
  });
};

function encode({ slug, origin, title, titleState, clicks, people, qr, before }: RankedLink) {
  return {
    linkId: slug,
    domain: origin,
    ttl: encodeTitle({ title, titleState }),
    ...encodeRangeFigures({ clicks, people, qr, before }),
  };
}
