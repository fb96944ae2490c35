import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";
import { Fault } from "./fault.ts";

/** 16 MiB and some 40 ms a password: what OWASP asks at the least for scrypt is N=2^14, r=8, p=5. */
const COST = { N: 16_384, r: 8, p: 5, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;

/** scrypt runs in libuv's threads: so few at a time that files and names still find one free. */
const AT_A_TIME = 2;
const MOST_WAITING = 64;

let running = 0;
const waiting: (() => void)[] = [];

/** Waits for its turn; a queue that is full is refused as "busy". */
async function derive(password: string, salt: Buffer): Promise<Buffer> {
  if (running >= AT_A_TIME) {
    if (waiting.length >= MOST_WAITING) throw new Fault("busy");
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      scrypt(password, salt, KEY_BYTES, COST, (error, key) =>
        error ? reject(error) : resolve(key),
      );
    });
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** What is stored of a password: its parameters, a fresh salt and the derived key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt);
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString("base64")}$${key.toString("base64")}`;
}

/** Constant-time for every stored hash of this program. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, , , , salt = "", expected = ""] = stored.split("$");
  const key = await derive(password, Buffer.from(salt, "base64"));
  return timingSafeEqual(key, Buffer.from(expected, "base64"));
}
