import type { Endpoints } from "./api.ts";
import { invitation } from "./invitation.ts";
import { me } from "./me.ts";
import { sessions } from "./sessions.ts";

/** Everything that the workspace API answers. */
export const endpoints: Endpoints = {
  session: [sessions, invitation, me],
};
