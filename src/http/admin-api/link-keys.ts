import Type from "typebox";
import { createLinkKey } from "../../workspaces/create-link-key.ts";
import { listCredentials } from "../../workspaces/list-credentials.ts";
import { revokeCredential } from "../../workspaces/revoke-credential.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Nullable } from "../wire/schema.ts";
import {
  Idx,
  Moment,
  moment,
  NamedBody,
  type Resource,
  readNamed,
  readWorkspaceQuery,
  WorkspaceQuery,
} from "./wire.ts";

const RevokeQuery = Type.Object({ linkKeyIdx: Idx }, { additionalProperties: false });
const readRevoke = compileFields(RevokeQuery, { query: true });

const Row = Type.Object({
  linkKeyIdx: Idx,
  name: Type.String(),
  regYmdt: Moment,
  lastUseYmdt: Nullable(Moment),
});

/** Keys of the link API. */
export const linkKeys: Resource = (app, context) => {
  const path = "/v1/link-keys";

  app.post(
    path,
    {
      schema: {
        summary: "Make a link API key; it is shown this once",
        body: NamedBody,
        response: answers(Type.Object({ linkKeyIdx: Idx, key: Type.String() })),
      },
    },
    async ({ body }) => {
      const { workspaceIdx, name } = readNamed(fieldsOf(body));
      const { id, key } = await createLinkKey(context, { workspaceId: workspaceIdx, name });
      return success({ linkKeyIdx: id, key });
    },
  );

  app.get(
    path,
    {
      schema: {
        summary: "List a workspace's link API keys",
        querystring: WorkspaceQuery,
        response: answers(Type.Array(Row)),
      },
    },
    async ({ query }) => {
      const { workspaceIdx } = readWorkspaceQuery(query as object);
      const { workspace, holders } = await listCredentials(context, {
        kind: "link_key",
        workspaceId: workspaceIdx,
      });
      return success(
        holders.map(({ id, name, createdAt, lastUsedAt }) => ({
          linkKeyIdx: id,
          name,
          regYmdt: moment(createdAt, workspace),
          lastUseYmdt: lastUsedAt && moment(lastUsedAt, workspace),
        })),
      );
    },
  );

  app.delete(
    path,
    {
      schema: {
        summary: "Revoke a link API key",
        querystring: RevokeQuery,
        response: answers(Nothing),
      },
    },
    async ({ query }) => {
      const { linkKeyIdx } = readRevoke(query as object);
      await revokeCredential(context, { kind: "link_key", id: linkKeyIdx });
      return success(null);
    },
  );
};
