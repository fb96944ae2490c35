import Type, { type TProperties } from "typebox";
import type { Context } from "../../context.ts";
import { type ListCredentials, listCredentials } from "../../workspaces/list-credentials.ts";
import { revokeCredential } from "../../workspaces/revoke-credential.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx, Moment, moment } from "../wire/moment.ts";
import { Line, Nullable } from "../wire/schema.ts";
import { type Resource, readWorkspaceQuery, WorkspaceQuery } from "./wire.ts";

export interface CredentialsParts {
  readonly kind: ListCredentials["kind"];
  readonly path: string;
  /** The field that has the number of one. */
  readonly idx: string;
  readonly summaries: Readonly<Record<"create" | "list" | "revoke", string>>;
  /** The fields that are shown when one is made and never again. */
  readonly Shown: TProperties;
  readonly create: (
    context: Context,
    whose: { readonly workspaceId: number; readonly name: string },
  ) => Promise<{ readonly id: number; readonly shown: Readonly<Record<string, string>> }>;
}

/** Who gets one: the workspace, and a name to know it by. */
const CreateBody = Type.Object(
  { workspaceIdx: Idx, name: Line(1, 100) },
  { additionalProperties: false },
);
const readCreate = compileFields(CreateBody);

/** What opens an API to a workspace: made, listed without its secret, and revoked. */
export function credentials(parts: CredentialsParts): Resource {
  const { kind, path, idx, summaries, Shown, create } = parts;
  const RevokeQuery = Type.Object({ [idx]: Idx }, { additionalProperties: false });
  const readRevoke = compileFields(RevokeQuery, { query: true });
  const Row = Type.Object({
    [idx]: Idx,
    name: Type.String(),
    regYmdt: Moment,
    lastUseYmdt: Nullable(Moment),
  });

  return (app, context) => {
    app.post(
      path,
      {
        schema: {
          summary: summaries.create,
          body: CreateBody,
          response: answers(Type.Object({ [idx]: Idx, ...Shown })),
        },
      },
      async ({ body }) => {
        const { workspaceIdx, name } = readCreate(fieldsOf(body));
        const { id, shown } = await create(context, { workspaceId: workspaceIdx, name });
        return success({ [idx]: id, ...shown });
      },
    );

    app.get(
      path,
      {
        schema: {
          summary: summaries.list,
          querystring: WorkspaceQuery,
          response: answers(Type.Array(Row)),
        },
      },
      async ({ query }) => {
        const { workspaceIdx } = readWorkspaceQuery(query as object);
        const { workspace, holders } = await listCredentials(context, {
          kind,
          workspaceId: workspaceIdx,
        });
        return success(
          holders.map(({ id, name, createdAt, lastUsedAt }) => ({
            [idx]: id,
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
          summary: summaries.revoke,
          querystring: RevokeQuery,
          response: answers(Nothing),
        },
      },
      async ({ query }) => {
        const id = readRevoke(query as object)[idx] as number;
        await revokeCredential(context, { kind, id, workspaceId: null });
        return success(null);
      },
    );
  };
}
