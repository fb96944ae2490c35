import Type, { type Static } from "typebox";
import { findTallies } from "../../clicks/find-tallies.ts";
import type { Creation } from "../../links/link.ts";
import { type LinkFilter, MAX_PART_LENGTH } from "../../links/link-filter.ts";
import { listLinks as list } from "../../links/list-links.ts";
import type { Settings } from "../../links/policy.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Pages, pageAt, paged } from "../wire/paging.ts";
import { described, Flag, Line, OneOf, WireDateTime } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { CREATIONS, Domain, encodeLink, LinkId } from "./link-fields.ts";
import { openReading, type Reading } from "./reading.ts";
import { SETTINGS_SENT_NAMES } from "./settings-fields.ts";
import { fromFlag } from "./values.ts";

const flag = (description: string) => Type.Optional(described(Flag, description));
const part = (of: string) => Type.Optional(described(Line(0, MAX_PART_LENGTH), `A part of ${of}`));

const query = Type.Object(
  {
    regStartYmdt: described(WireDateTime, "Made at this time or later"),
    regEndYmdt: described(WireDateTime, "Made in this second or before"),
    pages: Pages,
    linkId: Type.Optional(LinkId),
    domain: Type.Optional(Domain),
    grpIdx: Type.Optional(
      described(
        Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
        "Number of the group; 0: links without one",
      ),
    ),
    url: Type.Optional(
      described(
        Line(0, 3_000),
        `A part of the destination; one of more than ${MAX_PART_LENGTH} characters is the whole destination`,
      ),
    ),
    ttl: part("the title"),
    memo: part("the memo"),
    brandLinkYn: flag("Y: links with an id of the owner's"),
    notfSubscYn: flag("What the link itself says"),
    qrBypassYn: flag("What the link itself says"),
    blockOverseasSticsYn: flag("What the link itself says"),
    pushNotifyYn: flag("What the link itself says"),
    mailNotifyYn: flag("What the link itself says"),
    pwdYn: flag("Y: links with a password of their own"),
    nonmemberSticsPwdYn: flag("Y: links with a statistics password of their own"),
    overridden: Type.Optional(
      described(
        OneOf(...Object.values(SETTINGS_SENT_NAMES)),
        "Links with a value of their own for this setting that their group overrides with another",
      ),
    ),
    createTypeIdx: Type.Optional(
      described(OneOf(0, 270, 272, 274), "0: all, 270: dashboard, 272: API, 274: bulk"),
    ),
    startDelYmdt: Type.Optional(described(WireDateTime, "To be deleted at this time or later")),
    endDelYmdt: Type.Optional(described(WireDateTime, "To be deleted in this second or before")),
  },
  { additionalProperties: false },
);

const read = compileFields(query, { query: true });

export const listLinks: Endpoint = (app, acting) => {
  const schema = { querystring: query, summary: "Links made in a span of time", tags: ["links"] };
  app.get("/api/link/v1/list", { schema }, async (request) => {
    const ctx = acting(request);
    const reading = await openReading(ctx, []);
    // A part of a URL is not a URL.
    const { url: _, ...checks } = reading.checks;
    const wire = read(fieldsOf(request.query), checks);
    const page = pageAt(wire.pages);
    const { links, total } = await list(ctx, { filter: decode(wire, reading), page });
    const clicks = await findTallies(
      ctx,
      links.map(({ id }) => id),
    );
    const rows = links.map((link) => encodeLink(link, ctx.workspace.timeZone, clicks(link.id)));
    return success(paged(rows, wire.pages, total));
  });
};

const SECOND_MS = 1_000;

function decode(wire: Static<typeof query>, { time, domain }: Reading): LinkFilter {
  const from = (field: string, text: string | undefined) =>
    text === undefined ? undefined : time(field)(text);
  // The wire's times are whole seconds, of which the last is meant to its end.
  const before = (field: string, text: string | undefined) => {
    const at = from(field, text);
    return at && new Date(at.getTime() + SECOND_MS);
  };
  const settings = Object.keys(SETTINGS_SENT_NAMES) as (keyof Settings)[];
  const creations = Object.entries(CREATIONS) as [Creation, number][];
  return {
    created: {
      from: from("regStartYmdt", wire.regStartYmdt),
      before: before("regEndYmdt", wire.regEndYmdt),
    },
    deletes: {
      from: from("startDelYmdt", wire.startDelYmdt),
      before: before("endDelYmdt", wire.endDelYmdt),
    },
    slug: wire.linkId,
    host: wire.domain === undefined ? undefined : domain(wire.domain).host,
    groupId: wire.grpIdx === 0 ? null : wire.grpIdx,
    createdBy: creations.find(([, number]) => number === wire.createTypeIdx)?.[0],
    url: wire.url,
    title: wire.ttl,
    memo: wire.memo,
    overridden: settings.find((name) => SETTINGS_SENT_NAMES[name] === wire.overridden),
    flags: {
      branded: fromFlag(wire.brandLinkYn),
      subscribes: fromFlag(wire.notfSubscYn),
      qrBypass: fromFlag(wire.qrBypassYn),
      excludesOverseas: fromFlag(wire.blockOverseasSticsYn),
      notifiesPush: fromFlag(wire.pushNotifyYn),
      notifiesMail: fromFlag(wire.mailNotifyYn),
      password: fromFlag(wire.pwdYn),
      statisticsPassword: fromFlag(wire.nonmemberSticsPwdYn),
    },
  };
}
