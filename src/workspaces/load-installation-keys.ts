import { createECDH, createSecretKey, hkdfSync, type KeyObject, randomBytes } from "node:crypto";
import type { Database } from "../db/database.ts";
import type { Clock } from "../kit/clock.ts";
import { findOrInsertInstallationKey } from "./store/installation-keys.ts";

/** Keys of the installation, made once in the store, so that every node signs and hashes alike. */
export interface InstallationKeys {
  /** Signs what a browser brings back, such as the pass to a link with a password. */
  readonly passKey: Buffer;
  /** Signs what a visitor goes on with from the subscription page. */
  readonly markerKey: Buffer;
  /** Tells addresses apart where they must not be stored. */
  readonly addressKey: Buffer;
  /** Tells visitors apart in the figures, so it never changes. */
  readonly visitorKey: Buffer;
  /**
   * Seals the tokens of personal links, which people keep, so it never changes. An object, for
   * thousands are made in one call: with the bare bytes each took ten times as long.
   */
  readonly personalKey: KeyObject;
  /** Seals the addresses of groups' statistics pages, which people keep, so it never changes. */
  readonly groupPageKey: KeyObject;
  /** Marks addresses of mail in links that stop it; mails lie about for years, so it never changes. */
  readonly mailKey: Buffer;
  /** Browsers subscribe to its public half, so it never changes: no push would reach them any more. */
  readonly vapid: VapidKeys;
}

/** A pair on P-256 that tells push services who sends (RFC 8292), each half as base64url. */
export interface VapidKeys {
  /** The uncompressed point: what a browser is given as `applicationServerKey`. */
  readonly publicKey: string;
  readonly privateKey: string;
}

const VAPID_CURVE = "prime256v1";
const SCALAR_BYTES = 32;

/** Makes the installation's secret at the first start; every later start, on any node, finds it. */
export async function loadInstallationKeys(db: Database, clock: Clock): Promise<InstallationKeys> {
  const createdAt = clock();
  const { root, scalar } = await db.transaction(async (tx) => ({
    root: await findOrInsertInstallationKey(tx, {
      name: "root",
      secret: randomBytes(32),
      createdAt,
    }),
    // Kept by itself, not derived: a curve's private key is a number below its order, not any bytes.
    scalar: await findOrInsertInstallationKey(tx, {
      name: "vapid",
      secret: newScalar(),
      createdAt,
    }),
  }));
  const derive = (purpose: string) => Buffer.from(hkdfSync("sha256", root, "", purpose, 32));
  return {
    passKey: derive("pass"),
    markerKey: derive("marker"),
    addressKey: derive("address"),
    visitorKey: derive("visitor"),
    personalKey: createSecretKey(derive("personal")),
    groupPageKey: createSecretKey(derive("group-page")),
    mailKey: derive("mail"),
    vapid: toVapidKeys(scalar),
  };
}

function newScalar(): Buffer {
  const pair = createECDH(VAPID_CURVE);
  pair.generateKeys();
  const scalar = pair.getPrivateKey();
  // Zeros in front are left out there.
  return Buffer.concat([Buffer.alloc(SCALAR_BYTES - scalar.length), scalar]);
}

function toVapidKeys(scalar: Buffer): VapidKeys {
  const pair = createECDH(VAPID_CURVE);
  pair.setPrivateKey(scalar);
  return { publicKey: pair.getPublicKey("base64url"), privateKey: scalar.toString("base64url") };
}
