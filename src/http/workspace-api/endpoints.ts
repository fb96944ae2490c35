import type { Endpoints } from "./api.ts";
import { audit } from "./audit.ts";
import { deliveries } from "./deliveries.ts";
import { domains } from "./domains.ts";
import { invitation } from "./invitation.ts";
import { invitations } from "./invitations.ts";
import { dataSources, linkKeys } from "./keys.ts";
import { me } from "./me.ts";
import { members } from "./members.ts";
import { people } from "./people.ts";
import { pushSubscription } from "./push-subscription.ts";
import { sessions } from "./sessions.ts";
import { settings } from "./settings.ts";

/** Everything that the workspace API answers. */
export const endpoints: Endpoints = {
  session: [sessions, invitation, me],
  workspace: [
    settings,
    domains,
    linkKeys,
    dataSources,
    members,
    invitations,
    audit,
    deliveries,
    people,
    pushSubscription,
  ],
};
