import { hkdfSync, randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import type { InstallationKeys } from "./installation-keys.ts";
import { findOrInsertInstallationKey } from "./store/installation-keys.ts";

/** Makes the installation's secret at the first start; every later start, on any node, finds it. */
export async function loadInstallationKeys(db: Database, clock: Clock): Promise<InstallationKeys> {
  const root = await db.transaction((tx) =>
    findOrInsertInstallationKey(tx, { name: "root", secret: randomBytes(32), createdAt: clock() }),
  );
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "", purpose, 32));
  return { passKey: derive("pass"), addressKey: derive("address") };
}
