import type { Endpoint } from "./api.ts";
import { createBulk } from "./create-bulk.ts";
import { createGroup } from "./create-group.ts";
import { createLink } from "./create-link.ts";
import { deleteGroup } from "./delete-group.ts";
import { deleteLink } from "./delete-link.ts";
import { getGroup } from "./get-group.ts";
import { getLink } from "./get-link.ts";
import { groupOverrides } from "./group-overrides.ts";
import { listGroups, listGroupsUnpaged } from "./list-groups.ts";
import { listLinks } from "./list-links.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { updateGroup } from "./update-group.ts";
import { updateLink } from "./update-link.ts";

/** Every route of the links dialect. */
export const endpoints: readonly Endpoint[] = [
  createGroup,
  updateGroup,
  deleteGroup,
  listGroups,
  listGroupsUnpaged,
  getGroup,
  groupOverrides,
  rotateSecret,
  createLink,
  createBulk,
  updateLink,
  deleteLink,
  listLinks,
  getLink,
];
