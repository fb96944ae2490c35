import type { WorkspaceContext } from "../../context.ts";
import { type Language, pickLanguage } from "../../kit/language.ts";
import { getGroup as load } from "../../links/get-group.ts";
import type { CountedGroup } from "../../links/group.ts";
import { groupPagePath } from "../../links/group-page.ts";
import { countGroupClicks } from "../../statistics/count-group-clicks.ts";
import { etagOf, type PresentRow } from "../versions.ts";
import { fieldsOf } from "../wire/body.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { encodeGroup } from "./group-fields.ts";
import { GroupIdFields, readGroupIdOfQuery } from "./group-id.ts";
import { encodeInForce, type InForce } from "./in-force.ts";

/** One group: every setting, null where not set, and which of them have no effect now. */
export type GroupOne = ReturnType<typeof encodeGroup> & { readonly inForce: InForce };

export const getGroup: Endpoint = (app, acting) => {
  const schema = {
    querystring: GroupIdFields,
    summary: "One group with what it has set",
    tags: ["groups"],
  };
  app.get("/api/link-group/v1/get", { schema }, async (request, reply) => {
    const { grpIdx } = readGroupIdOfQuery(fieldsOf(request.query));
    const language = pickLanguage(request.headers["accept-language"]);
    const { version, row } = await groupRow(acting(request), grpIdx, language);
    reply.header("ETag", etagOf(version));
    return success(row);
  });
};

/** The group as `get` answers it; `language` is that of the reasons in `inForce`. */
export async function groupRow(
  ctx: WorkspaceContext,
  groupId: number,
  language: Language,
): Promise<PresentRow & { readonly row: GroupOne }> {
  const group = await load(ctx, groupId);
  const figures = await countGroupClicks(ctx, groupId);
  const { excludesOverseas, notifiesMail, notifiesPush } = group.settings;
  const on = {
    excludesOverseas: excludesOverseas === true,
    notifiesMail: notifiesMail === true,
    notifiesPush: notifiesPush === true,
    webhookEnabled: group.webhook.enabled === true,
  };
  const inForce = await encodeInForce(ctx, on, language);
  const shown = { ...figures, statisticsUrl: statisticsUrlOf(ctx, group) };
  const row = { ...encodeGroup(group, ctx.workspace.timeZone, shown), inForce };
  return { version: group.version, row };
}

/** Where the group's public statistics are; null where the group sets no password for them. */
function statisticsUrlOf(
  { keys, site, workspace }: WorkspaceContext,
  { id: groupId, settings }: CountedGroup,
): string | null {
  if (settings.statisticsPasswordHash === null) return null;
  const path = groupPagePath(keys.groupPageKey, { workspaceId: workspace.id, groupId });
  return (workspace.defaultDomain ?? site.publicOrigin) + path;
}
