import type { Changes } from "./db/changes.ts";
import type { Database } from "./db/database.ts";
import type { Enqueue, EnqueueDeliveries } from "./jobs/queue.ts";
import type { Clock } from "./kit/clock.ts";
import type { Log } from "./kit/log.ts";
import type { Mailer } from "./kit/mailer.ts";
import type { Connections } from "./kit/outgoing.ts";
import type { Actor } from "./workspaces/audit.ts";
import type { Hosts, Workspaces } from "./workspaces/find-workspace.ts";
import type { InstallationKeys } from "./workspaces/load-installation-keys.ts";
import type { Workspace } from "./workspaces/workspace.ts";

/** What every verb may use. Built once, in compose. */
export interface Context {
  readonly db: Database;
  readonly changes: Changes;
  readonly clock: Clock;
  readonly log: Log;
  readonly enqueue: Enqueue;
  readonly enqueueDeliveries: EnqueueDeliveries;
  readonly keys: InstallationKeys;
  readonly site: Site;
  /** What this node remembers of who owns a host, and of workspaces. */
  readonly hosts: Hosts;
  readonly workspaces: Workspaces;
  /** Who changes what is changed here. */
  readonly actor: Actor;
  /** Null where the operator set up no mail. */
  readonly mailer: Mailer | null;
  /** To the push services of browsers: strangers' URLs, so guarded. */
  readonly pushConnections: Connections;
  /** Called with each answer of a push service: its host and status, null where none came. */
  readonly recordPushAnswer: (host: string, status: number | null) => void;
}

/** Facts of this installation that rules depend on. */
export interface Site {
  /** Origin of the default link domain, without a trailing slash. */
  readonly publicOrigin: string;
  /** Its host, with the port where that is not the scheme's own. */
  readonly publicHost: string;
  /** The port this process listens on: a loopback destination on it would be a loop. */
  readonly port: number;
  /** Outgoing calls may reach private addresses and plain http. */
  readonly allowPrivateAddresses: boolean;
  readonly mail: boolean;
}

/** A context in which somebody acts for a workspace. */
export interface WorkspaceContext extends Context {
  readonly workspace: Workspace;
  /** Aborted once the caller's connection is closed; only calls that take long ask for it. */
  readonly gone?: AbortSignal | undefined;
}
