import { expect } from "vitest";
import { sql } from "../../src/db/sql.ts";
import type { WebhookFrequency } from "../../src/workspaces/workspace.ts";
import { ask, resultOf } from "../contract/admin/ask.ts";
import { insertGroupRow, insertLinkRow } from "./link-rows.ts";
import type { Receiver } from "./receiver.ts";
import type { useVisitedApp } from "./visitor.ts";
import { call } from "./workspace.ts";

type Running = ReturnType<typeof useVisitedApp>;

/** What a test says of the global webhook. */
export interface GlobalHook {
  readonly path: string;
  readonly metric?: "C" | "P";
  readonly frequency?: WebhookFrequency;
}

/** A row of the list of deliveries. */
export interface Row {
  readonly deliveryIdx: number;
  readonly eventId: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly nextYmdt: string | null;
}

const PHONE =
  "Mozilla/5.0 (Linux; Android 14; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";

let visitors = 0;

/** A new address each time, so that each visit counts. */
function newcomer(): Record<string, string> {
  visitors += 1;
  return { "x-forwarded-for": `36.67.${visitors >> 8}.${visitors & 255}`, "user-agent": PHONE };
}

/** A workspace whose global webhook leads to a path of the receiver. */
export async function newHooked(running: Running, receiver: Receiver, hook: GlobalHook) {
  const { app } = running;
  const { db } = app.context;
  const { workspaceIdx } = await resultOf<{ workspaceIdx: number }>(
    ask(app, "POST", "workspaces", { name: "Toko Bunga", timeZone: "Asia/Jakarta" }),
  );
  const { key } = await resultOf<{ key: string }>(
    ask(app, "POST", "link-keys", { workspaceIdx, name: "test" }),
  );
  const setGlobal = (globalWebhook: object) =>
    resultOf<{ webhookSecretKey: string } | null>(
      ask(app, "PUT", "workspaces", { workspaceIdx, globalWebhook }),
    );
  const { path, ...how } = hook;
  const made = await setGlobal({ enableYn: "Y", callbackUrl: receiver.origin + path, ...how });
  return {
    workspaceIdx,
    secret: made?.webhookSecretKey ?? "",
    setGlobal,
    newLink: (link: { readonly groupId?: number; readonly url?: string } = {}) =>
      insertLinkRow(db, { workspaceId: workspaceIdx, ...link }),
    newGroup: () => insertGroupRow(db, workspaceIdx),
    links: (method: "GET" | "POST" | "PUT" | "DELETE", at: string, body?: object) =>
      resultOf<unknown>(
        call(app, { method, path: at, authorization: `APIKey ${key}`, ...(body && { body }) }),
      ),
    /** Each by somebody who was never here, one after the other. */
    async visit(slug: string, many = 1, query = ""): Promise<void> {
      for (let left = many; left > 0; left -= 1) {
        const visit = () => running.visit({ path: `/${slug}${query}`, headers: newcomer() });
        // A busy machine may say 503 before it knows the link.
        await expect.poll(async () => (await visit()).status, { timeout: 10_000 }).toBe(302);
      }
    },
    async deliveries(query = ""): Promise<Row[]> {
      const at = `deliveries?workspaceIdx=${workspaceIdx}${query}`;
      return (await resultOf<{ list: Row[] }>(ask(app, "GET", at))).list;
    },
    redeliver: (deliveryIdx: number) =>
      resultOf<null>(ask(app, "POST", "deliveries/redeliver", { deliveryIdx })),
    erase: (euid: number) => erase(running, workspaceIdx, euid),
    /** What waits for its time is due now. */
    makeDue: () => makeDue(running, workspaceIdx),
    /** How many attempts are to come. */
    async jobs(): Promise<number> {
      const [row] = await db.all<{ jobs: number }>({
        text: `select count(*) as jobs from pgboss.job where name = 'webhooks.deliver'
                and (data->>'workspaceId')::bigint = $1`,
        values: [workspaceIdx],
        foreign: true,
      });
      return row?.jobs ?? 0;
    },
  };
}

/** Erases a user as the audience API does, and waits until nothing names them. */
async function erase({ app }: Running, workspaceIdx: number, euid: number): Promise<void> {
  const { apiKey, apiSecret } = await resultOf<{ apiKey: string; apiSecret: string }>(
    ask(app, "POST", "data-sources", { workspaceIdx, name: "test" }),
  );
  const authorization = `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString("base64")}`;
  await call(app, { method: "DELETE", path: `/v1/user?euid=${euid}`, authorization });
  const named = async () =>
    (
      await app.context.db.all(sql`
        select click_id from webhook_event
         where workspace_id = ${workspaceIdx}::bigint and euid = ${euid}::bigint`)
    ).length;
  await expect.poll(named, { timeout: 20_000 }).toBe(0);
}

/** Retries of a workspace need not be waited for. */
async function makeDue(running: Running, workspaceId: number): Promise<void> {
  await running.app.context.db.run({
    text: `update pgboss.job set start_after = now()
            where name = 'webhooks.deliver' and (data->>'workspaceId')::bigint = $1`,
    values: [workspaceId],
    foreign: true,
  });
}

export interface NewEvents {
  readonly workspaceId: number;
  readonly linkId: number;
  readonly slug: string;
  readonly many: number;
}

/** Events that are due at once, of which nobody clicked. */
export async function insertDueEvents(
  { app }: Running,
  { workspaceId, linkId, slug, many }: NewEvents,
): Promise<void> {
  const { db, enqueueDeliveries } = app.context;
  const numbers = Array.from({ length: many }, (_, index) => index + 1);
  await db.transaction(async (tx) => {
    await tx.run(sql`
      insert into webhook_event (
        workspace_id, click_id, event_id, of_group, link_id, origin, slug, url, metric, frequency,
        clicks, people, clicked_at, qr, country, device, os, browser, referrer, language,
        registered_at, next_at)
      select ${workspaceId}::bigint, n, 'event-' || n, false, ${linkId}::bigint + n % 100,
             'http://localhost:8080', ${slug}::text, 'https://shop.example/', 'clicks', 1, n, 1,
             ${AT}::timestamptz, false, '', '', '', '', '', '', ${AT}::timestamptz,
             ${AT}::timestamptz
        from unnest(${numbers}::bigint[]) as n
      returning click_id`);
    await enqueueDeliveries(
      tx,
      numbers.map((clickId) => ({
        job: { workspaceId, clickId, turn: 0 },
        webhook: `${workspaceId}.0`,
        startAt: null,
      })),
    );
  });
}

const AT = new Date("2026-03-02T04:05:06.789Z");
