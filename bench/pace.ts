const TICK_MS = 2;

/**
 * Sends at a rate, whatever the answers take, until disposed, which waits for the last one and throws
 * where one failed. Each is told when it was due, so that what waits for its turn is seen to wait.
 */
export function startPace(
  perSecond: number,
  send: (dueMs: number) => Promise<void>,
): AsyncDisposable {
  const started = performance.now();
  const failures: unknown[] = [];
  const underWay = new Set<Promise<void>>();
  let sent = 0;
  const timer = setInterval(() => {
    const due = ((performance.now() - started) * perSecond) / 1_000;
    for (; sent < due; sent += 1) {
      const sending = send(started + (sent * 1_000) / perSecond)
        .catch((error: unknown) => void failures.push(error))
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    }
  }, TICK_MS);
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await Promise.all(underWay);
      if (failures.length > 0) throw failures[0];
    },
  };
}
