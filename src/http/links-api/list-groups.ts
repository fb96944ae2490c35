import Type from "typebox";
import { listGroups as list } from "../../links/list-groups.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Pages, pageAt, paged } from "../wire/paging.ts";
import { described, Flag, Line } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { encodeGroupRow, encodeListedGroup, GroupId } from "./group-fields.ts";

const filters = {
  nm: Type.Optional(described(Line(0, 100), "A part of the name")),
  grpIdx: Type.Optional(GroupId),
};
const unpagedQuery = Type.Object(filters, { additionalProperties: false });
const pagedQuery = Type.Object(
  {
    ...filters,
    pages: Type.Optional(Pages),
    setYn: Type.Optional(described(Flag, "Y: rows also name the settings that the group has set")),
  },
  { additionalProperties: false },
);
const readUnpaged = compileFields(unpagedQuery, { query: true });
const readPaged = compileFields(pagedQuery, { query: true });

const tags = ["groups"];

export const listGroups: Endpoint = (app, acting) => {
  const schema = { querystring: pagedQuery, summary: "Groups, the newest first", tags };
  app.get("/api/link-group/v2/list", { schema }, async (request) => {
    const ctx = acting(request);
    const { nm, grpIdx, pages = 1, setYn } = readPaged(fieldsOf(request.query));
    const filter = { name: nm ?? null, groupId: grpIdx ?? null };
    const { groups, total } = await list(ctx, { filter, page: pageAt(pages) });
    const encode = setYn === "Y" ? encodeListedGroup : encodeGroupRow;
    const rows = groups.map((group) => encode(group, ctx.workspace.timeZone));
    return success(paged(rows, pages, total));
  });
};

export const listGroupsUnpaged: Endpoint = (app, acting) => {
  const schema = { querystring: unpagedQuery, summary: "The 30 newest groups", tags };
  app.get("/api/link-group/v1/list", { schema }, async (request) => {
    const ctx = acting(request);
    const { nm, grpIdx } = readUnpaged(fieldsOf(request.query));
    const filter = { name: nm ?? null, groupId: grpIdx ?? null };
    const { groups } = await list(ctx, { filter, page: pageAt(1) });
    return success(groups.map((group) => encodeGroupRow(group, ctx.workspace.timeZone)));
  });
};
