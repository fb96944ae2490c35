import type { FastifyInstance } from "fastify";
import Type from "typebox";
import { parseEmail } from "../../members/member.ts";
import { signIn } from "../../members/sign-in.ts";
import { signOut } from "../../members/sign-out.ts";
import { success } from "../envelope.ts";
import { whenGone } from "../when-gone.ts";
import { answers, Nothing } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { WorkspaceApiParts } from "./api.ts";
import { giveCookie, takeCookie } from "./cookies.ts";
import { Email, emailChecks, encodeMe, Me, Password } from "./session-fields.ts";

const SignInBody = Type.Object(
  { email: Email, password: Password },
  { additionalProperties: false },
);
const readSignIn = compileFields(SignInBody, { also: emailChecks });

const tags = ["session"];

/** Signing in and out of this browser. */
export function sessions(app: FastifyInstance, parts: WorkspaceApiParts): void {
  const { context, door, readClient } = parts;
  app.post(
    "/v1/sign-in",
    {
      schema: {
        summary: "Sign in; the answer sets the session's cookie",
        security: [],
        tags,
        body: SignInBody,
        response: answers(Me),
      },
    },
    async (request, reply) => {
      const { email, password } = readSignIn(fieldsOf(request.body));
      const started = await signIn(context, {
        email: parseEmail(email, "email"),
        password,
        address: readClient(request.raw).address,
        gone: whenGone(reply.raw),
      });
      giveCookie(context, reply, started);
      return success(await encodeMe(context, await parts.sessions.find(started.token)));
    },
  );

  for (const everywhere of [false, true]) {
    app.post(
      everywhere ? "/v1/sign-out-everywhere" : "/v1/sign-out",
      {
        schema: {
          summary: everywhere ? "Sign every browser out" : "Sign this browser out",
          tags,
          response: answers(Nothing),
        },
      },
      async (request, reply) => {
        const { session } = await door.enter(request, reply);
        await signOut(context, { session, everywhere });
        takeCookie(context, reply);
        return success(null);
      },
    );
  }
}
