import Type, { type Static } from "typebox";
import { Fault } from "../../kit/fault.ts";
import { parseDestination } from "../../links/destination.ts";
import { createPush, type PushTarget } from "../../notifications/create-push.ts";
import { answers } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described, Line, Memo, WireUrl } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { GroupId } from "./group-fields.ts";
import { Domain, LinkId } from "./link-fields.ts";
import { decodeLinkName, linkNameChecks } from "./link-name.ts";

const PushFields = Type.Object(
  {
    grpIdx: Type.Optional(described(GroupId, "To who subscribed on links of this group")),
    grpIdxList: Type.Optional(
      described(
        Type.Array(GroupId, { minItems: 1, maxItems: 100 }),
        "To who subscribed on links of any of these groups; each browser gets it once",
      ),
    ),
    linkId: Type.Optional(described(LinkId, "To who subscribed on this link; with domain")),
    domain: Type.Optional(described(Domain, "The link's domain; with linkId")),
    title: described(Line(1, 120), "The first line"),
    body: Type.Optional(described(Memo(500), "What is under it")),
    url: Type.Optional(described(WireUrl, "What a tap opens: http or https, at most 3,000 bytes")),
  },
  {
    additionalProperties: false,
    oneOf: [
      { required: ["grpIdx"] },
      { required: ["grpIdxList"] },
      { required: ["linkId", "domain"] },
    ],
  },
);

const Receipt = Type.Object({
  subscriberCnt: Type.Integer({
    description: "Browsers that it was accepted for, counted up to 10,000; some may be gone",
  }),
  more: Type.Boolean({ description: "There are more than were counted" }),
});

/** Unlike a link, a message may lead to one of our own links: that is no loop. */
const readUrl = (text: string): string =>
  parseDestination(text, { field: "url", isLinkHost: () => false });

const read = compileFields(PushFields, {
  also: { ...linkNameChecks, url: (value) => void readUrl(String(value)) },
});

export const sendPush: Endpoint = (app, acting) => {
  const schema = {
    body: PushFields,
    summary: "Send a web push message to those who subscribed on a link or a group's links",
    tags: ["push"],
    response: answers(Receipt),
  };
  app.post("/api/push/v1/send", { schema }, async (request) => {
    const wire = read(fieldsOf(request.body));
    const { title, body = "", url } = wire;
    const target = decodeTarget(wire);
    const content = { title, body, url: url === undefined ? "" : readUrl(url) };
    const { subscribers, more } = await createPush(acting(request), { target, content });
    return success({ subscriberCnt: subscribers, more });
  });
};

/** Exactly one of a group, several groups, and a link, which takes two fields to name. */
function decodeTarget(wire: Static<typeof PushFields>): PushTarget {
  const { grpIdx, grpIdxList, linkId, domain } = wire;
  const [first, other] = TARGET_FIELDS.filter((field) => wire[field] !== undefined);
  const ofLink = first === "linkId" || first === "domain";
  if (first !== undefined && other !== undefined && !ofLink) {
    throw new Fault("field_invalid", { field: first, reason: "not_together", other });
  }
  if (grpIdx !== undefined) return { groupId: grpIdx };
  if (grpIdxList !== undefined) return { groupIds: grpIdxList };
  if (linkId === undefined) {
    throw new Fault("field_missing", { field: domain === undefined ? "grpIdx" : "linkId" });
  }
  if (domain === undefined) throw new Fault("field_missing", { field: "domain" });
  return { link: decodeLinkName({ linkId, domain }) };
}

const TARGET_FIELDS = ["grpIdx", "grpIdxList", "linkId", "domain"] as const;
