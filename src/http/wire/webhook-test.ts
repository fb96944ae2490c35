import Type from "typebox";
import { Nullable } from "./schema.ts";

/** What came of a test event. */
export const WebhookTestResult = Type.Object({
  eventId: Type.String(),
  status: Nullable(Type.Integer({ description: "HTTP; null: no answer came" })),
  error: Nullable(Type.String({ description: "null: a 2xx" })),
  ms: Type.Integer({ description: "until the answer, in milliseconds" }),
  answer: Type.String({ description: "the beginning of what the receiver said" }),
});
