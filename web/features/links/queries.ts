import { queryOptions } from "@tanstack/react-query";
import type { encodeGroupRow } from "../../../src/http/links-api/group-fields.ts";
import type { encodeLink } from "../../../src/http/links-api/link-fields.ts";
import type { Paged } from "../../../src/http/wire/paging.ts";
import { type Answer, ask, read } from "../../api.ts";
import { type LinkAddress, linkName } from "./address.ts";
import type { ListQuery } from "./list-search.ts";

export type LinkRow = ReturnType<typeof encodeLink>;

/** Whose word holds, and what it is. */
export interface Sourced {
  readonly value: string | number | null;
  readonly from: "group" | "link" | "default";
}

export interface LinkWithEffective extends LinkRow {
  readonly effective: Readonly<Record<string, Sourced | undefined>>;
  /** Settings that are on and have no effect now, with the reason. */
  readonly inForce: Readonly<Record<string, { readonly why: string } | undefined>>;
}

export type GroupRow = ReturnType<typeof encodeGroupRow>;

export interface DomainRow {
  readonly domain: string;
  readonly ownYn: "Y" | "N";
}

/** How many rows the links API answers at once. */
export const PAGE_ROWS = 30;

export const linksQuery = (query: ListQuery) =>
  queryOptions({
    queryKey: ["links", "list", query],
    queryFn: ({ signal }) => read<Paged<LinkRow>>("/api/link/v1/list", { ...query }, signal),
    placeholderData: (before) => before,
  });

/** With the version that a change must name. */
export const linkQuery = (address: LinkAddress) =>
  queryOptions({
    queryKey: ["links", "one", address],
    queryFn: ({ signal }): Promise<Answer<LinkWithEffective>> =>
      ask("/api/link/v1/get", { query: linkName(address), signal }),
  });

export const groupsByNameQuery = (nm: string) =>
  queryOptions({
    queryKey: ["groups", "by-name", nm],
    queryFn: ({ signal }) =>
      read<Paged<GroupRow>>("/api/link-group/v2/list", { nm, pages: 1 }, signal),
    placeholderData: (before) => before,
    staleTime: 60_000,
  });

export const groupNameQuery = (grpIdx: number) =>
  queryOptions({
    queryKey: ["groups", "name", grpIdx],
    queryFn: async ({ signal }) => {
      const { nm } = await read<{ nm: string }>("/api/link-group/v1/get", { grpIdx }, signal);
      return nm;
    },
    staleTime: 60_000,
  });

export const domainsQuery = queryOptions({
  queryKey: ["domains"],
  queryFn: ({ signal }) => read<readonly DomainRow[]>("/api/workspace/v1/domains", {}, signal),
  staleTime: 60_000,
});

type Fields = Readonly<Record<string, unknown>>;

/** The short URL. */
export async function createLink(body: Fields): Promise<string> {
  return (await ask<string>("/api/link/v2/create", { method: "POST", body })).result;
}

export async function updateLink(change: {
  address: LinkAddress;
  fields: Fields;
  ifMatch: string | null;
}): Promise<void> {
  const { address, fields, ifMatch } = change;
  const body = { ...linkName(address), ...fields };
  await ask("/api/link/v2/update", { method: "PUT", body, ifMatch });
}

export async function deleteLink(address: LinkAddress): Promise<void> {
  await ask("/api/link/v1/delete", { method: "DELETE", query: linkName(address) });
}

export type BulkAnswer = { readonly shortUrl: string } | { readonly message: string };

export async function createLinks(links: readonly Fields[]): Promise<readonly BulkAnswer[]> {
  const path = "/api/link/v1/createBulk";
  return (await ask<readonly BulkAnswer[]>(path, { method: "POST", body: { links } })).result;
}

/** As many pages as hold twice what one call of a bulk creation makes. */
const MOST_PAGES = 20;

/** The links that were made here from that moment on, as far as one call may have made them. */
export async function findMadeSince(from: string): Promise<readonly LinkRow[]> {
  const found: LinkRow[] = [];
  for (let pages = 1; pages <= MOST_PAGES; pages++) {
    const query = { regStartYmdt: from, regEndYmdt: "9999-12-30 23:59:59", createTypeIdx: 270 };
    const { list, extra } = await read<Paged<LinkRow>>("/api/link/v1/list", { ...query, pages });
    found.push(...list);
    if (extra.nextYn === "N") break;
  }
  return found;
}
