import Type, { type Static } from "typebox";
import type { Tally } from "../../clicks/click.ts";
import { type Creation, type Link, redirectTypes } from "../../links/link.ts";
import type { LinkChange } from "../../links/link-change.ts";
import type { NewLink } from "../../links/new-link.ts";
import {
  described,
  Flag,
  Line,
  Memo,
  Nullable,
  OneOf,
  WireDateTime,
  WireUrl,
} from "../wire/schema.ts";
import type { Reading } from "./reading.ts";
import { decodeSettings, encodeSettings, settingsFields } from "./settings-fields.ts";
import { toLocal, unlessCleared } from "./values.ts";

export const LinkId = described(Line(1, 100), "What stands after the domain");
export const Domain = described(
  Type.String({ minLength: 1, maxLength: 300 }),
  "Link domain with its scheme, such as https://go.example",
);
const Url = described(WireUrl, "Destination: http or https, at most 3,000 bytes");

/** What can be said of a link when it is made and later. */
const changeableFields = {
  redirectType: Type.Optional(
    described(
      Nullable(OneOf(...redirectTypes)),
      "302 by default; 200 is a page that moves on by itself; other than 302: Personal plan",
    ),
  ),
  grpIdx: Type.Optional(
    described(
      Nullable(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
      "Number of the group; 0: none",
    ),
  ),
  ttl: Type.Optional(
    described(Nullable(Line(0, 200)), "Title; left out: that of the destination page"),
  ),
  description: Type.Optional(described(Nullable(Line(0, 1_000)), "Shown in link previews")),
  metaImg: Type.Optional(described(Nullable(WireUrl), "Picture of link previews: https")),
  memo: Type.Optional(described(Nullable(Memo(1_000)), "Free note")),
  delYmdt: Type.Optional(
    described(Nullable(WireDateTime), "From this moment there is no such link"),
  ),
  ...settingsFields,
};

export const NewLinkFields = Type.Object(
  {
    url: Url,
    domain: Type.Optional(described(Domain, "Link domain; the workspace's default where left out")),
    reuseYn: Type.Optional(
      described(Flag, "Y: the oldest link of this domain and URL there is; Premium plan"),
    ),
    brandLinkId: Type.Optional(
      described(
        Type.String(),
        "Own link id: 1 to 100 letters and digits of any script, emoji, -, _ and .",
      ),
    ),
    ...changeableFields,
  },
  { additionalProperties: false },
);

export const LinkChangeFields = Type.Object(
  { linkId: LinkId, domain: Domain, url: Type.Optional(Url), ...changeableFields },
  { additionalProperties: false },
);

const same = (text: string): string => text;

function decodeChangeable(
  wire: Omit<Static<typeof LinkChangeFields>, "linkId" | "domain" | "url">,
  reading: Reading,
) {
  return {
    redirectType: wire.redirectType,
    groupId: wire.grpIdx === 0 ? null : wire.grpIdx,
    title: unlessCleared(wire.ttl, same),
    description: unlessCleared(wire.description, same),
    metaImage: unlessCleared(wire.metaImg, reading.url("metaImg")),
    memo: unlessCleared(wire.memo, same),
    deletesAt: unlessCleared(wire.delYmdt, reading.time("delYmdt")),
    settings: decodeSettings(wire, reading),
  };
}

export function decodeNewLink(wire: Static<typeof NewLinkFields>, reading: Reading): NewLink {
  const said = decodeChangeable(wire, reading);
  return {
    url: reading.url("url")(wire.url),
    domain: wire.domain === undefined ? null : reading.domain(wire.domain),
    reuse: wire.reuseYn === "Y",
    brandSlug: wire.brandLinkId === undefined ? null : reading.brandSlug(wire.brandLinkId),
    redirectType: said.redirectType ?? null,
    groupId: said.groupId ?? null,
    title: said.title ?? null,
    description: said.description ?? null,
    metaImage: said.metaImage ?? null,
    memo: said.memo ?? null,
    deletesAt: said.deletesAt ?? null,
    settings: said.settings,
  };
}

export function decodeLinkChange(
  wire: Static<typeof LinkChangeFields>,
  reading: Reading,
): LinkChange {
  const url = wire.url === undefined ? undefined : reading.url("url")(wire.url);
  return { url, ...decodeChangeable(wire, reading) };
}

/** How a link came to be, as the reference API numbers it. */
export const CREATIONS: Readonly<Record<Creation, number>> = {
  dashboard: 270,
  api: 272,
  bulk: 274,
};

const NO_TITLE = "NO TITLE";

export function encodeTitle({ title, titleState }: Pick<Link, "title" | "titleState">) {
  return titleState === "fetched" ? (title ?? NO_TITLE) : title;
}

/** A row of the list: the link's own settings, null where it has not set one. */
export function encodeLink(link: Link, zone: string, { clicks, people }: Tally) {
  return {
    linkId: link.slug,
    domain: link.origin,
    typeIdx: 103,
    typeNm: "URL",
    ttl: encodeTitle(link),
    url: link.url,
    grpIdx: link.groupId,
    description: link.description,
    metaImg: link.metaImage,
    memo: link.memo,
    redirectType: link.redirectType,
    brandLinkYn: link.branded ? "Y" : "N",
    createTypeIdx: CREATIONS[link.createdBy],
    ...encodeSettings(link.settings, zone),
    acesCnt: clicks,
    pernCnt: people,
    regYmdt: toLocal(link.createdAt, zone),
    modYmdt: toLocal(link.updatedAt, zone),
    delYmdt: toLocal(link.deletesAt, zone),
  };
}
