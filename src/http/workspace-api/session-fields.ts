import Type, { type Static } from "typebox";
import type { Context } from "../../context.ts";
import { languages } from "../../kit/language.ts";
import type { SessionCaller } from "../../members/find-session.ts";
import { memberLanguages, parseEmail } from "../../members/member.ts";
import { roles } from "../../members/role.ts";
import { plans } from "../../workspaces/plan.ts";
import type { Checks } from "../wire/fields.ts";
import { Idx } from "../wire/moment.ts";
import { Flag, Line, Nullable, OneOf, Verbatim } from "../wire/schema.ts";

export const Role = OneOf(...roles);
export const Email = Type.String({ maxLength: 254 });
export const Name = Line(1, 100);
export const MemberLanguage = OneOf(...memberLanguages);
export const NewPassword = Verbatim(10, 200);
/** One that may be of another time's rules. */
export const Password = Verbatim(1, 200);
/** Of a link that was sent to somebody. */
export const Token = Line(1, 100);

export const emailChecks: Checks = {
  email: (email) => void parseEmail(email as string, "email"),
};

const OwnWorkspace = Type.Object({
  workspaceIdx: Idx,
  name: Type.String(),
  role: Role,
  plan: OneOf(...plans),
  timeZone: Type.String(),
  homeCountry: Nullable(Type.String()),
  locale: OneOf(...languages),
  defaultDomain: Type.String({ description: "the origin of links that name no domain" }),
});

export const Me = Type.Object({
  memberIdx: Idx,
  email: Type.String(),
  name: Type.String(),
  language: MemberLanguage,
  workspaces: Type.Array(OwnWorkspace),
  mailYn: Flag,
  vapidPublicKey: Type.String({ description: "for the browser's push subscription, base64url" }),
});

export async function encodeMe(
  { keys, site, workspaces }: Context,
  { member, memberships }: Pick<SessionCaller, "member" | "memberships">,
): Promise<Static<typeof Me>> {
  const mine: Static<typeof OwnWorkspace>[] = [];
  for (const { workspaceId, role } of memberships) {
    const workspace = await workspaces.get(String(workspaceId));
    if (workspace === null || workspace.deletedAt !== null) continue;
    const { id, name, plan, timeZone, homeCountry, locale, defaultDomain } = workspace;
    mine.push({
      workspaceIdx: id,
      name,
      role,
      plan,
      timeZone,
      homeCountry,
      locale,
      defaultDomain: defaultDomain ?? site.publicOrigin,
    });
  }
  const { id, email, name, language } = member;
  return {
    memberIdx: id,
    email,
    name,
    language,
    workspaces: mine,
    mailYn: site.mail ? "Y" : "N",
    vapidPublicKey: keys.vapid.publicKey,
  };
}
