import Type, { type TSchema } from "typebox";

/** What a route of the links or admin dialect answers, for its document. */
export function answers(result: TSchema) {
  return {
    200: Type.Object(
      {
        code: Type.Integer({ description: "0: success; else why the call failed" }),
        message: Type.String({ description: "names the field and the reason of a failure" }),
        result: Type.Union([result, Type.Null()]),
      },
      { description: "The outcome, good or bad; `result` is null where `code` is not 0" },
    ),
  };
}

export const Nothing = Type.Null();
