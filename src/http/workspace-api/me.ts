import type { FastifyInstance } from "fastify";
import Type from "typebox";
import { Fault } from "../../kit/fault.ts";
import { rotateSession } from "../../members/rotate-session.ts";
import { isTokenOld } from "../../members/session.ts";
import { updateMember } from "../../members/update-member.ts";
import { success } from "../envelope.ts";
import { whenGone } from "../when-gone.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { WorkspaceApiParts } from "./api.ts";
import { giveCookie } from "./cookies.ts";
import { encodeMe, Me, MemberLanguage, Name, NewPassword, Password } from "./session-fields.ts";

const UpdateBody = Type.Object(
  {
    name: Type.Optional(Name),
    language: Type.Optional(MemberLanguage),
    password: Type.Optional(Password),
    newPassword: Type.Optional(NewPassword),
  },
  { additionalProperties: false },
);
const readUpdate = compileFields(UpdateBody);

const tags = ["session"];

/** Whoever is signed in. */
export function me(
  app: FastifyInstance,
  { context, door, readClient, sessions }: WorkspaceApiParts,
): void {
  app.get(
    "/v1/me",
    { schema: { summary: "Who is signed in, and where", tags, response: answers(Me) } },
    async (request, reply) => {
      const caller = await door.enter(request, reply);
      sessions.note(caller, null);
      const { session } = caller;
      // Only here, where the dashboard waits for the answer: a token that got lost would sign it out.
      const fresh = isTokenOld(session, context.clock())
        ? await rotateSession(context, session)
        : null;
      if (fresh !== null) giveCookie(context, reply, { token: fresh, session });
      return success(await encodeMe(context, caller));
    },
  );

  app.put(
    "/v1/me",
    {
      schema: {
        summary: "Change name, language or password; a new password signs out everywhere else",
        tags,
        body: UpdateBody,
        response: answers(Nothing),
      },
    },
    async (request, reply) => {
      const caller = await door.enter(request, reply);
      const { password, newPassword, ...changes } = readUpdate(fieldsOf(request.body));
      await updateMember(context, {
        caller,
        changes,
        password: pairOf(password, newPassword),
        address: readClient(request.raw).address,
        gone: whenGone(reply.raw),
      });
      return success(null);
    },
  );
}

/** One goes with the other. */
function pairOf(old: string | undefined, fresh: string | undefined) {
  if (old === undefined && fresh === undefined) return null;
  if (old === undefined) throw new Fault("field_missing", { field: "password" });
  if (fresh === undefined) throw new Fault("field_missing", { field: "newPassword" });
  return { old, new: fresh };
}
