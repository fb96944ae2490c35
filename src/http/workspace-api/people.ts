import Type, { type Static } from "typebox";
import { findPeople, type Person } from "../../audience/find-people.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { success } from "../envelope.ts";
import { answers } from "../wire/answer.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx, Moment, moment } from "../wire/moment.ts";
import { PagedOf, Pages, pageAt, paged } from "../wire/paging.ts";
import { Line, Nullable } from "../wire/schema.ts";
import type { Resource } from "./api.ts";

const Query = Type.Object(
  {
    q: Type.Optional({
      ...Line(0, 256),
      description: "an EUID, or the beginning of an identifier, e-mail address or phone number",
    }),
    pages: Type.Optional(Pages),
  },
  { additionalProperties: false },
);
const readQuery = compileFields(Query, { query: true });

const Row = Type.Object({
  euid: Idx,
  identifiers: Type.Object({
    user_id: Nullable(Type.String()),
    anonymous_id: Nullable(Type.String()),
    registration_id: Type.Array(Type.String()),
  }),
  contacts: Type.Record(Type.String(), Type.String(), { description: "as they were written" }),
  clickCnt: Type.Integer(),
  lastClickYmdt: Nullable(Moment),
  regYmdt: Moment,
});

/** The users of the workspace. */
export const people: Resource = (app, acting) => {
  app.get(
    "/v1/people",
    {
      config: { needs: "viewer" },
      schema: {
        summary: "Find users, the newest first; at most 1,000 are found, 10,000 listed",
        tags: ["people"],
        querystring: Query,
        response: answers(PagedOf(Row)),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      const { q: text = "", pages = 1 } = readQuery(request.query as object);
      const found = await findPeople(ctx, { text, page: pageAt(pages) });
      const rows = found.people.map((person) => encode(person, ctx.workspace));
      return success(paged(rows, pages, found.total));
    },
  );
};

function encode(person: Person, workspace: Workspace): Static<typeof Row> {
  const { euid, contacts, clicks, lastClickAt, createdAt } = person;
  return {
    euid,
    identifiers: encodeIdentifiers(person),
    contacts: Object.fromEntries(contacts),
    clickCnt: clicks,
    lastClickYmdt: lastClickAt && moment(lastClickAt, workspace),
    regYmdt: moment(createdAt, workspace),
  };
}

function encodeIdentifiers({ identifiers }: Person): Static<typeof Row>["identifiers"] {
  const of = (name: string) =>
    identifiers.filter(({ kind }) => kind === name).map(({ value }) => value);
  return {
    user_id: of("user_id")[0] ?? null,
    anonymous_id: of("anonymous_id")[0] ?? null,
    registration_id: of("registration_id"),
  };
}
