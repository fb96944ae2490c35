import { queryOptions } from "@tanstack/react-query";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { type Answer, ask, read } from "../../api.ts";
import type { Role } from "../../workspace.tsx";

const BASE = "/api/workspace/v1";

export interface Settings {
  readonly name: string;
  readonly plan: string;
  readonly timeZone: string;
  readonly homeCountry: string | null;
  readonly locale: string;
  readonly defaultDomain: string | null;
  readonly notifyThresholds: readonly number[];
  readonly notifyEmails: readonly string[];
  readonly unsubscribedEmails?: readonly string[];
  readonly globalWebhook: {
    readonly enableYn: "Y" | "N";
    readonly callbackUrl: string | null;
    readonly metric: "C" | "P";
    readonly frequency: number;
    readonly secretYn: "Y" | "N";
  };
  readonly modYmdt: string;
}

export interface DomainRow {
  readonly domain: string;
  readonly ownYn: "Y" | "N";
  readonly regYmdt: string | null;
}

export interface MemberRow {
  readonly memberIdx: number;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly lastUseYmdt: string | null;
  readonly regYmdt: string;
}

export interface InvitationRow {
  readonly invitationIdx: number;
  readonly email: string;
  readonly role: Role;
  readonly endYmdt: string;
}

/** What opens one of the APIs; the key itself is shown once and never again. */
export interface KeyRow {
  readonly id: number;
  readonly name: string;
  readonly regYmdt: string;
  readonly lastUseYmdt: string | null;
}

export interface AuditRow {
  readonly auditIdx: number;
  readonly atYmdt: string;
  readonly who: { readonly kind: "member" | "key" | "admin" | "system"; readonly name: string };
  readonly action: string;
  readonly target: string;
  readonly changes: Readonly<Record<string, { readonly old: unknown; readonly new: unknown }>>;
}

export interface TestResult {
  readonly status: number | null;
  readonly error: string | null;
  readonly ms: number;
  readonly answer: string;
}

export const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }): Promise<Answer<Settings>> => ask(`${BASE}/settings`, { signal }),
});

export const domainsQuery = queryOptions({
  queryKey: ["domains"],
  queryFn: ({ signal }) => read<readonly DomainRow[]>(`${BASE}/domains`, {}, signal),
});

export const membersQuery = queryOptions({
  queryKey: ["members"],
  queryFn: ({ signal }) => read<readonly MemberRow[]>(`${BASE}/members`, {}, signal),
});

export const invitationsQuery = queryOptions({
  queryKey: ["invitations"],
  queryFn: ({ signal }) => read<readonly InvitationRow[]>(`${BASE}/invitations`, {}, signal),
});

export const auditQuery = (page: number) =>
  queryOptions({
    queryKey: ["audit", page],
    queryFn: ({ signal }) => read<Paged<AuditRow>>(`${BASE}/audit`, { pages: page }, signal),
    placeholderData: (before) => before,
  });

export type KeyKind = "link-keys" | "data-sources";
const NUMBERS = { "link-keys": "linkKeyIdx", "data-sources": "dataSourceIdx" } as const;

export const keysQuery = (kind: KeyKind) =>
  queryOptions({
    queryKey: ["keys", kind],
    queryFn: async ({ signal }): Promise<readonly KeyRow[]> => {
      type Row = Omit<KeyRow, "id"> & Readonly<Record<string, number>>;
      const rows = await read<readonly Row[]>(`${BASE}/${kind}`, {}, signal);
      return rows.map((row) => ({ ...row, id: row[NUMBERS[kind]] ?? 0 }));
    },
  });

/** The secrets of the new one, by their names. */
export async function createKey(of: {
  kind: KeyKind;
  name: string;
}): Promise<Readonly<Record<string, string>>> {
  const body = { name: of.name };
  const { result } = await ask<Readonly<Record<string, unknown>>>(`${BASE}/${of.kind}`, {
    method: "POST",
    body,
  });
  const shown = Object.entries(result).filter(([, value]) => typeof value === "string");
  return Object.fromEntries(shown) as Readonly<Record<string, string>>;
}

export async function revokeKey({ kind, id }: { kind: KeyKind; id: number }): Promise<void> {
  await ask(`${BASE}/${kind}`, { method: "DELETE", query: { [NUMBERS[kind]]: id } });
}

/** The first secret of the webhook, or null. */
export async function updateSettings(change: {
  fields: Readonly<Record<string, unknown>>;
  ifMatch: string | null;
}): Promise<string | null> {
  const { fields, ifMatch } = change;
  const { result } = await ask<{ webhookSecretKey: string } | null>(`${BASE}/settings`, {
    method: "PUT",
    body: fields,
    ifMatch,
  });
  return result?.webhookSecretKey ?? null;
}

export async function rotateSecret(): Promise<string> {
  const path = `${BASE}/webhook/rotate-secret`;
  return (await ask<{ webhookSecretKey: string }>(path, { method: "POST", body: {} })).result
    .webhookSecretKey;
}

export async function testWebhook(): Promise<TestResult> {
  return (await ask<TestResult>(`${BASE}/webhook/test`, { method: "POST", body: {} })).result;
}

export async function addDomain(domain: string): Promise<void> {
  await ask(`${BASE}/domains`, { method: "POST", body: { domain } });
}

export async function removeDomain(domain: string): Promise<void> {
  await ask(`${BASE}/domains`, { method: "DELETE", query: { domain } });
}

export async function changeRole(body: { memberIdx: number; role: Role }): Promise<void> {
  await ask(`${BASE}/members`, { method: "PUT", body });
}

/** The link, shown once. */
export async function makeResetLink(memberIdx: number): Promise<string> {
  const question = { method: "POST", body: { memberIdx } } as const;
  return (await ask<{ url: string }>(`${BASE}/members/reset-link`, question)).result.url;
}

export async function removeMember(memberIdx: number): Promise<void> {
  await ask(`${BASE}/members`, { method: "DELETE", query: { memberIdx } });
}

/** The link, shown once. */
export async function invite(body: { email: string; role: Role }): Promise<string> {
  return (await ask<{ url: string }>(`${BASE}/invitations`, { method: "POST", body })).result.url;
}

export async function revokeInvitation(invitationIdx: number): Promise<void> {
  await ask(`${BASE}/invitations`, { method: "DELETE", query: { invitationIdx } });
}

export async function updateMe(body: Readonly<Record<string, string>>): Promise<void> {
  await ask("/api/session/v1/me", { method: "PUT", body });
}
