/** Tables whose rows belong to one workspace; the first column of their keys is `workspace_id`. */
export const TENANT_TABLES = [
  "workspace",
  "link_key",
  "data_source",
  "rate_window",
  "link_group",
  "link_group_tally",
  "link",
  "link_forward",
  "password_attempt",
  "profile",
  "identifier",
  "identity_allowed",
  "attribute_registry",
  "attribute",
  "property_change",
  "profile_merge",
  "person_event",
  "event_name",
  "person_click",
  "idempotent_answer",
  "click_ledger",
  "click",
  "link_visitor",
  "link_click",
  "click_total",
  "click_busy",
  "click_quarter",
  "click_day",
  "click_packed_day",
  "click_month",
  "click_month_visitor",
  "webhook_event",
  "webhook_run",
  "click_threshold",
  "audit_entry",
  "push_subscription",
  "push_place",
  "member_push_subscription",
  "push_message",
] as const;

/** Tables with one text key, unique over all workspaces. */
export const KEY_TABLES = ["credential", "domain", "link_address"] as const;

/** Ordinary tables on the coordinator. */
export const LOCAL_TABLES = [
  "installation_key",
  "journal",
  "lease",
  "schema_migration",
  "member",
  "membership",
  "member_session",
  "invitation",
  "sign_in_attempt",
  "phone_reading",
] as const;

/** Reads over all workspaces that an operator or a job asks for, and locks or changes nothing by. */
const OVER_ALL_WORKSPACES =
  /from workspace (where deleted_at is null order by workspace_id|limit 1)$/;

const mentions = (text: string, table: string): boolean =>
  new RegExp(`\\b(from|join|into|update)\\s+(only\\s+)?${table}\\b`).test(text);

/** What of a statement would not run on a cluster as it stands; empty where nothing. */
export function undistributable(statement: string): string[] {
  const text = statement.replaceAll(/\s+/g, " ").trim().toLowerCase();
  const problems: string[] = [];
  const tenant = TENANT_TABLES.filter((table) => mentions(text, table));
  const keys = KEY_TABLES.filter((table) => mentions(text, table));
  const inserted = /\binsert into (\w+) \(/.test(text);
  if (tenant.length > 0 && keys.length > 0) problems.push("joins a key table with a tenant table");
  if (tenant.length > 0 && !namesWorkspace(text) && !OVER_ALL_WORKSPACES.test(text)) {
    problems.push("names no workspace_id");
  }
  if (
    tenant.length + keys.length > 0 &&
    inserted &&
    /\binsert into \w+ \([^)]*\) select\b/.test(text)
  ) {
    if (!/\bon conflict\b|\breturning\b/.test(text)) {
      problems.push("insert … select without on conflict or returning");
    }
  }
  const updating = text.split(/\bdo update set\b/)[1];
  if (
    updating !== undefined &&
    /\b(now|jsonb_build_object|to_jsonb|random|clock_timestamp)\s*\(/.test(updating)
  ) {
    problems.push("a function that is not immutable in do update set");
  }
  if (/\bnow\s*\(|\bcurrent_timestamp\b/.test(text))
    problems.push("a time that is not the application's");
  if (/\b(date_trunc|to_jsonb|random|gen_random_uuid)\s*\(/.test(text))
    problems.push("a stable or volatile function");
  if (/\bpg_notify\b/.test(text) && tenant.length + keys.length > 0)
    problems.push("pg_notify within a statement");
  if (/\bmerge into\b|\bgrouping sets\b|\bdetach concurrently\b/.test(text))
    problems.push("merge or grouping sets");
  if (/\bset workspace_id\b/.test(text)) problems.push("changes a workspace_id");
  if (/\bselect \*/.test(text)) problems.push("select *");
  return problems;
}

function namesWorkspace(text: string): boolean {
  return (
    /\bworkspace_id = (any ?\()?\$\d/.test(text) ||
    /\binsert into \w+ \(\s*workspace_id\b/.test(text)
  );
}

/** Throws where a statement that the suite ran could not run on a cluster. */
export function refuseUndistributable(statement: string): void {
  const problems = undistributable(statement);
  if (problems.length > 0) throw new Error(`${problems.join("; ")}:\n${statement}`);
}
