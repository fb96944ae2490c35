import type { FastifyInstance } from "fastify";
import Type from "typebox";
import type { Context } from "../../context.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx } from "../wire/moment.ts";

/** One resource puts its routes on the app. */
export type Resource = (app: FastifyInstance, context: Context) => void;

export const WorkspaceQuery = Type.Object({ workspaceIdx: Idx }, { additionalProperties: false });
export const readWorkspaceQuery = compileFields(WorkspaceQuery, { query: true });
