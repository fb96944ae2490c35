import { allowIdentities } from "./allow-identities.ts";
import { changeContact } from "./change-contact.ts";
import { changeProperty } from "./change-property.ts";
import { changePropertyBatch } from "./change-property-batch.ts";
import { deleteUser } from "./delete-user.ts";
import type { Endpoint } from "./endpoint.ts";
import { exportUsers } from "./export-users.ts";
import { getTimeline } from "./get-timeline.ts";
import { getUser } from "./get-user.ts";
import { identifyUser } from "./identify-user.ts";
import { listAllowedIdentities } from "./list-allowed-identities.ts";
import { listAttributes } from "./list-attributes.ts";
import { lockRegistry } from "./lock-registry.ts";
import { registerAttribute } from "./register-attribute.ts";
import { registerUser } from "./register-user.ts";
import { reportEvents } from "./report-events.ts";

/** Every call of the audience API. */
export const endpoints: readonly Endpoint[] = [
  registerUser,
  identifyUser,
  allowIdentities,
  listAllowedIdentities,
  getUser,
  getTimeline,
  deleteUser,
  exportUsers,
  changeContact,
  changeProperty,
  changePropertyBatch,
  reportEvents,
  registerAttribute,
  listAttributes,
  lockRegistry,
];
