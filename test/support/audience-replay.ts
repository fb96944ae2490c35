import { isDeepStrictEqual } from "node:util";
import { act, type Effect, type Values } from "./audience-model.ts";
import type { Call, Run } from "./audience-run.ts";

/** A row of the history, values as JSON; `number` is that of the call it tells of. */
export interface HistoryRow {
  readonly number: number;
  readonly operation: string;
  readonly changes: Effect["changes"];
}

/**
 * Does again what the clients did to a user, in the order of the history, and answers what the user
 * has then. Complains of a call that did or told something else than the model, that stands before
 * an earlier one of its client, or that changed nothing where it must have.
 */
export function replay(run: Run, euid: number, history: readonly HistoryRow[]) {
  const complaints: unknown[] = [];
  const states: Values[] = [new Map()];
  const placed = new Map<number, number>();
  for (const row of history) {
    const call = run.calls.get(row.number);
    if (call === undefined) throw new Error(`nobody made call ${row.number}`);
    const { values, changes, refused } = act(
      { values: states.at(-1) as Values, ...call },
      call.step,
    );
    const promised = { euid, operation: call.step.type, changes, refused };
    const { operation, changes: made } = row;
    const seen = { euid: call.euid, operation, changes: made, refused: call.refused };
    if (!isDeepStrictEqual(seen, promised)) complaints.push({ call: row.number, seen, promised });
    placed.set(row.number, states.push(values) - 1);
  }
  for (const calls of callsByClient(run, euid)) {
    complaints.push(...complaintsOfClient(calls, states, placed));
  }
  return { values: states.at(-1) as Values, complaints };
}

type Numbered = readonly [number: number, call: Call];

/** In the order in which each made them. */
function callsByClient(run: Run, euid: number): readonly (readonly Numbered[])[] {
  const mine = [...run.calls].filter(([, call]) => call.euid === euid);
  const byClient = Map.groupBy(mine, ([, { client }]) => client);
  return [...byClient.values()].map((calls) => calls.sort(([a], [b]) => a - b));
}

/** A call that is not in the history met a state between its neighbours that it could not change. */
function complaintsOfClient(
  calls: readonly Numbered[],
  states: readonly Values[],
  placed: ReadonlyMap<number, number>,
): unknown[] {
  const complaints: unknown[] = [];
  let from = 0;
  for (const [index, [number, call]] of calls.entries()) {
    const state = placed.get(number);
    if (state !== undefined) {
      if (state <= from) complaints.push({ call: number, seen: "before an earlier call" });
      from = state;
      continue;
    }
    const later = calls.slice(index).find(([each]) => placed.has(each))?.[0] ?? 0;
    const met = states.slice(from, placed.get(later) ?? states.length);
    const idle = { changes: [], refused: call.refused };
    const effects = met.map((values) => act({ values, ...call }, call.step));
    const explained = effects.some(({ changes, refused }) =>
      isDeepStrictEqual({ changes, refused }, idle),
    );
    if (!explained) complaints.push({ call: number, seen: idle, promised: effects });
  }
  return complaints;
}
