import Type, { type Static } from "typebox";
import type { AuditChanges } from "../../workspaces/audit.ts";
import { listAudit } from "../../workspaces/list-audit.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { success } from "../envelope.ts";
import type { WireNames } from "../messages/tell.ts";
import { answers } from "../wire/answer.ts";
import { compileFields } from "../wire/fields.ts";
import { LINK_NAMES } from "../wire/link-names.ts";
import { Idx, Moment, moment } from "../wire/moment.ts";
import { PagedOf, Pages, pageAt, paged } from "../wire/paging.ts";
import { OneOf } from "../wire/schema.ts";
import type { Resource } from "./api.ts";

const Query = Type.Object({ pages: Type.Optional(Pages) }, { additionalProperties: false });
const readQuery = compileFields(Query, { query: true });

const Change = Type.Object({ old: Type.Unknown(), new: Type.Unknown() });
const Row = Type.Object({
  auditIdx: Idx,
  atYmdt: Moment,
  who: Type.Object({
    kind: OneOf("member", "key", "admin", "system"),
    name: Type.String({ description: "of a key what its owner calls it" }),
  }),
  action: Type.String({ description: "what was done to what, such as `group.update`" }),
  target: Type.String({ description: "a name, a short URL or an address" }),
  changes: Type.Record(Type.String(), Change, {
    description: "by field; of a secret only that it changed",
  }),
});

/** Who changed what. */
export const audit: Resource = (app, acting) => {
  app.get(
    "/v1/audit",
    {
      config: { needs: "editor" },
      schema: {
        summary: "Who changed what in the workspace, the newest first",
        tags: ["audit"],
        querystring: Query,
        response: answers(PagedOf(Row)),
      },
    },
    async (request) => {
      const { ctx } = acting(request);
      const { pages = 1 } = readQuery(request.query as object);
      const { entries, total } = await listAudit(ctx, pageAt(pages));
      const rows = entries.map(
        ({ id, at, actorKind: kind, actorName: name, action, target, changes }) =>
          ({
            auditIdx: id,
            atYmdt: moment(at, ctx.workspace),
            who: { kind, name },
            action,
            target,
            changes: encodeChanges(action, changes, ctx.workspace),
          }) satisfies Static<typeof Row>,
      );
      return success(paged(rows, pages, total));
    },
  );
};

/** What the settings call the fields of a workspace. */
const WORKSPACE_NAMES: WireNames = {
  webhookEnabled: "globalWebhook.enableYn",
  webhookUrl: "globalWebhook.callbackUrl",
  webhookMetric: "globalWebhook.metric",
  webhookFrequency: "globalWebhook.frequency",
};

const NAMES_OF_LINKS: WireNames = { ...LINK_NAMES, title: "ttl" };

function encodeChanges(action: string, changes: AuditChanges, workspace: Workspace) {
  const names = action.startsWith("workspace.") ? WORKSPACE_NAMES : NAMES_OF_LINKS;
  return Object.fromEntries(
    Object.entries(changes).map(([field, [before, after]]) => [
      names[field] ?? field,
      { old: encodeValue(field, before, workspace), new: encodeValue(field, after, workspace) },
    ]),
  );
}

/** As the API of that field writes it. */
function encodeValue(field: string, value: unknown, workspace: Workspace): unknown {
  if (typeof value === "boolean") return value ? "Y" : "N";
  if (typeof value === "string" && field.endsWith("sAt")) return moment(new Date(value), workspace);
  if (field === "webhookMetric") return value === null ? null : value === "people" ? "P" : "C";
  return value;
}
