import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Context, WorkspaceContext } from "./context.ts";
import { attemptAsync } from "./kit/attempt.ts";
import { Fault } from "./kit/fault.ts";
import type { Log } from "./kit/log.ts";
import { writeWhole } from "./kit/write-whole.ts";
import { issueSetupLink } from "./members/issue-setup-link.ts";
import { createDataSource } from "./workspaces/create-data-source.ts";
import { createLinkKey } from "./workspaces/create-link-key.ts";
import { listCredentials } from "./workspaces/list-credentials.ts";
import { listWorkspaces } from "./workspaces/list-workspaces.ts";
import { revokeCredential } from "./workspaces/revoke-credential.ts";
import { seedFirstWorkspace } from "./workspaces/seed-first-workspace.ts";
import type { Workspace } from "./workspaces/workspace.ts";

/** What the first workspace is filled with; each returns the number of what it made, or found there. */
export interface Samples {
  readonly createSampleGroup: (ctx: WorkspaceContext) => Promise<number>;
  readonly createSampleUser: (ctx: WorkspaceContext) => Promise<number>;
}

/** What a new installation is told of once. The secrets are stored nowhere in the clear. */
export interface FirstStart {
  /** Leads whoever opens it first to be the owner. */
  readonly setupUrl: string;
  readonly linkKey: string;
  readonly audienceKey: string;
  readonly audienceSecret: string;
  readonly groupId: number;
  readonly euid: number;
}

/** Stands in the data directory until what the first start made was shown. */
const PENDING = "first-start.pending";
const KEYS_NAME = "first start";

/**
 * Makes the first workspace with its samples and keys; null on every later start. A start that was
 * killed before it showed them is one more first start, with new keys.
 */
export async function makeFirstStart(
  ctx: Context,
  samples: Samples,
  dataDir: string,
): Promise<FirstStart | null> {
  const pending = join(dataDir, PENDING);
  const workspace = await openFirstWorkspace(ctx, pending);
  const setupUrl = workspace === null ? null : await attemptAsync(() => issueSetupLink(ctx));
  // An owner who was made meanwhile needs nothing shown.
  if (workspace === null || setupUrl === null || setupUrl instanceof Fault) {
    await rm(pending, { force: true });
    return null;
  }
  await revokeUnseenKeys(ctx, workspace.id);
  const acting = { ...ctx, workspace };
  const named = { workspaceId: workspace.id, name: KEYS_NAME };
  const { key: linkKey } = await createLinkKey(ctx, named);
  const { key: audienceKey, secret: audienceSecret } = await createDataSource(ctx, named);
  return {
    setupUrl,
    linkKey,
    audienceKey,
    audienceSecret,
    groupId: await samples.createSampleGroup(acting),
    euid: await samples.createSampleUser(acting),
  };
}

/** Returns the workspace whose keys were not shown yet; null where there is none. */
async function openFirstWorkspace(ctx: Context, pending: string): Promise<Workspace | null> {
  const [there] = await listWorkspaces(ctx);
  if (there !== undefined) return existsSync(pending) ? there : null;
  await writeWhole(pending, "");
  return seedFirstWorkspace(ctx);
}

async function revokeUnseenKeys(ctx: Context, workspaceId: number): Promise<void> {
  for (const kind of ["link_key", "data_source"] as const) {
    const { holders } = await listCredentials(ctx, { kind, workspaceId });
    for (const { id, name } of holders) {
      if (name === KEYS_NAME) await revokeCredential(ctx, { kind, id, workspaceId });
    }
  }
}

/** `baseUrl` is where this machine reaches the server, without a trailing slash. */
export function firstStartText(made: FirstStart, baseUrl: string): string {
  const { setupUrl, linkKey, audienceKey, audienceSecret, groupId, euid } = made;
  const link = `'Authorization: APIKey ${linkKey}'`;
  const json = "'Content-Type: application/json'";
  return `Simpul made the workspace "default". What follows is shown this once: keep it, then delete it.

Open this to be its owner and use the dashboard:

  ${setupUrl}

Programs use these:

  link API key      ${linkKey}
  audience API key  ${audienceKey}
  its secret        ${audienceSecret}

Make a link in the sample group:

curl -X POST ${baseUrl}/api/link/v2/create \\
  -H ${link} -H ${json} \\
  -d '{"url":"https://example.com/","grpIdx":${groupId}}'

Change the group, and with it every link in it:

curl -X PUT ${baseUrl}/api/link-group/v1/update \\
  -H ${link} -H ${json} \\
  -d '{"grpIdx":${groupId},"acesMaxCnt":100}'

Set a property of the sample user:

curl -X POST ${baseUrl}/v1/user/property \\
  -u ${audienceKey}:${audienceSecret} -H ${json} \\
  -d '{"euid":${euid},"type":"set","properties":{"plan":"gold"}}'
`;
}

export interface Listener {
  readonly dataDir: string;
  readonly log: Log;
  /** Where a person reads; null where nobody does, and the text goes into a file that only its owner may read. */
  readonly terminal: { write(text: string): unknown } | null;
}

/** Shows the text, after which no start shows it again. */
export async function tellFirstStart(text: string, listener: Listener): Promise<void> {
  const { dataDir, log, terminal } = listener;
  if (terminal === null) {
    const file = join(dataDir, "first-start.txt");
    await writeWhole(file, text);
    log.info({ file }, "the first keys are in this file; read it, then delete it");
  } else {
    terminal.write(`\n${text}\n`);
  }
  await rm(join(dataDir, PENDING), { force: true });
}
