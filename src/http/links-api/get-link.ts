import { findTallies } from "../../clicks/find-tallies.ts";
import type { WorkspaceContext } from "../../context.ts";
import { type Language, pickLanguage } from "../../kit/language.ts";
import { getLink as load } from "../../links/get-link.ts";
import type { LinkName } from "../../links/load-link-key.ts";
import { etagOf, type PresentRow } from "../versions.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { encodeInForce } from "./in-force.ts";
import { encodeLink } from "./link-fields.ts";
import { decodeLinkName, LinkNameFields, linkNameChecks } from "./link-name.ts";
import { encodeEffective } from "./settings-fields.ts";

const read = compileFields(LinkNameFields, { query: true, also: linkNameChecks });

export const getLink: Endpoint = (app, acting) => {
  const schema = {
    querystring: LinkNameFields,
    summary: "One link, and the rules its visits are held to",
    tags: ["links"],
  };
  app.get("/api/link/v1/get", { schema }, async (request, reply) => {
    const { version, row } = await linkRow(
      acting(request),
      decodeLinkName(read(fieldsOf(request.query))),
      pickLanguage(request.headers["accept-language"]),
    );
    reply.header("ETag", etagOf(version));
    return success(row);
  });
};

/** The link as `get` answers it; `language` is that of the reasons in `inForce`. */
export async function linkRow(
  ctx: WorkspaceContext,
  name: LinkName,
  language: Language,
): Promise<PresentRow> {
  const { link, effective } = await load(ctx, name);
  const { timeZone } = ctx.workspace;
  const clicks = await findTallies(ctx, [link.id]);
  const row = encodeLink(link, timeZone, clicks(link.id));
  const on = {
    excludesOverseas: effective.excludesOverseas.value,
    notifiesMail: effective.notifiesMail.value,
    notifiesPush: effective.notifiesPush.value,
    // Links have no webhook of their own.
    webhookEnabled: false,
  };
  const inForce = await encodeInForce(ctx, on, language);
  return {
    version: link.version,
    row: { ...row, effective: encodeEffective(effective, timeZone), inForce },
  };
}
