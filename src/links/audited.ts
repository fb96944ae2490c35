import { type AuditChanges, changesBetween } from "../workspaces/audit.ts";
import type { Group } from "./group.ts";
import type { Link } from "./link.ts";

/** Of these an audit tells only that they changed. */
const SECRET = ["passwordHash", "statisticsPasswordHash"];

type Fields = Readonly<Record<string, unknown>>;

function groupFields({ name, memo, settings, webhook }: Group): Fields {
  return {
    name,
    memo,
    ...settings,
    webhookEnabled: webhook.enabled,
    webhookUrl: webhook.url,
    webhookMetric: webhook.metric,
    webhookFrequency: webhook.frequency,
  };
}

/** What is left out of a link is nobody's change: counters, versions, the title of its page. */
function linkFields(link: Link): Fields {
  const { url, groupId, redirectType, description, metaImage, memo, deletesAt, settings } = link;
  const title = link.titleState === "typed" ? link.title : null;
  return {
    url,
    groupId,
    redirectType,
    title,
    description,
    metaImage,
    memo,
    deletesAt,
    ...settings,
  };
}

export function groupChanges(before: Group | null, after: Group): AuditChanges {
  return changesBetween(before === null ? {} : groupFields(before), groupFields(after), SECRET);
}

export function linkChanges(before: Link | null, after: Link): AuditChanges {
  return changesBetween(before === null ? {} : linkFields(before), linkFields(after), SECRET);
}
