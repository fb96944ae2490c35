import { randomBytes } from "node:crypto";
import type { WorkspaceContext } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { recordAudit } from "../workspaces/record-audit.ts";
import { addressOf, shortUrl } from "./address.ts";
import { linkChanges } from "./audited.ts";
import { keyOfLead, type Lead } from "./lead.ts";
import type { Creation, Link } from "./link.ts";
import { generateSlug, lengthFor } from "./link-id.ts";
import { type Draft, makeLink } from "./new-link.ts";
import { removeLinks } from "./remove-links.ts";
import { findAddresses, takeAddresses } from "./store/addresses.ts";
import { insertLinks, nextLinkIds } from "./store/link-rows.ts";
import { findOldestOfLead, lockDueLinks, lockLeads } from "./store/link-sets.ts";
import { changeTallies, lockTallies } from "./store/tallies.ts";

export interface SaveNewLinks {
  readonly drafts: readonly Draft[];
  readonly createdBy: Creation;
}

type Word = Link | Fault;

/** A link for each draft, made or found, or the refusal that its address is taken. */
export async function saveNewLinks(
  ctx: WorkspaceContext,
  tx: Transaction,
  { drafts, createdBy }: SaveNewLinks,
): Promise<Word[]> {
  const at = ctx.clock();
  const workspaceId = ctx.workspace.id;
  const reusing = drafts.filter((draft) => draft.wanted.reuse);
  await lockLeads(tx, workspaceId, reusing.map(leadOf));
  await lockTallies(tx, workspaceId, groupIdsOf(drafts));

  const insert = (some: readonly Draft[]) => insertDrafts(ctx, tx, { drafts: some, createdBy, at });
  const words = await insert(drafts.filter((draft) => !draft.wanted.reuse));
  const find = (draft: Draft) => findOldestOfLead(tx, workspaceId, leadOf(draft), at);
  for (const alike of byLead(reusing)) {
    const [first] = alike;
    let found = first && (await find(first));
    for (const draft of alike) {
      const word = found ?? wordFor(draft, await insert([draft]));
      words.set(draft, word);
      if (!(word instanceof Fault)) found = word;
    }
  }
  await announceNew(ctx, tx, [...words.values()], at);
  return drafts.map((draft) => wordFor(draft, words));
}

function wordFor(draft: Draft, words: ReadonlyMap<Draft, Word>): Word {
  const word = words.get(draft);
  if (word === undefined) throw new Error("a draft went without an answer");
  return word;
}

interface Placing {
  readonly draft: Draft;
  readonly id: number;
  readonly slug: string;
  readonly collisions: number;
}

/** Takes an address for each, trying others for what is generated, then stores the links. */
async function insertDrafts(
  ctx: WorkspaceContext,
  tx: Transaction,
  { drafts, createdBy, at }: SaveNewLinks & { readonly at: Date },
): Promise<Map<Draft, Word>> {
  const workspaceId = ctx.workspace.id;
  const words = new Map<Draft, Word>();
  const links: Link[] = [];
  if (drafts.length === 0) return words;
  const ids = await nextLinkIds(tx, drafts.length);
  let waiting = drafts.map((draft, index) => place(draft, ids[index] ?? 0, 0));
  while (waiting.length > 0) {
    const { placed, taken } = await takePlaces(ctx, tx, waiting, at);
    for (const { draft, id, slug } of placed) {
      const link = makeLink(draft, { id, workspaceId, slug, createdBy, at });
      links.push(link);
      words.set(draft, link);
    }
    const [branded, generated] = [true, false].map((brand) =>
      taken.filter(({ draft }) => (draft.wanted.brandSlug !== null) === brand),
    );
    for (const { draft } of branded ?? []) words.set(draft, new Fault("address_taken"));
    waiting = (generated ?? []).map(({ draft, id, collisions }) =>
      place(draft, id, collisions + 1),
    );
  }
  await insertLinks(tx, workspaceId, links);
  await changeTallies(tx, workspaceId, talliesOf(links));
  return words;
}

function place(draft: Draft, id: number, collisions: number): Placing {
  const slug = draft.wanted.brandSlug ?? generateSlug(lengthFor(collisions), randomBytes);
  return { draft, id, slug, collisions };
}

const addressOfPlacing = ({ draft, slug }: Placing) => addressOf(draft.domain.host, slug);

/** Of two in one call that want the same address the first has it. */
async function takePlaces(
  ctx: WorkspaceContext,
  tx: Transaction,
  waiting: readonly Placing[],
  at: Date,
): Promise<{ placed: Placing[]; taken: Placing[] }> {
  const wanted = new Map<string, Placing>();
  for (const one of waiting) {
    const address = addressOfPlacing(one);
    if (!wanted.has(address)) wanted.set(address, one);
  }
  const take = (addresses: readonly string[]) =>
    takeAddresses(
      tx,
      ctx.workspace.id,
      addresses.map((address) => ({ address, linkId: wanted.get(address)?.id ?? 0 })),
    );
  const got = await take([...wanted.keys()]);
  const missed = [...wanted].filter(([address]) => !got.has(address));
  const brands = missed.filter(([, { draft }]) => draft.wanted.brandSlug !== null);
  const freed = await freeDue(
    ctx,
    tx,
    brands.map(([address]) => address),
    at,
  );
  if (freed.length > 0) for (const address of await take(freed)) got.add(address);
  const placed = [...wanted].flatMap(([address, one]) => (got.has(address) ? [one] : []));
  return { placed, taken: waiting.filter((one) => !placed.includes(one)) };
}

/** A link past its time is none, so a slug its owner chose is free before the sweep comes by. */
async function freeDue(
  ctx: WorkspaceContext,
  tx: Transaction,
  addresses: readonly string[],
  at: Date,
): Promise<string[]> {
  if (addresses.length === 0) return [];
  const workspaceId = ctx.workspace.id;
  const linkIds = (await findAddresses(tx, addresses)).flatMap((found) =>
    found.workspaceId === workspaceId && found.linkId !== null ? [found.linkId] : [],
  );
  const due = await lockDueLinks(tx, { workspaceId, at, limit: linkIds.length, linkIds });
  await removeLinks(ctx, tx, workspaceId, due);
  return due.flatMap((link) => (link.branded ? [addressOf(link.host, link.slug)] : []));
}

/** One entry however many they are. */
function recordNewLinks(ctx: WorkspaceContext, tx: Transaction, links: readonly Link[]): void {
  const [first] = links;
  if (first === undefined) return;
  const target = shortUrl(first.origin, first.slug);
  const workspaceId = ctx.workspace.id;
  recordAudit(
    ctx,
    tx,
    links.length === 1
      ? { workspaceId, action: "link.create", target, changes: linkChanges(null, first) }
      : { workspaceId, action: "link.create-bulk", target, changes: { links: [0, links.length] } },
  );
}

async function announceNew(
  ctx: WorkspaceContext,
  tx: Transaction,
  words: readonly Word[],
  at: Date,
): Promise<void> {
  const made = new Map<number, Link>();
  for (const word of words) {
    if (!(word instanceof Fault) && word.createdAt.getTime() === at.getTime()) {
      made.set(word.id, word);
    }
  }
  const links = [...made.values()];
  recordNewLinks(ctx, tx, links);
  const untitled = links.filter((link) => link.titleState === "pending").map((link) => link.id);
  if (untitled.length > 0) {
    const workspaceId = ctx.workspace.id;
    await ctx.enqueue(tx, "links.fetch-titles", { workspaceId, linkIds: untitled });
  }
  await ctx.changes.announce(
    tx,
    links.map(({ host, slug }) => ({ kind: "address", key: addressOf(host, slug) })),
  );
}

function leadOf({ domain, wanted }: Draft): Lead {
  return { host: domain.host, url: wanted.url };
}

function byLead(drafts: readonly Draft[]): Draft[][] {
  return [...Map.groupBy(drafts, (draft) => keyOfLead(leadOf(draft))).values()];
}

function groupIdsOf(drafts: readonly Draft[]): number[] {
  return drafts.flatMap(({ wanted }) => (wanted.groupId === null ? [] : [wanted.groupId]));
}

function talliesOf(links: readonly Link[]): Map<number, number> {
  const tallies = new Map<number, number>();
  for (const { groupId } of links) {
    if (groupId !== null) tallies.set(groupId, (tallies.get(groupId) ?? 0) + 1);
  }
  return tallies;
}
