import { changeContact } from "./change-contact.ts";
import { changeProperty } from "./change-property.ts";
import { changePropertyBatch } from "./change-property-batch.ts";
import type { Endpoint } from "./endpoint.ts";
import { getUser } from "./get-user.ts";
import { listAttributes } from "./list-attributes.ts";
import { lockRegistry } from "./lock-registry.ts";
import { registerAttribute } from "./register-attribute.ts";
import { registerUser } from "./register-user.ts";

/** Every call of the audience API. */
export const endpoints: readonly Endpoint[] = [
  registerUser,
  getUser,
  changeContact,
  changeProperty,
  changePropertyBatch,
  registerAttribute,
  listAttributes,
  lockRegistry,
];
