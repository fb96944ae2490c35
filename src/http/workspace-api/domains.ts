import Type from "typebox";
import { createDomain } from "../../workspaces/create-domain.ts";
import { deleteDomain } from "../../workspaces/delete-domain.ts";
import { listDomains } from "../../workspaces/list-domains.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Moment, moment } from "../wire/moment.ts";
import { Flag, Line, Nullable } from "../wire/schema.ts";
import type { Resource } from "./api.ts";

const Domain = Type.Object({ domain: Line(1, 300) }, { additionalProperties: false });
const readBody = compileFields(Domain);
const readQuery = compileFields(Domain, { query: true });

const Row = Type.Object({
  domain: Type.String(),
  ownYn: { ...Flag, description: "N: the server's, which all workspaces share" },
  regYmdt: Nullable(Moment),
});

const tags = ["domains"];

/** The domains that links may be on. */
export const domains: Resource = (app, acting) => {
  const path = "/v1/domains";

  app.get(
    path,
    {
      config: { needs: "viewer" },
      schema: {
        summary: "The server's link domain, then the workspace's own",
        tags,
        response: answers(Type.Array(Row)),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      const { workspace, domains: owned } = await listDomains(ctx, ctx.workspace.id);
      return success([
        { domain: ctx.site.publicOrigin, ownYn: "N", regYmdt: null },
        ...owned.map(({ origin, createdAt }) => ({
          domain: origin,
          ownYn: "Y",
          regYmdt: moment(createdAt, workspace),
        })),
      ]);
    },
  );

  app.post(
    path,
    {
      config: { needs: "owner" },
      schema: {
        summary: "Take a domain for the workspace's links",
        tags,
        body: Domain,
        response: answers(Nothing),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      const { domain } = readBody(fieldsOf(request.body));
      await createDomain(ctx, { workspaceId: ctx.workspace.id, domain });
      return success(null);
    },
  );

  app.delete(
    path,
    {
      config: { needs: "owner" },
      schema: {
        summary: "Give a domain up; its links answer 404",
        tags,
        querystring: Domain,
        response: answers(Nothing),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      const { domain } = readQuery(request.query as object);
      await deleteDomain(ctx, { domain, workspaceId: ctx.workspace.id });
      return success(null);
    },
  );
};
