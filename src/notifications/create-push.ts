import type { Context, WorkspaceContext } from "../context.ts";
import type { Transaction } from "../db/database.ts";
import { Fault } from "../kit/fault.ts";
import { findGroupNames } from "../links/find-group-names.ts";
import { getLink } from "../links/get-link.ts";
import type { LinkName } from "../links/load-link-key.ts";
import type { ClicksReached } from "./notice.ts";
import type { WordedNotice } from "./notice-words.ts";
import {
  checkContent,
  DAY_MS,
  makeTopic,
  type PushAudience,
  type PushContent,
  type PushMessage,
} from "./push-message.ts";
import { countUnderWay, insertMessage, nextMessageId } from "./store/push-messages.ts";
import { countSubscribers } from "./store/push-subscribers.ts";

/** Whose browsers are meant, as a caller names it. */
export type PushTarget =
  | { readonly groupId: number }
  | { readonly groupIds: readonly number[] }
  | { readonly link: LinkName };

export interface CreatePush {
  readonly target: PushTarget;
  readonly content: PushContent;
}

/** Browsers that a message was accepted for. */
export interface PushReceipt {
  readonly subscribers: number;
  /** There are more than were counted. */
  readonly more: boolean;
}

const MOST_COUNTED = 10_000;
const MOST_UNDER_WAY = 100;
const WAIT_SECONDS = 60;

/** Accepts a message; it is sent in the background, and push services keep it for a day. */
export async function createPush(
  ctx: WorkspaceContext,
  { target, content }: CreatePush,
): Promise<PushReceipt> {
  checkContent(content);
  const workspaceId = ctx.workspace.id;
  const audience = await loadAudience(ctx, target);
  const found = await countSubscribers(ctx.db, { workspaceId, audience }, MOST_COUNTED + 1);
  const subscribers = Math.min(found, MOST_COUNTED);
  if (found > 0) {
    await ctx.db.transaction(async (tx) => {
      if ((await countUnderWay(tx, workspaceId, MOST_UNDER_WAY)) >= MOST_UNDER_WAY) {
        throw new Fault("rate_limited", { seconds: WAIT_SECONDS });
      }
      await enqueueMessage(ctx, tx, { workspaceId, audience, content });
    }, "write");
  }
  return { subscribers, more: found > MOST_COUNTED };
}

/** link_unknown or group_unknown where the workspace has none such. */
async function loadAudience(ctx: WorkspaceContext, target: PushTarget): Promise<PushAudience> {
  if ("link" in target) {
    const { link } = await getLink(ctx, target.link);
    return { kind: "link", linkId: link.id };
  }
  const one = "groupId" in target;
  const groupIds = one ? [target.groupId] : [...new Set(target.groupIds)];
  const names = await findGroupNames(ctx.db, ctx.workspace.id, groupIds);
  if (names.size < groupIds.length) {
    throw new Fault("group_unknown", { field: one ? "groupId" : "groupIds" });
  }
  return { kind: "groups", groupIds };
}

/** Tells members' browsers; one that was offline sees the latest number of a link alone. */
export async function enqueueMemberPush(
  ctx: Pick<Context, "enqueue" | "clock" | "site">,
  tx: Transaction,
  told: {
    readonly workspaceId: number;
    readonly notice: ClicksReached;
    readonly worded: WordedNotice;
  },
): Promise<void> {
  const { workspaceId, notice, worded } = told;
  const audience = { kind: "members" } as const;
  if ((await countSubscribers(tx, { workspaceId, audience }, 1)) === 0) return;
  const content = { title: worded.heading, body: worded.about, url: `${ctx.site.publicOrigin}/` };
  const topic = makeTopic(`${workspaceId} ${notice.kind} ${notice.linkId}`);
  await enqueueMessage(ctx, tx, { workspaceId, audience, content, topic });
}

async function enqueueMessage(
  { enqueue, clock }: Pick<Context, "enqueue" | "clock">,
  tx: Transaction,
  wanted: {
    readonly workspaceId: number;
    readonly audience: PushAudience;
    readonly content: PushContent;
    readonly topic?: string;
  },
): Promise<void> {
  const { workspaceId, audience, content } = wanted;
  const messageId = await nextMessageId(tx);
  const createdAt = clock();
  const message: PushMessage = {
    ...content,
    id: messageId,
    workspaceId,
    audience,
    topic: wanted.topic ?? makeTopic(`${workspaceId} message ${messageId}`),
    createdAt,
    expiresAt: new Date(createdAt.getTime() + DAY_MS),
  };
  await insertMessage(tx, message);
  await enqueue(tx, "notifications.send-push", { workspaceId, messageId });
}
