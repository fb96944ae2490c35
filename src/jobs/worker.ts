import type { Context } from "../context.ts";
import type { Handlers } from "./handlers.ts";
import { JOBS, type JobManner, type JobName, type JobPayloads, type Queue } from "./queue.ts";

const POLL_SECONDS = 2;

/** Takes jobs one at a time a kind, or as many as `JOBS` says. A job that fails is logged and tried again as `JOBS` says. */
export async function startWorker(queue: Queue, ctx: Context, handlers: Handlers): Promise<void> {
  for (const name of Object.keys(JOBS) as JobName[]) await workOn(queue, ctx, handlers, name);
}

async function workOn<Name extends JobName>(
  queue: Queue,
  ctx: Context,
  handlers: Handlers,
  name: Name,
): Promise<void> {
  const { atOnce = 1, atOncePerWorkspace }: JobManner = JOBS[name];
  await queue.boss.work<JobPayloads[Name]>(
    name,
    {
      pollingIntervalSeconds: POLL_SECONDS,
      batchSize: 1,
      localConcurrency: atOnce,
      ...(atOncePerWorkspace !== undefined && { localGroupConcurrency: atOncePerWorkspace }),
    },
    async ([job]) => {
      if (job === undefined) return;
      try {
        await handlers[name](ctx, job.data);
      } catch (error) {
        ctx.log.warn({ err: error, job: name }, "a job failed and will be tried again");
        throw error;
      }
    },
  );
}
