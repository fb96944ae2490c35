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

/** What a route answers that streams: by type of content, what it sends. */
export function streams(contents: Readonly<Record<string, string>>) {
  const content = Object.entries(contents).map(([type, description]) => [
    type,
    { schema: Type.String({ description }) },
  ]);
  return { 200: { description: "A stream", content: Object.fromEntries(content) as object } };
}

export const Nothing = Type.Null();
