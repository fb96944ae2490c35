import type { Context } from "../context.ts";

/** Something that is done again and again for every workspace; twice is as good as once. */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (ctx: Context, workspaceId: number) => Promise<unknown>;
}

export interface SweepsOptions {
  readonly ctx: Context;
  readonly sweeps: readonly Sweep[];
  readonly listWorkspaceIds: () => Promise<readonly number[]>;
}

/** Runs the sweeps on their own clocks, one at a time. One that fails is logged, and runs at its next turn. */
export function startSweeps({ ctx, sweeps, listWorkspaceIds }: SweepsOptions): AsyncDisposable {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function sweep({ name, run }: Sweep): Promise<void> {
    try {
      for (const workspaceId of await listWorkspaceIds()) {
        if (stopped) return;
        await run(ctx, workspaceId);
      }
    } catch (error) {
      ctx.log.warn({ err: error, sweep: name }, "a sweep failed and will be tried again");
    }
  }

  const timers = sweeps.map((each) => {
    const timer = setInterval(() => {
      running = running.then(() => sweep(each));
    }, each.everyMs);
    return timer.unref();
  });
  return {
    async [Symbol.asyncDispose]() {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      await running;
    },
  };
}
