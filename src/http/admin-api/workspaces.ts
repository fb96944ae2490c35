import Type from "typebox";
import { createWorkspace } from "../../workspaces/create-workspace.ts";
import { deleteWorkspace } from "../../workspaces/delete-workspace.ts";
import { listWorkspaces } from "../../workspaces/list-workspaces.ts";
import { updateWorkspace } from "../../workspaces/update-workspace.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx } from "../wire/moment.ts";
import { workspaceChecks } from "../wire/workspace-fields.ts";
import { type Resource, readWorkspaceQuery, WorkspaceQuery } from "./wire.ts";
import { CreateBody, decodeChanges, encodeWorkspace, Row, UpdateBody } from "./workspace-wire.ts";

const readCreate = compileFields(CreateBody, { also: workspaceChecks });
const readUpdate = compileFields(UpdateBody, { also: workspaceChecks });

const Secret = Type.Object({ webhookSecretKey: Type.String() });

export const workspaces: Resource = (app, context) => {
  const path = "/v1/workspaces";

  app.post(
    path,
    {
      schema: {
        summary: "Make a workspace",
        body: CreateBody,
        response: answers(Type.Object({ workspaceIdx: Idx })),
      },
    },
    async ({ body }) => {
      const { id } = await createWorkspace(context, readCreate(fieldsOf(body)));
      return success({ workspaceIdx: id });
    },
  );

  app.put(
    path,
    {
      schema: {
        summary: "Change a workspace; the global webhook's first secret is shown this once",
        body: UpdateBody,
        response: answers(Type.Union([Nothing, Secret])),
      },
    },
    async ({ body }) => {
      const wire = readUpdate(fieldsOf(body));
      const secret = await updateWorkspace(context, {
        workspaceId: wire.workspaceIdx,
        changes: decodeChanges(wire),
      });
      return success(secret === null ? null : { webhookSecretKey: secret });
    },
  );

  app.get(
    path,
    { schema: { summary: "List all workspaces", response: answers(Type.Array(Row)) } },
    async () => success((await listWorkspaces(context)).map(encodeWorkspace)),
  );

  app.delete(
    path,
    {
      schema: {
        summary: "Delete a workspace with its keys, links and people",
        querystring: WorkspaceQuery,
        response: answers(Nothing),
      },
    },
    async ({ query }) => {
      await deleteWorkspace(context, readWorkspaceQuery(query as object).workspaceIdx);
      return success(null);
    },
  );
};
