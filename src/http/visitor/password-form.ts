import type { IncomingMessage } from "node:http";
import { markerName } from "../../links/marker.ts";
import { readBody } from "./read-body.ts";

/** What the visitor sent with the form; null where a field is missing, or the password empty. */
export type SentForm =
  | {
      readonly kind: "answer";
      readonly password: string | null;
      readonly from: string | null;
      /** Of "Continue". */
      readonly marker: string | null;
    }
  | { readonly kind: "too-large" }
  | { readonly kind: "other-type" }
  | { readonly kind: "broken-off" };

const FORM = /^application\/x-www-form-urlencoded[\t ]*(?:;|$)/i;

export async function readPasswordForm(request: IncomingMessage): Promise<SentForm> {
  if (!FORM.test(request.headers["content-type"] ?? "")) return { kind: "other-type" };
  const body = await readBody(request);
  if (typeof body === "string") return { kind: body };
  const fields = new URLSearchParams(body.toString("utf8"));
  // The password counts as it was typed, spaces at its ends too.
  const password = fields.get("password");
  return {
    kind: "answer",
    password: password === "" ? null : password,
    from: fields.get("from"),
    marker: fields.get(markerName),
  };
}
