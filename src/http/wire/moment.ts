import Type from "typebox";
import { formatLocal } from "../../kit/local-time.ts";
import type { Workspace } from "../../workspaces/workspace.ts";

/** A number that this server gave out. */
export const Idx = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** The shape in which every time of an answer comes. */
export const Moment = Type.String({
  description: "`YYYY-MM-DD HH:mm:ss` in the workspace's time zone",
});

export function moment(at: Date, { timeZone }: Pick<Workspace, "timeZone">): string {
  return formatLocal(at, timeZone);
}
