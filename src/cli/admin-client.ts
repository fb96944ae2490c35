import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "../config.ts";
import { originOf } from "../http/listen.ts";
import { Failed } from "./streams.ts";

export interface AdminCall {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/admin/v1/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
}

export type CallAdmin = (call: AdminCall) => Promise<unknown>;

const WITHIN_MS = 30_000;

/** Addresses that stand for all of the machine's, with the one that a client takes. */
const ALL_ADDRESSES: Readonly<Record<string, string>> = { "0.0.0.0": "127.0.0.1", "::": "::1" };

/** Where this machine reaches a server with this configuration. */
export function localUrl({ host, port }: Config): string {
  return originOf({ host: ALL_ADDRESSES[host] ?? host, port });
}

/** Calls the running server with the admin token; answers its result, or fails with its message. */
export function makeAdminClient(config: Config, url: string): CallAdmin {
  return async ({ method, path, query, body }) => {
    const token = await readToken(config);
    const target = new URL(`/api/admin/v1/${path}`, url);
    for (const [name, value] of Object.entries(query ?? {})) {
      target.searchParams.set(name, String(value));
    }
    const response = await fetch(target, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(WITHIN_MS),
    }).catch((error: Error) => {
      throw new Failed(`no server answers at ${url}: ${reasonOf(error)}`);
    });
    return readResult(response, url);
  };
}

export async function readToken({ adminToken, dataDir }: Config): Promise<string> {
  if (adminToken !== null) return adminToken;
  const file = join(dataDir, "admin-token");
  const text = await readFile(file, "utf8").catch(() => {
    throw new Failed(`no admin token: SIMPUL_ADMIN_TOKEN is not set and ${file} is not readable`);
  });
  return text.trim();
}

async function readResult(response: Response, url: string): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== "object" || answer === null || !("code" in answer)) {
    throw new Failed(`what answers at ${url} is no Simpul (HTTP ${response.status})`);
  }
  const { code, message, result } = answer as { code: number; message: string; result: unknown };
  if (code !== 0) throw new Failed(`${message} (code ${code})`);
  return result;
}

/** `fetch` hides what happened in the cause. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}
