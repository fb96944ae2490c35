import { queryOptions } from "@tanstack/react-query";
import type { GroupOne } from "../../../src/http/links-api/get-group.ts";
import type { encodeListedGroup } from "../../../src/http/links-api/group-fields.ts";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { type Answer, ask, read } from "../../api.ts";

/** A row of the list: defaults stand where nothing is set. */
export type GroupRow = ReturnType<typeof encodeListedGroup>;
/** Every setting, null where not set. */
export type Group = GroupOne;
/** By setting, how many links have a different value of their own. */
export type Overrides = Readonly<Record<string, { links: number; more: boolean } | undefined>>;

/** Why a setting has no effect although it is on, as the server says it; null where it has. */
export function noEffectOf(inForce: Group["inForce"], name: string): string | null {
  return Object.entries(inForce).find(([field]) => field === name)?.[1].why ?? null;
}

/** How many rows the links API answers at once. */
export const PAGE_ROWS = 30;

export const groupsQuery = (search: { q?: string; page?: number }) =>
  queryOptions({
    queryKey: ["groups", "list", search],
    queryFn: ({ signal }) =>
      read<Paged<GroupRow>>(
        "/api/link-group/v2/list",
        { nm: search.q, pages: search.page ?? 1, setYn: "Y" },
        signal,
      ),
    placeholderData: (before) => before,
  });

/** With the version that a change must name. */
export const groupQuery = (grpIdx: number) =>
  queryOptions({
    queryKey: ["groups", "one", grpIdx],
    queryFn: ({ signal }): Promise<Answer<Group>> =>
      ask("/api/link-group/v1/get", { query: { grpIdx }, signal }),
  });

export const overridesQuery = (grpIdx: number) =>
  queryOptions({
    queryKey: ["groups", "overrides", grpIdx],
    queryFn: ({ signal }) => read<Overrides>("/api/link-group/v1/overrides", { grpIdx }, signal),
  });

export async function createGroup(body: { nm: string; memo?: string }): Promise<number> {
  const { result } = await ask<{ grpIdx: number }>("/api/link-group/v1/create", {
    method: "POST",
    body,
  });
  return result.grpIdx;
}

interface AuditRow {
  readonly who: { readonly name: string };
  readonly action: string;
  readonly target: string;
}

/** Who changed a group of that name last, as far as it is written down; null where it is not. */
export const lastChangerQuery = (names: readonly string[], at: string) =>
  queryOptions({
    queryKey: ["groups", "changer", names, at],
    queryFn: async ({ signal }) => {
      const { list } = await read<Paged<AuditRow>>("/api/workspace/v1/audit", {}, signal);
      const row = list.find((it) => it.action === "group.update" && names.includes(it.target));
      return row?.who.name ?? null;
    },
    retry: false,
  });

/** The secret of a webhook that had none, or null. */
export async function updateGroup(change: {
  grpIdx: number;
  fields: Readonly<Record<string, unknown>>;
  ifMatch: string | null;
}): Promise<string | null> {
  const { grpIdx, fields, ifMatch } = change;
  const { result } = await ask<string | null>("/api/link-group/v1/update", {
    method: "PUT",
    body: { grpIdx, ...fields },
    ifMatch,
  });
  return result;
}

export async function rotateSecret(grpIdx: number): Promise<string> {
  const path = "/api/link-group/v1/rotate-secret";
  return (await ask<string>(path, { method: "POST", body: { grpIdx } })).result;
}

export async function deleteGroup(grpIdx: number): Promise<void> {
  await ask("/api/link-group/v1/delete", { method: "DELETE", query: { grpIdx } });
}
