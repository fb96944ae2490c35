import Type from "typebox";
import { createDomain } from "../../workspaces/create-domain.ts";
import { deleteDomain } from "../../workspaces/delete-domain.ts";
import { listDomains } from "../../workspaces/list-domains.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx, Moment, moment } from "../wire/moment.ts";
import { Line } from "../wire/schema.ts";
import { type Resource, readWorkspaceQuery, WorkspaceQuery } from "./wire.ts";

const Domain = Line(1, 300);
const CreateBody = Type.Object(
  { workspaceIdx: Idx, domain: Domain },
  { additionalProperties: false },
);
const DeleteQuery = Type.Object({ domain: Domain }, { additionalProperties: false });
const readCreate = compileFields(CreateBody);
const readDelete = compileFields(DeleteQuery, { query: true });

const Row = Type.Object({ domain: Type.String(), regYmdt: Moment });

/** Link domains that a workspace owns. */
export const domains: Resource = (app, context) => {
  const path = "/v1/domains";

  app.post(
    path,
    {
      schema: {
        summary: "Give a link domain to a workspace",
        body: CreateBody,
        response: answers(Nothing),
      },
    },
    async ({ body }) => {
      const { workspaceIdx, domain } = readCreate(fieldsOf(body));
      await createDomain(context, { workspaceId: workspaceIdx, domain });
      return success(null);
    },
  );

  app.get(
    path,
    {
      schema: {
        summary: "List a workspace's link domains",
        querystring: WorkspaceQuery,
        response: answers(Type.Array(Row)),
      },
    },
    async ({ query }) => {
      const { workspaceIdx } = readWorkspaceQuery(query as object);
      const { workspace, domains: owned } = await listDomains(context, workspaceIdx);
      return success(
        owned.map(({ origin, createdAt }) => ({
          domain: origin,
          regYmdt: moment(createdAt, workspace),
        })),
      );
    },
  );

  app.delete(
    path,
    {
      schema: {
        summary: "Take a link domain away; its links answer 404",
        querystring: DeleteQuery,
        response: answers(Nothing),
      },
    },
    async ({ query }) => {
      const { domain } = readDelete(query as object);
      await deleteDomain(context, { domain, workspaceId: null });
      return success(null);
    },
  );
};
