import { type Called, call } from "./call.ts";
import { ADMIN_TOKEN, PUBLIC_ORIGIN } from "./servers.ts";

/** What acts for a workspace of the bench, on whichever server has its store. */
export interface Keys {
  readonly workspaceIdx: number;
  readonly link: string;
  readonly basic: string;
}

/** The calls that fill a workspace and read of it. */
export interface BenchClient {
  createGroup(name: string): Promise<number>;
  updateGroup(grpIdx: number, memo: string): Promise<void>;
  /** Brand ids `${prefix}0` …, each leading to `https://example.com/landing/<id>`; answers their paths. */
  createLinks(prefix: string, count: number, more?: LinkWords): Promise<string[]>;
  registerUsers(count: number): Promise<number[]>;
  setProperties(euid: number, properties: object): Promise<void>;
  /** The path of a link for each of these people. */
  personalize(path: string, euids: readonly number[]): Promise<string[]>;
  /** The newest items of a user's timeline. */
  readTimeline(euid: number): Promise<readonly { readonly type: string }[]>;
  /** What a call of the statistics answers. */
  readFigures<Result>(name: string, asked: Readonly<Record<string, string>>): Promise<Result>;
}

interface LinkWords {
  readonly grpIdx?: number;
  readonly acesMaxCnt?: number;
  readonly pwd?: string;
  readonly nonmemberSticsPwd?: string;
}

const BULK = 300;
const REGISTERED_AT_ONCE = 100;

/** Makes a workspace with its keys. */
export async function makeKeys(origin: string): Promise<Keys> {
  const authorization = `Bearer ${ADMIN_TOKEN}`;
  const make = <Result>(what: string, body: object): Promise<Result> =>
    call({ method: "POST", url: `${origin}/api/admin/v1/${what}`, authorization, body });
  const { workspaceIdx } = await make<{ workspaceIdx: number }>("workspaces", { name: "Bench" });
  const holder = { workspaceIdx, name: "bench" };
  const { key } = await make<{ key: string }>("link-keys", holder);
  const pair = await make<{ apiKey: string; apiSecret: string }>("data-sources", holder);
  const basic = Buffer.from(`${pair.apiKey}:${pair.apiSecret}`).toString("base64");
  return { workspaceIdx, link: `APIKey ${key}`, basic: `Basic ${basic}` };
}

/** The token of an invitation to own the workspace. */
export async function inviteOwner(origin: string, { workspaceIdx }: Keys): Promise<string> {
  const { url } = await call<{ url: string }>({
    method: "POST",
    url: `${origin}/api/admin/v1/invitations`,
    authorization: `Bearer ${ADMIN_TOKEN}`,
    body: { workspaceIdx, email: "bench@example.com", role: "owner" },
  });
  return url.split(/[#=]/).at(-1) ?? "";
}

/** Turns the global webhook of a workspace on, to fire on every click. */
export async function turnWebhookOn(
  origin: string,
  { workspaceIdx }: Keys,
  callbackUrl: string,
): Promise<void> {
  await call({
    method: "PUT",
    url: `${origin}/api/admin/v1/workspaces`,
    authorization: `Bearer ${ADMIN_TOKEN}`,
    body: { workspaceIdx, globalWebhook: { enableYn: "Y", callbackUrl, frequency: 1 } },
  });
}

export function makeClient(origin: string, keys: Keys): BenchClient {
  const send = <Result>(method: Called["method"], path: string, body?: object): Promise<Result> =>
    call({ method, url: origin + path, authorization: keys.link, body });
  const people = <Result>(method: Called["method"], path: string, body?: object): Promise<Result> =>
    call({ method, url: `${origin}/v1/user${path}`, authorization: keys.basic, body });
  return {
    async createGroup(nm) {
      const made = await send<{ grpIdx: number }>("POST", "/api/link-group/v1/create", { nm });
      return made.grpIdx;
    },
    async updateGroup(grpIdx, memo) {
      await send("PUT", "/api/link-group/v1/update", { grpIdx, memo });
    },
    async createLinks(prefix, count, more = {}) {
      const ids = Array.from({ length: count }, (_, index) => `${prefix}${index}`);
      for (let at = 0; at < count; at += BULK) {
        const links = ids.slice(at, at + BULK).map((brandLinkId) => {
          const url = `https://example.com/landing/${brandLinkId}`;
          return { url, brandLinkId, ttl: "Bench", ...more };
        });
        await send("POST", "/api/link/v1/createBulk", { links });
      }
      return ids.map((id) => `/${id}`);
    },
    async registerUsers(count) {
      const euids: number[] = [];
      for (let at = 0; at < count; at += REGISTERED_AT_ONCE) {
        const length = Math.min(REGISTERED_AT_ONCE, count - at);
        const identity_values = Array.from({ length }, (_, index) => `bench-${at + index}`);
        const body = { identity_name: "user_id", identity_values };
        const users = await people<{ euid: number }[]>("POST", "/register", body);
        euids.push(...users.map(({ euid }) => euid));
      }
      return euids;
    },
    async setProperties(euid, properties) {
      await people("POST", "/property", { euid, type: "set", properties });
    },
    async personalize(path, euids) {
      const body = { ...linkName(path), euids };
      const made = await send<{ shortUrl: string }[]>("POST", "/api/link/v1/personalize", body);
      return made.map(({ shortUrl }) => new URL(shortUrl).pathname);
    },
    async readTimeline(euid) {
      const page = await people<{ items: { type: string }[] }>("GET", `/timeline?euid=${euid}`);
      return page.items;
    },
    readFigures: (name, asked) =>
      send("GET", `/api/statistics/v2/${name}?${new URLSearchParams(asked)}`),
  };
}

/** How a call names a link of the bench. */
export function linkName(path: string): { readonly linkId: string; readonly domain: string } {
  return { linkId: path.slice(1), domain: PUBLIC_ORIGIN };
}

const DAY_MS = 86_400_000;

/** Yesterday to tomorrow, so that midnight changes nothing. */
export function aroundToday(): { readonly startYmd: string; readonly endYmd: string } {
  const [startYmd = "", endYmd = ""] = [-DAY_MS, DAY_MS].map((ms) =>
    new Date(Date.now() + ms).toISOString().slice(0, 10),
  );
  return { startYmd, endYmd };
}

/** A figure of the server's own, by its Prometheus name. */
export async function readMetric(origin: string, name: string): Promise<number> {
  const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
  const text = await (await fetch(`${origin}/metrics`, { headers })).text();
  const value = new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1];
  if (value === undefined) throw new Error(`there is no metric ${name}`);
  return Number(value);
}
