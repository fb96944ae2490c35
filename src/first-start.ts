import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Context, WorkspaceContext } from "./context.ts";
import type { Log } from "./kit/log.ts";
import { issueSetupLink } from "./members/issue-setup-link.ts";
import { createDataSource } from "./workspaces/create-data-source.ts";
import { createLinkKey } from "./workspaces/create-link-key.ts";
import { seedFirstWorkspace } from "./workspaces/seed-first-workspace.ts";

/** What the first workspace is filled with; each answers the number of what it made. */
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

/** Makes the first workspace with its samples and keys; null on every later start. */
export async function makeFirstStart(ctx: Context, samples: Samples): Promise<FirstStart | null> {
  const workspace = await seedFirstWorkspace(ctx);
  if (workspace === null) return null;
  const acting = { ...ctx, workspace };
  const named = { workspaceId: workspace.id, name: "first start" };
  const { key: linkKey } = await createLinkKey(ctx, named);
  const { key: audienceKey, secret: audienceSecret } = await createDataSource(ctx, named);
  return {
    setupUrl: await issueSetupLink(ctx),
    linkKey,
    audienceKey,
    audienceSecret,
    groupId: await samples.createSampleGroup(acting),
    euid: await samples.createSampleUser(acting),
  };
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

export async function tellFirstStart(text: string, listener: Listener): Promise<void> {
  const { dataDir, log, terminal } = listener;
  if (terminal !== null) {
    terminal.write(`\n${text}\n`);
    return;
  }
  const file = join(dataDir, "first-start.txt");
  await writeFile(file, text, { mode: 0o600 });
  log.info({ file }, "the first keys are in this file; read it, then delete it");
}
