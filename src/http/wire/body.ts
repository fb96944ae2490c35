import { Fault } from "../../kit/fault.ts";

/** The fields of a body: JSON that is no object is no body of ours. */
export function fieldsOf(body: unknown): object {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new Fault("body_unreadable", { reason: "json_not_object" });
  }
  return body;
}
