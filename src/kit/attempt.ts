import { Fault } from "./fault.ts";

/** What came of one of many: its result, or the refusal that concerns it alone. */
export function attempt<Result>(work: () => Result): Result | Fault {
  try {
    return work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

/** The same of something that takes its time. */
export async function attemptAsync<Result>(work: () => Promise<Result>): Promise<Result | Fault> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}
