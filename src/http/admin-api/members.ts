import Type from "typebox";
import { inviteMember } from "../../members/invite-member.ts";
import { issueResetLink } from "../../members/issue-reset-link.ts";
import { issueSetupLink } from "../../members/issue-setup-link.ts";
import { parseEmail } from "../../members/member.ts";
import { roles } from "../../members/role.ts";
import { success } from "../envelope.ts";
import { answers } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx } from "../wire/moment.ts";
import { OneOf } from "../wire/schema.ts";
import type { Resource } from "./wire.ts";

const Email = Type.String({ maxLength: 254 });
const InviteBody = Type.Object(
  { workspaceIdx: Idx, email: Email, role: OneOf(...roles) },
  { additionalProperties: false },
);
const ResetBody = Type.Object({ email: Email }, { additionalProperties: false });
const SetupBody = Type.Object({}, { additionalProperties: false });
const also = { email: (email: unknown) => void parseEmail(email as string, "email") };
const readInvite = compileFields(InviteBody, { also });
const readReset = compileFields(ResetBody, { also });
const readSetup = compileFields(SetupBody);

const Url = Type.String({ description: "shown this once; whoever has it is let in" });

/** Links by which people come in: the first owner, those of a workspace, whoever lost a password. */
export const members: Resource = (app, context) => {
  app.post(
    "/v1/setup-link",
    {
      schema: {
        summary: "Make the link that sets the server up, while it has no member; others are void",
        body: SetupBody,
        response: answers(Type.Object({ url: Url })),
      },
    },
    async ({ body }) => {
      readSetup(fieldsOf(body));
      return success({ url: await issueSetupLink(context) });
    },
  );

  app.post(
    "/v1/reset-link",
    {
      schema: {
        summary: "Make a link to a new password for a member; it is good for a day",
        body: ResetBody,
        response: answers(Type.Object({ url: Url })),
      },
    },
    async ({ body }) => {
      const email = parseEmail(readReset(fieldsOf(body)).email, "email");
      return success({ url: (await issueResetLink(context, email)).url });
    },
  );

  app.post(
    "/v1/invitations",
    {
      schema: {
        summary: "Invite somebody to a workspace; the link is good for 7 days",
        body: InviteBody,
        response: answers(Type.Object({ invitationIdx: Idx, url: Url })),
      },
    },
    async ({ body }) => {
      const { workspaceIdx: workspaceId, email, role } = readInvite(fieldsOf(body));
      const { id, url } = await inviteMember(context, {
        workspaceId,
        email: parseEmail(email, "email"),
        role,
      });
      return success({ invitationIdx: id, url });
    },
  );
};
