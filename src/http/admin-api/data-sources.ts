import Type from "typebox";
import { createDataSource } from "../../workspaces/create-data-source.ts";
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

const RevokeQuery = Type.Object({ dataSourceIdx: Idx }, { additionalProperties: false });
const readRevoke = compileFields(RevokeQuery, { query: true });

const Row = Type.Object({
  dataSourceIdx: Idx,
  name: Type.String(),
  regYmdt: Moment,
  lastUseYmdt: Nullable(Moment),
});

/** Key pairs of the audience API. */
export const dataSources: Resource = (app, context) => {
  const path = "/v1/data-sources";

  app.post(
    path,
    {
      schema: {
        summary: "Make an API data source; its pair is shown this once",
        body: NamedBody,
        response: answers(
          Type.Object({ dataSourceIdx: Idx, apiKey: Type.String(), apiSecret: Type.String() }),
        ),
      },
    },
    async ({ body }) => {
      const { workspaceIdx, name } = readNamed(fieldsOf(body));
      const { id, key, secret } = await createDataSource(context, {
        workspaceId: workspaceIdx,
        name,
      });
      return success({ dataSourceIdx: id, apiKey: key, apiSecret: secret });
    },
  );

  app.get(
    path,
    {
      schema: {
        summary: "List a workspace's API data sources",
        querystring: WorkspaceQuery,
        response: answers(Type.Array(Row)),
      },
    },
    async ({ query }) => {
      const { workspaceIdx } = readWorkspaceQuery(query as object);
      const { workspace, holders } = await listCredentials(context, {
        kind: "data_source",
        workspaceId: workspaceIdx,
      });
      return success(
        holders.map(({ id, name, createdAt, lastUsedAt }) => ({
          dataSourceIdx: id,
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
        summary: "Revoke an API data source",
        querystring: RevokeQuery,
        response: answers(Nothing),
      },
    },
    async ({ query }) => {
      const { dataSourceIdx } = readRevoke(query as object);
      await revokeCredential(context, { kind: "data_source", id: dataSourceIdx });
      return success(null);
    },
  );
};
