import type { Context } from "../context.ts";

/** Something that is done again and again; twice is as good as once. */
export type Sweep = { readonly name: string; readonly everyMs: number } & (
  | { readonly runForEach: (ctx: Context, workspaceId: number) => Promise<unknown> }
  /** Run again while it is true that there is more, unless all is to stop. */
  | { readonly stepForEach: (ctx: Context, workspaceId: number) => Promise<boolean> }
  | { readonly runOnce: (ctx: Context) => Promise<unknown> }
);

export interface SweepsOptions {
  readonly ctx: Context;
  readonly sweeps: readonly Sweep[];
  readonly listWorkspaceIds: () => Promise<readonly number[]>;
}

/** Runs the sweeps on their own clocks, one at a time. One that fails is logged, and runs at its next turn. */
export function startSweeps({ ctx, sweeps, listWorkspaceIds }: SweepsOptions): AsyncDisposable {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function run(sweep: Sweep): Promise<void> {
    if ("runOnce" in sweep) {
      await sweep.runOnce(ctx);
      return;
    }
    for (const workspaceId of await listWorkspaceIds()) {
      if (stopped) return;
      if ("runForEach" in sweep) await sweep.runForEach(ctx, workspaceId);
      else while (!stopped && (await sweep.stepForEach(ctx, workspaceId)));
    }
  }

  async function sweep(each: Sweep): Promise<void> {
    if (stopped) return;
    try {
      await run(each);
    } catch (error) {
      const { name } = each;
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
