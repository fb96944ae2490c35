import Type, { type TSchema } from "typebox";

/** The fields and answers that several calls share, as a reader is told them. */

export const Euid = Type.Unsafe<number | string>({
  type: ["integer", "string"],
  description: "the user's EUID: a positive integer, or its digits in a string",
});

const RejectedItem = Type.Object({
  name: Type.String({ description: "the property, the contact, or the index as text" }),
  code: Type.Integer(),
  message: Type.String(),
});

const BASE = {
  code: Type.Integer({
    description:
      "0: all or part of the call succeeded; else nothing was stored, which -1 leaves open",
  }),
  message: Type.String({ description: "`success`, `partial success`, or what was refused" }),
};

const Rejected = Type.Optional(
  Type.Array(RejectedItem, { description: "the items that were refused" }),
);

/** The envelope of a call that returns nothing, or `data`. */
export function answerSchema(data?: TSchema) {
  return Type.Object({ ...BASE, ...(data !== undefined && { data: Type.Optional(data) }) });
}

/** The envelope of a call with several items. */
export function itemsAnswerSchema(data?: TSchema) {
  return Type.Object({
    ...BASE,
    ...(data !== undefined && { data: Type.Optional(data) }),
    rejected: Rejected,
  });
}

/** What every write takes beside its body. */
export const WriteHeaders = Type.Object({
  "idempotency-key": Type.Optional(
    Type.String({
      maxLength: 255,
      description: "the same key and body within 24 hours replay the first answer",
    }),
  ),
});
