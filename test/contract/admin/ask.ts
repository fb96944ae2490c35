import type { App } from "../../../src/compose.ts";
import { ADMIN_TOKEN } from "../../support/app.ts";
import { type Answer, type Call, call } from "../../support/workspace.ts";

/** A call of the admin API with the token; the path is what comes after `/api/admin/v1/`. */
export function ask(
  app: App,
  method: Call["method"],
  path: string,
  body?: unknown,
): Promise<Answer> {
  return call(app, {
    method,
    path: `/api/admin/v1/${path}`,
    authorization: `Bearer ${ADMIN_TOKEN}`,
    ...(body !== undefined && { body }),
  });
}

/** The result of a call that must succeed. */
export async function resultOf<Result>(asked: Promise<Answer>): Promise<Result> {
  const { status, body } = await asked;
  const { code, message, result } = body as { code: number; message: string; result: Result };
  if (status !== 200 || code !== 0) throw new Error(`${status} ${code} ${message}`);
  return result;
}

export interface DataSource {
  readonly dataSourceIdx: number;
  readonly apiKey: string;
  readonly apiSecret: string;
}

export function makeDataSource(app: App, workspaceIdx: number): Promise<DataSource> {
  return resultOf(ask(app, "POST", "data-sources", { workspaceIdx, name: "Toko" }));
}

export interface LinkKey {
  readonly linkKeyIdx: number;
  readonly key: string;
}

export function makeLinkKey(app: App, workspaceIdx: number): Promise<LinkKey> {
  return resultOf(ask(app, "POST", "link-keys", { workspaceIdx, name: "Toko" }));
}

export async function makeWorkspaceIdx(app: App, settings: object = {}): Promise<number> {
  const made = resultOf<{ workspaceIdx: number }>(
    ask(app, "POST", "workspaces", { name: "Toko Bunga", ...settings }),
  );
  return (await made).workspaceIdx;
}
