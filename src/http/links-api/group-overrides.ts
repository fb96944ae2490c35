import { countOverrides } from "../../links/count-overrides.ts";
import type { Settings } from "../../links/policy.ts";
import { fieldsOf } from "../wire/body.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { GroupIdFields, readGroupIdOfQuery } from "./group-id.ts";
import { SETTINGS_SENT_NAMES } from "./settings-fields.ts";

export const groupOverrides: Endpoint = (app, acting) => {
  const schema = {
    querystring: GroupIdFields,
    summary: "How many links say otherwise than their group",
    tags: ["groups"],
  };
  app.get("/api/link-group/v1/overrides", { schema }, async (request) => {
    const { grpIdx } = readGroupIdOfQuery(fieldsOf(request.query));
    const overrides = await countOverrides(acting(request), grpIdx);
    const told = Object.entries(overrides).map(([name, count]) => [
      SETTINGS_SENT_NAMES[name as keyof Settings],
      count,
    ]);
    return success(Object.fromEntries(told) as object);
  });
};
