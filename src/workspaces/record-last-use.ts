import type { Database } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import type { Caller } from "./authenticate.ts";
import { saveLastUse } from "./store/credentials.ts";

export interface LastUse extends AsyncDisposable {
  /** Never waits: the time is written some seconds later, once for many calls. */
  note(caller: Caller): void;
}

const EVERY_MS = 60_000;

/** Keeps the time at which each key was last used, a minute exact. */
export function makeLastUse(db: Database, clock: Clock, onError: (error: Error) => void): LastUse {
  const used = new Map<Caller, Date>();
  async function save(): Promise<void> {
    const pending = [...used];
    used.clear();
    for (const [{ kind, holderId, workspace }, at] of pending) {
      await saveLastUse(db.in("background"), { kind, workspaceId: workspace.id, holderId, at });
    }
  }
  const timer = setInterval(() => void save().catch(onError), EVERY_MS);
  timer.unref();
  return {
    note: (caller) => void used.set(caller, clock()),
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await save().catch(onError);
    },
  };
}
