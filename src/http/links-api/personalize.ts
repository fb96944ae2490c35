import Type from "typebox";
import { Fault } from "../../kit/fault.ts";
import { personalizeLink } from "../../links/personalize-link.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { success } from "./envelope.ts";
import { Domain, LinkId } from "./link-fields.ts";
import { decodeLinkName, linkNameChecks } from "./link-name.ts";

const bounds = { minItems: 1, maxItems: 10_000 };
const Euid = Type.Unsafe<number | string>({
  type: ["integer", "string"],
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
});
const nameFields = {
  linkId: LinkId,
  domain: Type.Optional(described(Domain, "Link domain; the workspace's default where left out")),
};
const body = Type.Object(
  {
    ...nameFields,
    euids: Type.Array(Euid, {
      ...bounds,
      description: "Whom each is for: EUIDs, or their digits in a string; they are not looked up",
    }),
  },
  { additionalProperties: false },
);
const read = compileFields(
  Type.Object({ ...nameFields, euids: Type.Array(Type.Unknown(), bounds) }),
  { also: { ...linkNameChecks, euids: (value) => void readEuids(value as unknown[]) } },
);

export const personalize: Endpoint = (app, acting) => {
  const summary = "A link's short URL for each of some people";
  const schema = { body, summary, tags: ["links"] };
  app.post("/api/link/v1/personalize", { schema }, async (request) => {
    const { euids, ...name } = read(fieldsOf(request.body));
    const link = decodeLinkName(name);
    return success(await personalizeLink(acting(request), { link, euids: readEuids(euids) }));
  });
};

function readEuids(sent: readonly unknown[]): number[] {
  return sent.map((value, index) => readEuid(value, `euids[${index}]`));
}

function readEuid(value: unknown, field: string): number {
  const number = typeof value === "string" && /^\d{1,16}$/.test(value) ? Number(value) : value;
  const refused = (reason: string, bound: object = {}) =>
    new Fault("field_invalid", { field, reason, ...bound });
  if (typeof number !== "number") throw refused("type", { expected: "integer" });
  if (number < 1) throw refused("too_small", { min: 1 });
  if (number > Number.MAX_SAFE_INTEGER)
    throw refused("too_large", { max: Number.MAX_SAFE_INTEGER });
  if (!Number.isInteger(number)) throw refused("type", { expected: "integer" });
  return number;
}
