import Type, { type Static } from "typebox";
import { inviteMember } from "../../members/invite-member.ts";
import { listInvitations } from "../../members/list-invitations.ts";
import { parseEmail } from "../../members/member.ts";
import { revokeInvitation } from "../../members/revoke-invitation.ts";
import { sendInvitation } from "../../members/send-invitation.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx, Moment, moment } from "../wire/moment.ts";
import type { Resource } from "./api.ts";
import { Email, emailChecks, Role } from "./session-fields.ts";

const CreateBody = Type.Object({ email: Email, role: Role }, { additionalProperties: false });
const RevokeQuery = Type.Object({ invitationIdx: Idx }, { additionalProperties: false });
const readCreate = compileFields(CreateBody, { also: emailChecks });
const readRevoke = compileFields(RevokeQuery, { query: true });

const Row = Type.Object({
  invitationIdx: Idx,
  email: Type.String(),
  role: Role,
  regYmdt: Moment,
  endYmdt: Moment,
});
const Made = Type.Object({
  invitationIdx: Idx,
  url: Type.String({ description: "shown this once; whoever has it is let in" }),
});

const config = { needs: "owner" } as const;
const tags = ["members"];

/** Who is to join and has not yet. */
export const invitations: Resource = (app, acting) => {
  const path = "/v1/invitations";

  const list = { summary: "List the open invitations", tags, response: answers(Type.Array(Row)) };
  app.get(path, { config, schema: list }, async (request) => {
    const { ctx } = acting(request);
    const open = await listInvitations(ctx);
    return success(
      open.map(
        ({ id, email, role, createdAt, endsAt }): Static<typeof Row> => ({
          invitationIdx: id,
          email,
          role,
          regYmdt: moment(createdAt, ctx.workspace),
          endYmdt: moment(endsAt, ctx.workspace),
        }),
      ),
    );
  });

  const create = {
    summary: "Invite somebody; the link is good for 7 days, one before it is void",
    tags,
    body: CreateBody,
    response: answers(Made),
  };
  app.post(path, { config, schema: create }, async (request) => {
    const { ctx } = acting(request);
    const { email, role } = readCreate(fieldsOf(request.body));
    const to = parseEmail(email, "email");
    const { workspace } = ctx;
    const { id, url } = await inviteMember(ctx, { workspaceId: workspace.id, email: to, role });
    // Nobody waits for a mail server; the link is in the answer.
    void sendInvitation(ctx, { workspace, to, url, id });
    return success({ invitationIdx: id, url });
  });

  const revoke = { summary: "Take an invitation back", tags, querystring: RevokeQuery };
  app.delete(
    path,
    { config, schema: { ...revoke, response: answers(Nothing) } },
    async (request) => {
      const { invitationIdx } = readRevoke(request.query as object);
      await revokeInvitation(acting(request).ctx, invitationIdx);
      return success(null);
    },
  );
};
