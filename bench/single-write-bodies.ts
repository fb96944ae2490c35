/** Users that single property writes are spread over. */
export const WRITTEN_USERS = 1_000;
const BODIES = 10_000;

/**
 * Bodies that set or increase one value. Texts and sums differ from call to call, so that each call
 * writes history.
 */
export function singleWriteBodies(euids: readonly number[]): string[] {
  return Array.from({ length: BODIES }, (_, index) => {
    // Each pass over the users starts at another one, so that every user has calls of both kinds.
    const euid = euids[(index * 7 + Math.floor(index / WRITTEN_USERS)) % WRITTEN_USERS];
    return index % 2 === 0
      ? JSON.stringify({ euid, type: "set", properties: { user_string_once: `value ${index}` } })
      : JSON.stringify({ euid, type: "increase", properties: { user_number_once: 1 } });
  });
}
