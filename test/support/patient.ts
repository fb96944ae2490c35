/** How long a test waits for what must come, also on a machine that is busy with other things. */
export const PATIENT = { timeout: 20_000 } as const;
