import type { FastifyInstance } from "fastify";
import Type, { type Static } from "typebox";
import { pickLanguage } from "../../kit/language.ts";
import { acceptInvitation } from "../../members/accept-invitation.ts";
import { loadInvitation, type OpenInvitation } from "../../members/load-invitation.ts";
import { memberLanguages, parseEmail } from "../../members/member.ts";
import { success } from "../envelope.ts";
import { whenGone } from "../when-gone.ts";
import { answers } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described, Flag, Nullable, OneOf } from "../wire/schema.ts";
import { placeChecks, workspaceFields } from "../wire/workspace-fields.ts";
import type { WorkspaceApiParts } from "./api.ts";
import { giveCookie } from "./cookies.ts";
import {
  Email,
  emailChecks,
  encodeMe,
  Me,
  Name,
  NewPassword,
  Role,
  Token,
} from "./session-fields.ts";

const TokenQuery = Type.Object({ token: Token }, { additionalProperties: false });
const readToken = compileFields(TokenQuery, { query: true });

const AcceptBody = Type.Object(
  {
    token: Token,
    name: Type.Optional(Name),
    email: Type.Optional(Email),
    password: NewPassword,
    timeZone: Type.Optional(
      described(workspaceFields.timeZone, "of the workspace, where the first owner sets it up"),
    ),
    homeCountry: Type.Optional(
      described(workspaceFields.homeCountry, "likewise; null: no visit is foreign"),
    ),
  },
  { additionalProperties: false },
);
const readAccept = compileFields(AcceptBody, { also: { ...emailChecks, ...placeChecks } });

const Invitation = Type.Object({
  kind: OneOf("setup", "invitation", "reset"),
  workspaceNm: Nullable(Type.String({ description: "null: a password is reset" })),
  email: Nullable(Type.String({ description: "null: whoever comes says it" })),
  role: Nullable(Role),
  memberYn: { ...Flag, description: "Y: the address has an account, whose password is asked" },
});

const tags = ["session"];

/** Links that let somebody in without a session: set-up, invitation, reset of a password. */
export function invitation(app: FastifyInstance, parts: WorkspaceApiParts): void {
  const { context, readClient, sessions } = parts;
  app.get(
    "/v1/invitation",
    {
      schema: {
        summary: "What a link is about",
        security: [],
        tags,
        querystring: TokenQuery,
        response: answers(Invitation),
      },
    },
    async ({ query }) => {
      const { token } = readToken(query as object);
      return success(encode(await loadInvitation(context, token)));
    },
  );

  app.post(
    "/v1/accept",
    {
      schema: {
        summary: "Use a link up: become a member, or choose a new password, and sign in",
        security: [],
        tags,
        body: AcceptBody,
        response: answers(Me),
      },
    },
    async (request, reply) => {
      const { name = null, email, ...rest } = readAccept(fieldsOf(request.body));
      const asked = pickLanguage(request.headers["accept-language"]);
      const started = await acceptInvitation(context, {
        ...rest,
        name,
        email: email === undefined ? null : parseEmail(email, "email"),
        language: memberLanguages.find((each) => each === asked) ?? "en",
        address: readClient(request.raw).address,
        gone: whenGone(reply.raw),
      });
      giveCookie(context, reply, started);
      return success(await encodeMe(context, await sessions.find(started.token)));
    },
  );
}

function encode({ invitation: it, workspace, member }: OpenInvitation): Static<typeof Invitation> {
  return {
    kind: it.kind,
    workspaceNm: workspace?.name ?? null,
    email: it.email,
    role: it.role,
    memberYn: member === null ? "N" : "Y",
  };
}
