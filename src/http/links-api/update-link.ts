import { updateLink as update } from "../../links/update-link.ts";
import { expectedVersions, withPresentRow } from "../versions.ts";
import { whenGone } from "../when-gone.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { linkRow } from "./get-link.ts";
import { decodeLinkChange, LinkChangeFields } from "./link-fields.ts";
import { decodeLinkName } from "./link-name.ts";
import { openReading } from "./reading.ts";
import { WIRE_NAMES } from "./wire-names.ts";

const read = compileFields(LinkChangeFields);

export const updateLink: Endpoint = (app, acting) => {
  const schema = {
    body: LinkChangeFields,
    summary: "Change a link; what is left out stays as it is",
    tags: ["links"],
  };
  const errorHandler = withPresentRow(WIRE_NAMES, (request, language) =>
    linkRow(acting(request), decodeLinkName(read(fieldsOf(request.body))), language),
  );
  app.put("/api/link/v2/update", { schema, errorHandler }, async (request, reply) => {
    const ctx = { ...acting(request), gone: whenGone(reply.raw) };
    const body = fieldsOf(request.body);
    const reading = await openReading(ctx, [body]);
    const wire = read(body, reading.checks);
    await update(ctx, {
      ...decodeLinkName(wire),
      change: decodeLinkChange(wire, reading),
      expected: expectedVersions(request.headers["if-match"]),
    });
    return success(null);
  });
};
