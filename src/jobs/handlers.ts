import type { Context } from "../context.ts";
import type { JobName, JobPayloads } from "./queue.ts";

/** The whole of what runs in the background. A new payload does not compile until it has a line here. */
export type Handlers = {
  readonly [Name in JobName]: (ctx: Context, payload: JobPayloads[Name]) => Promise<void>;
};
