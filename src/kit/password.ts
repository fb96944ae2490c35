import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { type Claim, FairGate } from "./fair-gate.ts";

/** What scrypt is asked to do: cost, block size, parallelization. */
interface Cost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** 16 MiB and some 40 ms a password: what OWASP asks at the least for scrypt is N=2^14, r=8, p=5. */
const COST: Cost = { N: 16_384, r: 8, p: 5 };
/** Of any stored hash, so that a raised cost still verifies what was stored before it was lowered again. */
const MAX_MEMORY_BYTES = 256 * 1024 * 1024;
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** What a password is hashed for; none of the three waits behind the others. */
export interface HashTurn extends Claim {
  readonly purpose: "sign-in" | "visitor" | "setting";
}

/** For all hashes: scrypt runs in libuv's threads, of which files and names need some. */
const gate = new FairGate({ maxRunning: 2, maxWaiting: 512, maxWaitMs: 30_000 });
/** Before it for settings, so that people at a password form always find the other place. */
const settingsGate = new FairGate({ maxRunning: 1, maxWaiting: 512, maxWaitMs: 60_000 });

function derive(password: string, salt: Buffer, cost: Cost, turn: HashTurn): Promise<Buffer> {
  const { purpose, gone } = turn;
  const hash = () =>
    gate.run({ share: [purpose, ...turn.share], gone }, () => runScrypt(password, salt, cost));
  return purpose === "setting" ? settingsGate.run(turn, hash) : hash();
}

function runScrypt(password: string, salt: Buffer, cost: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

/** Returns what is stored of a password: the cost, a fresh salt and the derived key. Throws `busy`. */
export async function hashPassword(password: string, turn: HashTurn): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST, turn);
  const { N, r, p } = COST;
  return `scrypt$${N}$${r}$${p}$${salt.toString("base64")}$${key.toString("base64")}`;
}

/** Compares in constant time, at the cost that the hash was stored with. Throws `busy`. */
export async function isPassword(
  password: string,
  stored: string,
  turn: HashTurn,
): Promise<boolean> {
  const [, , , , salt = "", expected = ""] = stored.split("$");
  const key = await derive(password, Buffer.from(salt, "base64"), costOf(stored), turn);
  return timingSafeEqual(key, Buffer.from(expected, "base64"));
}

/** True for a hash that was stored at another cost than new ones get. */
export function isOutdatedHash(stored: string): boolean {
  const { N, r, p } = costOf(stored);
  return N !== COST.N || r !== COST.r || p !== COST.p;
}

function costOf(stored: string): Cost {
  const [, N, r, p] = stored.split("$");
  return { N: Number(N), r: Number(r), p: Number(p) };
}
