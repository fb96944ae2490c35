import Type, { type TProperties } from "typebox";
import type { Context } from "../../context.ts";
import { createDataSource } from "../../workspaces/create-data-source.ts";
import { createLinkKey } from "../../workspaces/create-link-key.ts";
import { type ListCredentials, listCredentials } from "../../workspaces/list-credentials.ts";
import { revokeCredential } from "../../workspaces/revoke-credential.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx, Moment, moment } from "../wire/moment.ts";
import { Line, Nullable } from "../wire/schema.ts";
import type { Resource } from "./api.ts";

interface KeysParts {
  readonly kind: ListCredentials["kind"];
  readonly path: string;
  /** The field that has the number of one. */
  readonly idx: string;
  readonly what: string;
  /** The fields that are shown when one is made and never again. */
  readonly Shown: TProperties;
  readonly create: (
    ctx: Context,
    whose: { readonly workspaceId: number; readonly name: string },
  ) => Promise<{ readonly id: number; readonly shown: Readonly<Record<string, string>> }>;
}

const CreateBody = Type.Object({ name: Line(1, 100) }, { additionalProperties: false });
const readCreate = compileFields(CreateBody);

const config = { needs: "owner" } as const;
const tags = ["keys"];

/** What opens an API to the workspace: for owners alone. */
function keys({ kind, path, idx, what, Shown, create }: KeysParts): Resource {
  const Named = Type.Object({ [idx]: Idx }, { additionalProperties: false });
  const readNamed = compileFields(Named, { query: true });
  const Row = Type.Object({
    [idx]: Idx,
    name: Type.String(),
    regYmdt: Moment,
    lastUseYmdt: Nullable(Moment),
  });
  const Made = Type.Object({ [idx]: Idx, ...Shown });

  return (app, acting) => {
    const list = { summary: `List the ${what}s`, tags, response: answers(Type.Array(Row)) };
    app.get(path, { config, schema: list }, async (request) => {
      const { ctx } = acting(request);
      const { workspace, holders } = await listCredentials(ctx, {
        kind,
        workspaceId: ctx.workspace.id,
      });
      return success(
        holders.map(({ id, name, createdAt, lastUsedAt }) => ({
          [idx]: id,
          name,
          regYmdt: moment(createdAt, workspace),
          lastUseYmdt: lastUsedAt && moment(lastUsedAt, workspace),
        })),
      );
    });

    const make = { summary: `Make a ${what}; it is shown this once`, tags, body: CreateBody };
    app.post(path, { config, schema: { ...make, response: answers(Made) } }, async (request) => {
      const { ctx } = acting(request);
      const { name } = readCreate(fieldsOf(request.body));
      const { id, shown } = await create(ctx, { workspaceId: ctx.workspace.id, name });
      return success({ [idx]: id, ...shown });
    });

    const revoke = { summary: `Revoke a ${what}`, tags, querystring: Named };
    app.delete(
      path,
      { config, schema: { ...revoke, response: answers(Nothing) } },
      async (request) => {
        const { ctx } = acting(request);
        const id = readNamed(request.query as object)[idx] as number;
        await revokeCredential(ctx, { kind, id, workspaceId: ctx.workspace.id });
        return success(null);
      },
    );
  };
}

export const linkKeys = keys({
  kind: "link_key",
  path: "/v1/link-keys",
  idx: "linkKeyIdx",
  what: "link API key",
  Shown: { key: Type.String() },
  async create(ctx, whose) {
    const { id, key } = await createLinkKey(ctx, whose);
    return { id, shown: { key } };
  },
});

export const dataSources = keys({
  kind: "data_source",
  path: "/v1/data-sources",
  idx: "dataSourceIdx",
  what: "API data source",
  Shown: { apiKey: Type.String(), apiSecret: Type.String() },
  async create(ctx, whose) {
    const { id, key, secret } = await createDataSource(ctx, whose);
    return { id, shown: { apiKey: key, apiSecret: secret } };
  },
});
