import { defineConfig } from "vitest/config";

/** Makes the migrated database that each test file gets a copy of. */
const PREPARE = "test/support/prepare.ts";

/** The stores a test can run on; `inject("store")` says which one it is. */
type Store = "embedded" | "postgres";

declare module "vitest" {
  interface ProvidedContext {
    store: Store;
  }
}

/** A project of tests that need a store, each in its own folder of `test/`. */
function onStore(name: string, folder: string, store: Store, testTimeout: number) {
  return {
    test: {
      name,
      include: [`test/${folder}/**/*.test.ts`],
      globalSetup: PREPARE,
      provide: { store },
      testTimeout,
      hookTimeout: 180_000,
      // As long as a busy machine takes: speed is measured elsewhere.
      expect: { poll: { timeout: 20_000 } },
    },
  };
}

const report = process.env["TEST_REPORT"];

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    // TEST_REPORT names a file that .ci/run reads the counts from.
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "web/**/*.test.ts", "test/unit/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      onStore("integration", "integration", "embedded", 120_000),
      onStore("postgres", "integration", "postgres", 120_000),
      onStore("contract", "contract", "embedded", 180_000),
      onStore("hostile", "hostile", "embedded", 180_000),
      onStore("hostile-postgres", "hostile", "postgres", 180_000),
      onStore("browser", "browser", "embedded", 180_000),
      onStore("crash", "crash", "embedded", 30 * 60_000),
    ],
  },
});
