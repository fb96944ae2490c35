import Type, { type Static } from "typebox";
import { changeRole } from "../../members/change-role.ts";
import { issueMemberResetLink } from "../../members/issue-member-reset-link.ts";
import { listMembers } from "../../members/list-members.ts";
import { removeMember } from "../../members/remove-member.ts";
import { requireRole } from "../../members/role.ts";
import { unsubscribeMember } from "../../notifications/unsubscribe-member.ts";
import { success } from "../envelope.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { Idx, Moment, moment } from "../wire/moment.ts";
import { Nullable } from "../wire/schema.ts";
import type { Resource } from "./api.ts";
import { Role } from "./session-fields.ts";

const ChangeBody = Type.Object({ memberIdx: Idx, role: Role }, { additionalProperties: false });
const ResetBody = Type.Object({ memberIdx: Idx }, { additionalProperties: false });
const RemoveQuery = Type.Object({ memberIdx: Idx }, { additionalProperties: false });
const readChange = compileFields(ChangeBody);
const readReset = compileFields(ResetBody);
const readRemove = compileFields(RemoveQuery, { query: true });

const Row = Type.Object({
  memberIdx: Idx,
  email: Type.String(),
  name: Type.String(),
  role: Role,
  lastUseYmdt: Nullable(Moment),
  regYmdt: Moment,
});

const ResetLink = Type.Object({
  url: Type.String({ description: "shown this once; whoever has it is let in" }),
});

const tags = ["members"];

/** Who belongs to the workspace. */
export const members: Resource = (app, acting) => {
  const path = "/v1/members";

  app.get(
    path,
    {
      config: { needs: "viewer" },
      schema: { summary: "List the members", tags, response: answers(Type.Array(Row)) },
    },
    async (request) => {
      const { ctx } = acting(request);
      const rows = await listMembers(ctx);
      return success(
        rows.map(
          ({ id, email, name, role, lastUsedAt, joinedAt }): Static<typeof Row> => ({
            memberIdx: id,
            email,
            name,
            role,
            lastUseYmdt: lastUsedAt && moment(lastUsedAt, ctx.workspace),
            regYmdt: moment(joinedAt, ctx.workspace),
          }),
        ),
      );
    },
  );

  app.put(
    path,
    {
      config: { needs: "owner" },
      schema: {
        summary: "Change what a member may do; the last owner stays one",
        tags,
        body: ChangeBody,
        response: answers(Nothing),
      },
    },
    async (request) => {
      const { memberIdx: memberId, role } = readChange(fieldsOf(request.body));
      await changeRole(acting(request).ctx, { memberId, role });
      return success(null);
    },
  );

  app.post(
    `${path}/reset-link`,
    {
      config: { needs: "owner" },
      schema: {
        summary: "Make a link to a new password for a member; it is good for a day",
        tags,
        body: ResetBody,
        response: answers(ResetLink),
      },
    },
    async (request) => {
      const { ctx, caller } = acting(request);
      const { memberIdx: memberId } = readReset(fieldsOf(request.body));
      const { url } = await issueMemberResetLink(ctx, { ownerId: caller.member.id, memberId });
      return success({ url });
    },
  );

  app.delete(
    path,
    {
      config: { needs: "viewer" },
      schema: {
        summary: "Take a member out of the workspace, or leave it",
        tags,
        querystring: RemoveQuery,
        response: answers(Nothing),
      },
    },
    async (request) => {
      const { ctx, role, caller } = acting(request);
      const { memberIdx: memberId } = readRemove(request.query as object);
      if (memberId !== caller.member.id) requireRole(role, "owner");
      await removeMember(ctx, memberId);
      await unsubscribeMember(ctx, { workspaceId: ctx.workspace.id, memberId, endpoint: null });
      return success(null);
    },
  );
};
