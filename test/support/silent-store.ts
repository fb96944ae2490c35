import type { App } from "../../src/compose.ts";

/** Runs `meanwhile` while the store's one connection answers nobody. */
export async function whileSilent(app: App, meanwhile: () => Promise<void>): Promise<void> {
  let letGo = (): void => {};
  let begun = (): void => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const held = app.context.db.transaction(async () => {
    begun();
    await new Promise<void>((resolve) => {
      letGo = resolve;
    });
  });
  await started;
  try {
    await meanwhile();
  } finally {
    letGo();
    await held;
  }
}
