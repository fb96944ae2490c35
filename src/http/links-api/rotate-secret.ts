import { rotateSecret as rotate } from "../../links/rotate-secret.ts";
import { fieldsOf } from "../wire/body.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { GroupIdFields, readGroupIdOfBody } from "./group-id.ts";

export const rotateSecret: Endpoint = (app, acting) => {
  const schema = {
    body: GroupIdFields,
    summary: "A new webhook secret; for 24 hours deliveries are signed with both",
    tags: ["groups"],
  };
  app.post("/api/link-group/v1/rotate-secret", { schema }, async (request) => {
    const { grpIdx } = readGroupIdOfBody(fieldsOf(request.body));
    return success(await rotate(acting(request), grpIdx));
  });
};
