import { ADMIN_TOKEN } from "./servers.ts";

/** A workspace of the bench, and the calls that fill it. */
export interface BenchClient {
  readonly basic: string;
  createGroup(name: string): Promise<number>;
  updateGroup(grpIdx: number, memo: string): Promise<void>;
  /** Brand ids `${prefix}0` …, each leading to `https://example.com/landing/<id>`. */
  createLinks(prefix: string, count: number, grpIdx?: number): Promise<string[]>;
  registerUsers(count: number): Promise<number[]>;
}

const BULK = 300;

export async function makeClient(origin: string): Promise<BenchClient> {
  const admin = `Bearer ${ADMIN_TOKEN}`;
  const workspace = { name: "Bench" };
  const { workspaceIdx } = await call<{ workspaceIdx: number }>(
    origin,
    "POST",
    "/api/admin/v1/workspaces",
    admin,
    workspace,
  );
  const holder = { workspaceIdx, name: "bench" };
  const { key } = await call<{ key: string }>(
    origin,
    "POST",
    "/api/admin/v1/link-keys",
    admin,
    holder,
  );
  const pair = await call<{ apiKey: string; apiSecret: string }>(
    origin,
    "POST",
    "/api/admin/v1/data-sources",
    admin,
    holder,
  );
  const apiKey = `APIKey ${key}`;
  const basic = `Basic ${Buffer.from(`${pair.apiKey}:${pair.apiSecret}`).toString("base64")}`;
  return {
    basic,
    async createGroup(nm) {
      const { grpIdx } = await call<{ grpIdx: number }>(
        origin,
        "POST",
        "/api/link-group/v1/create",
        apiKey,
        { nm },
      );
      return grpIdx;
    },
    async updateGroup(grpIdx, memo) {
      await call(origin, "PUT", "/api/link-group/v1/update", apiKey, { grpIdx, memo });
    },
    async createLinks(prefix, count, grpIdx) {
      const ids = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
      for (let at = 0; at < count; at += BULK) {
        const links = ids.slice(at, at + BULK).map((brandLinkId) => ({
          url: `https://example.com/landing/${brandLinkId}`,
          brandLinkId,
          ttl: "Bench",
          ...(grpIdx !== undefined && { grpIdx }),
        }));
        await call(origin, "POST", "/api/link/v1/createBulk", apiKey, { links });
      }
      return ids.map((id) => `/${id}`);
    },
    async registerUsers(count) {
      const euids: number[] = [];
      for (let at = 0; at < count; at += 100) {
        const identity_values = Array.from({ length: 100 }, (_, index) => `bench-${at + index}`);
        const body = { identity_name: "user_id", identity_values };
        const users = await call<{ euid: number }[]>(
          origin,
          "POST",
          "/v1/user/register",
          basic,
          body,
        );
        euids.push(...users.map(({ euid }) => euid));
      }
      return euids;
    },
  };
}

/** The result or data of a call that must succeed; its shape is what the contract tests check. */
async function call<Result>(
  origin: string,
  method: string,
  path: string,
  authorization: string,
  body: object,
): Promise<Result> {
  const answer = await fetch(origin + path, {
    method,
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const { code, message, result, data } = (await answer.json()) as {
    code: number;
    message: string;
    result?: Result;
    data?: Result;
  };
  if (code !== 0) throw new Error(`${method} ${path}: ${code} ${message}`);
  return (result ?? data) as Result;
}
