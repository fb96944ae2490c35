import type { Context } from "../context.ts";
import { Fault } from "../kit/fault.ts";
import { makeMemory } from "../kit/memory.ts";
import { within } from "../kit/within.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { addressOf } from "./address.ts";
import {
  bytesOfGroup,
  bytesOfLink,
  type KnownGroup,
  type KnownLink,
  settingsOf,
} from "./known-link.ts";
import type { EffectiveSettings } from "./policy.ts";
import { findVisitedGroup, findVisitedLink } from "./store/visit.ts";

/** A link as a visit finds it: with the settings that hold for it now. */
export interface FoundLink {
  readonly link: KnownLink;
  readonly settings: EffectiveSettings;
  /** The password in force is the group's, and so the same for all its links. */
  readonly groupPassword: boolean;
  readonly workspace: Workspace;
  /** Of the domain it was found on. */
  readonly origin: string;
}

export interface LinkFinder {
  /** Never waits: null where there is no such link, undefined where the store must be asked. */
  peek(host: string, slug: string): FoundLink | null | undefined;
  /** Asks the store for what is not known; "busy" where it does not answer in time. */
  find(host: string, slug: string): Promise<FoundLink | null>;
  /** Addresses remembered now. */
  readonly size: number;
}

/** What a link is joined with; the default domain is nobody's. */
interface Surroundings {
  readonly domain: { readonly workspaceId: number; readonly origin: string } | undefined;
  readonly workspace: Workspace | null;
  readonly group: KnownGroup | null;
}

type Parts = Pick<Context, "db" | "changes" | "hosts" | "workspaces" | "site">;

const MIB = 1024 * 1024;
const GROUPS_SHARE = 1 / 8;
const UNKNOWN_MS = 1_000;
const PATIENCE_MS = 1_000;
/** A load gives up a little sooner, so that a stale value can still serve the visitor in time. */
const LOAD_PATIENCE_MS = 900;

/** Remembers links by address and groups by number, as many as fit `cacheMb`. */
export function makeLinkFinder(parts: Parts, cacheMb: number): LinkFinder {
  const { hosts, workspaces, site } = parts;
  const links = rememberLinks(parts, cacheMb * MIB * (1 - GROUPS_SHARE));
  const groups = rememberGroups(parts, cacheMb * MIB * GROUPS_SHARE);

  /** Undefined: not known; null: nobody's host. The default one is everybody's. */
  function peekOrigin(host: string, workspaceId: number): string | null | undefined {
    if (host === site.publicHost) return site.publicOrigin;
    const domain = hosts.peek(host);
    if (domain === undefined) return undefined;
    return domain?.workspaceId === workspaceId ? domain.origin : null;
  }

  function peek(host: string, slug: string): FoundLink | null | undefined {
    const link = links.peek(host, slug);
    if (link === undefined || link === null) return link;
    const origin = peekOrigin(host, link.workspaceId);
    if (origin === undefined || origin === null) return origin;
    const workspace = workspaces.peek(String(link.workspaceId));
    if (workspace === undefined || workspace === null) return workspace;
    if (workspace.deletedAt !== null) return null;
    const group = groups.peek(link);
    if (group === undefined) return undefined;
    return foundLink(link, group, workspace, origin);
  }

  async function ask(host: string, slug: string): Promise<FoundLink | null> {
    const domain = host === site.publicHost ? undefined : await hosts.get(host);
    if (domain === null) return null;
    const link = await links.get(host, slug);
    if (link === null) return null;
    const [workspace, group] = await Promise.all([
      workspaces.get(String(link.workspaceId)),
      groups.get(link),
    ]);
    return join(link, { domain, workspace, group });
  }

  /** What was known before it went stale; null where that is not all. */
  function recall(host: string, slug: string): FoundLink | null {
    const link = links.recall(host, slug) ?? null;
    if (link === null) return null;
    const isDefault = host === site.publicHost;
    const domain = isDefault ? undefined : (hosts.recall(host) ?? null);
    const workspace = workspaces.recall(String(link.workspaceId)) ?? null;
    const group = groups.recall(link);
    return domain === null || group === undefined ? null : join(link, { domain, workspace, group });
  }

  function join(link: KnownLink, { domain, workspace, group }: Surroundings): FoundLink | null {
    if ((domain ?? link).workspaceId !== link.workspaceId) return null;
    if (workspace === null || workspace.deletedAt !== null) return null;
    const origin = domain?.origin ?? site.publicOrigin;
    return foundLink(link, group, workspace, origin);
  }

  /** Of several things that are asked for in turn each may be late, and the visitor waits once. */
  async function find(host: string, slug: string): Promise<FoundLink | null> {
    try {
      return await within(PATIENCE_MS, ask(host, slug));
    } catch (error) {
      const known = error instanceof Fault && error.code === "busy" ? recall(host, slug) : null;
      if (known === null) throw error;
      return known;
    }
  }

  return {
    peek,
    find,
    get size() {
      return links.size;
    },
  };
}

function foundLink(
  link: KnownLink,
  group: KnownGroup | null,
  workspace: Workspace,
  origin: string,
): FoundLink {
  const groupPassword = group !== null && group.settings.passwordHash !== null;
  return { link, settings: settingsOf(link, group), groupPassword, workspace, origin };
}

/**
 * Links by their address, less the default host: its links are most, and a key that need not be
 * joined is found in half the time and kept in less space. No slug holds a slash.
 */
function rememberLinks({ db, changes, site }: Parts, maxBytes: number) {
  const visits = db.in("visit");
  const prefix = addressOf(site.publicHost, "");
  const memory = makeMemory<KnownLink | null>({
    load: (key) => {
      const address = key.includes("/") ? key : prefix + key;
      return within(LOAD_PATIENCE_MS, findVisitedLink(visits, address));
    },
    maxBytes,
    bytesOf: (link) => (link === null ? 0 : bytesOfLink(link)),
    keepMs: (link) => (link === null ? UNKNOWN_MS : Number.POSITIVE_INFINITY),
  });
  const keyOf = (host: string, slug: string): string =>
    host === site.publicHost ? slug : addressOf(host, slug);
  changes.subscribe("address", {
    forget: (address) =>
      memory.forget(address.startsWith(prefix) ? address.slice(prefix.length) : address),
    forgetAll: memory.forgetAll,
  });
  return {
    peek: (host: string, slug: string) => memory.peek(keyOf(host, slug)),
    recall: (host: string, slug: string) => memory.recall(keyOf(host, slug)),
    get: (host: string, slug: string) => memory.get(keyOf(host, slug)),
    get size() {
      return memory.size;
    },
  };
}

/** A group that is gone stays gone, so that is remembered for good. */
function rememberGroups({ db, changes }: Parts, maxBytes: number) {
  const visits = db.in("visit");
  // Groups are announced by number alone; the store must be asked by workspace as well.
  const owners = new Map<string, number>();
  const memory = makeMemory<KnownGroup | null>({
    load: (key) =>
      within(LOAD_PATIENCE_MS, findVisitedGroup(visits, owners.get(key) ?? 0, Number(key))),
    maxBytes,
    bytesOf: (group) => (group === null ? 0 : bytesOfGroup(group)),
  });
  changes.subscribe("group", memory);

  return {
    peek: ({ groupId }: KnownLink) => (groupId === null ? null : memory.peek(String(groupId))),
    recall: ({ groupId }: KnownLink) => (groupId === null ? null : memory.recall(String(groupId))),
    async get({ groupId, workspaceId }: KnownLink): Promise<KnownGroup | null> {
      if (groupId === null) return null;
      const key = String(groupId);
      owners.set(key, workspaceId);
      try {
        return await memory.get(key);
      } finally {
        owners.delete(key);
      }
    },
  };
}
