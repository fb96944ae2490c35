import type { App } from "../../src/compose.ts";
import type { WorkspaceContext } from "../../src/context.ts";
import { hashSecret } from "../../src/workspaces/credentials.ts";
import { newAudienceHalf, newLinkKey } from "../../src/workspaces/issue-secrets.ts";
import { insertHolder, nextHolderId } from "../../src/workspaces/store/credentials.ts";
import { insertWorkspace, nextWorkspaceId } from "../../src/workspaces/store/workspaces.ts";
import type { Workspace } from "../../src/workspaces/workspace.ts";

/** A workspace of one test, with a link key and an audience pair. */
export interface TestWorkspace {
  readonly context: WorkspaceContext;
  readonly linkKey: string;
  readonly basic: string;
}

/** Makes a workspace on the built app, straight through the stores. */
export async function makeWorkspace(
  app: App,
  with_: Partial<Omit<Workspace, "id">> = {},
): Promise<TestWorkspace> {
  const { context } = app;
  const at = context.clock();
  const workspace: Workspace = {
    id: await nextWorkspaceId(context.db),
    name: "Kopi Lereng",
    plan: "Enterprise",
    timeZone: "Asia/Jakarta",
    homeCountry: "ID",
    locale: "en",
    defaultDomain: null,
    rateLimit: null,
    notifyThresholds: [100, 1_000, 10_000],
    notifyEmails: [],
    unsubscribedEmails: [],
    webhook: { enabled: false, url: null, metric: "clicks", frequency: 1, hasSecret: false },
    createdAt: at,
    updatedAt: at,
    deletedAt: null,
    ...with_,
  };
  const linkKey = newLinkKey();
  const [apiKey, apiSecret] = [newAudienceHalf(), newAudienceHalf()];
  const holders = [
    { kind: "link_key", key: linkKey, secretHash: null },
    { kind: "data_source", key: apiKey, secretHash: hashSecret(apiSecret) },
  ] as const;
  const ids = [
    await nextHolderId(context.db, "link_key"),
    await nextHolderId(context.db, "data_source"),
  ];
  await context.db.transaction(async (tx) => {
    await insertWorkspace(tx, workspace);
    for (const [index, { kind, key, secretHash }] of holders.entries()) {
      await insertHolder(tx, {
        kind,
        keyHash: hashSecret(key),
        secretHash,
        workspaceId: workspace.id,
        holderId: ids[index] ?? 0,
        name: "test",
        createdAt: at,
      });
    }
  });
  return {
    context: { ...context, workspace },
    linkKey,
    basic: Buffer.from(`${apiKey}:${apiSecret}`).toString("base64"),
  };
}

/** An answer as a client sees it. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export interface Call {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "PATCH";
  readonly path: string;
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
}

/** Calls an API of the built app, without a port. */
export async function call(
  app: App,
  { method, path, authorization, headers, body }: Call,
): Promise<Answer> {
  const raw = typeof body === "string" || body instanceof Buffer;
  const answer = await app.server.inject({
    method,
    url: path,
    headers: {
      host: "localhost:8080",
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { payload: raw ? body : JSON.stringify(body) }),
  });
  const text = answer.body;
  const json = String(answer.headers["content-type"] ?? "").startsWith("application/json");
  return {
    status: answer.statusCode,
    headers: answer.headers,
    body: json && text !== "" ? JSON.parse(text) : text,
  };
}
