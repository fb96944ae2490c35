import type { FastifyInstance } from "fastify";
import Type from "typebox";
import type { Context } from "../../context.ts";
import { formatLocal } from "../../kit/local-time.ts";
import type { Workspace } from "../../workspaces/workspace.ts";
import { compileFields } from "../wire/fields.ts";

/** One resource puts its routes on the app. */
export type Resource = (app: FastifyInstance, context: Context) => void;

/** A number that this server gave out. */
export const Idx = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

export const WorkspaceQuery = Type.Object({ workspaceIdx: Idx }, { additionalProperties: false });
export const readWorkspaceQuery = compileFields(WorkspaceQuery, { query: true });

/** The shape in which every time of an answer comes. */
export const Moment = Type.String({
  description: "`YYYY-MM-DD HH:mm:ss` in the workspace's time zone",
});

export function moment(at: Date, { timeZone }: Workspace): string {
  return formatLocal(at, timeZone);
}
