import Type from "typebox";
import { parseDateTime } from "../../audience/date-time.ts";
import { exportUsers as open } from "../../audience/export-users.ts";
import { Fault } from "../../kit/fault.ts";
import { streams } from "../wire/answer.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./endpoint.ts";
import { encodeUser } from "./user.ts";

const Query = Type.Object(
  {
    updated_since: Type.Optional(
      Type.String({
        description:
          "ISO 8601 with an offset, or `YYYY-MM-DD HH:mm:ss` in the workspace's time zone: only users that changed at that time or later",
      }),
    ),
  },
  { additionalProperties: false },
);

const readFields = compileFields(Query, { query: true });

export const exportUsers: Endpoint = {
  method: "GET",
  path: "/user/export",
  schema: {
    summary: "Every user of the workspace",
    description: "A user a line, by EUID, each as `GET /v1/user` has it.",
    querystring: Query,
    response: streams({ "application/x-ndjson": "a user a line" }),
  },
  async answer({ ctx, query }) {
    const { updated_since: since } = readFields(query);
    const updatedSince = since === undefined ? null : readTime(since, ctx.workspace.timeZone);
    return {
      contentType: "application/x-ndjson; charset=utf-8",
      chunks: open(ctx, updatedSince, (user) => `${JSON.stringify(encodeUser(user))}\n`),
    };
  },
};

function readTime(text: string, zone: string): Date {
  const instant = parseDateTime(text, zone);
  if (instant !== undefined) return new Date(instant);
  throw new Fault("field_invalid", { field: "updated_since", reason: "datetime_impossible" });
}
