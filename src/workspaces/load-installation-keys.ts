import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { findOrInsertInstallationKey } from "./store/installation-keys.ts";

/** Keys of the installation, made once in the store, so that every node signs and hashes alike. */
export interface InstallationKeys {
  /** Signs what a browser brings back, such as the pass to a link with a password. */
  readonly passKey: Buffer;
  /** Tells addresses apart where they must not be stored. */
  readonly addressKey: Buffer;
  /** Tells visitors apart in the figures, so it never changes. */
  readonly visitorKey: Buffer;
  /**
   * Seals the tokens of personal links, which people keep, so it never changes. An object, for
   * thousands are made in one call: with the bare bytes each took ten times as long.
   */
  readonly personalKey: KeyObject;
}

/** Makes the installation's secret at the first start; every later start, on any node, finds it. */
export async function loadInstallationKeys(db: Database, clock: Clock): Promise<InstallationKeys> {
  const root = await db.transaction((tx) =>
    findOrInsertInstallationKey(tx, { name: "root", secret: randomBytes(32), createdAt: clock() }),
  );
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "", purpose, 32));
  return {
    passKey: derive("pass"),
    addressKey: derive("address"),
    visitorKey: derive("visitor"),
    personalKey: createSecretKey(derive("personal")),
  };
}
