import type { RatedApi } from "../../workspaces/plan.ts";
import type { Endpoint } from "./api.ts";
import { clicksByDate } from "./clicks-by-date.ts";
import { clicksByDimension } from "./clicks-by-dimension.ts";
import { clicksByGroup } from "./clicks-by-group.ts";
import { clicksByHour } from "./clicks-by-hour.ts";
import { createBulk } from "./create-bulk.ts";
import { createGroup } from "./create-group.ts";
import { createLink } from "./create-link.ts";
import { deleteGroup } from "./delete-group.ts";
import { deleteLink } from "./delete-link.ts";
import { exportClicks } from "./export-clicks.ts";
import { getGroup } from "./get-group.ts";
import { getLink } from "./get-link.ts";
import { groupOverrides } from "./group-overrides.ts";
import { listGroups, listGroupsUnpaged } from "./list-groups.ts";
import { listLinks } from "./list-links.ts";
import { liveClicks } from "./live-clicks.ts";
import { personalize } from "./personalize.ts";
import { rankedGroups } from "./ranked-groups.ts";
import { rankedLinks } from "./ranked-links.ts";
import { rotateSecret } from "./rotate-secret.ts";
import { sendPush } from "./send-push.ts";
import { totals } from "./totals.ts";
import { updateGroup } from "./update-group.ts";
import { updateLink } from "./update-link.ts";

/** Every route of the links dialect, by the limit under which its calls are counted. */
export const endpoints: Readonly<Record<RatedApi, readonly Endpoint[]>> = {
  links: [
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
    personalize,
    sendPush,
  ],
  statistics: [
    clicksByDate,
    clicksByHour,
    totals,
    rankedGroups,
    rankedLinks,
    clicksByGroup,
    clicksByDimension,
    exportClicks,
    liveClicks,
  ],
};
