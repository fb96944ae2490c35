import Type from "typebox";
import type { WorkspaceContext } from "../../context.ts";
import { attempt } from "../../kit/attempt.ts";
import { Fault } from "../../kit/fault.ts";
import { type Language, pickLanguage } from "../../kit/language.ts";
import { createLinks } from "../../links/create-links.ts";
import type { NewLink } from "../../links/new-link.ts";
import { bulkCeiling, requireBulkPlan } from "../../workspaces/plan.ts";
import { whenGone } from "../when-gone.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import type { Endpoint } from "./api.ts";
import { failure, success } from "./envelope.ts";
import { decodeNewLink, NewLinkFields } from "./link-fields.ts";
import { openReading } from "./reading.ts";

const BODY_LIMIT = 4 * 1024 * 1024;

const bounds = { minItems: 1, maxItems: bulkCeiling };
const body = Type.Object(
  { links: Type.Array(NewLinkFields, { ...bounds, description: "The links, each by itself" }) },
  { additionalProperties: false },
);
const readBody = compileFields(Type.Object({ links: Type.Array(Type.Unknown(), bounds) }));
const readItem = compileFields(NewLinkFields);

type Item = NewLink | Fault;

export const createBulk: Endpoint = (app, acting) => {
  const schema = { body, summary: "Make many links; the good are stored", tags: ["links"] };
  app.post("/api/link/v1/createBulk", { schema, bodyLimit: BODY_LIMIT }, async (request, reply) => {
    const ctx = { ...acting(request), gone: whenGone(reply.raw) };
    const { links: sent } = readBody(fieldsOf(request.body));
    requireBulkPlan(ctx.workspace.plan, sent.length);
    const items = await decodeItems(ctx, sent);
    const links = items.filter((item) => !(item instanceof Fault)) as NewLink[];
    const createdBy = ctx.actor.kind === "member" ? "dashboard" : "bulk";
    const made = await createLinks(ctx, { links, createdBy });
    const language = pickLanguage(request.headers["accept-language"]);
    let next = 0;
    return success(
      items.map((item, index) => {
        const word = item instanceof Fault ? item : made[next++];
        return word instanceof Fault ? refused(word, sent[index], language) : word;
      }),
    );
  });
};

async function decodeItems(ctx: WorkspaceContext, sent: readonly unknown[]): Promise<Item[]> {
  const reading = await openReading(ctx, sent);
  return sent.map((item, index) =>
    attempt(() => {
      if (typeof item !== "object" || item === null || Array.isArray(item)) {
        const field = `links[${index}]`;
        throw new Fault("field_invalid", { field, reason: "type", expected: "object" });
      }
      return decodeNewLink(readItem(item, reading.checks), reading);
    }),
  );
}

interface RefusedLink {
  readonly code: number;
  readonly message: string;
  /** As it was sent; null where that was no text. */
  readonly url: string | null;
}

function refused(fault: Fault, item: unknown, language: Language): RefusedLink {
  const { code, message } = failure(fault, language);
  const url = typeof item === "object" && item !== null && "url" in item ? item.url : null;
  return { code, message, url: typeof url === "string" ? url : null };
}
