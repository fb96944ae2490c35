import type { IncomingMessage } from "node:http";

/** What the visitor sent with the form; `password` is null where the field is missing or empty. */
export type SentForm =
  | { readonly kind: "answer"; readonly password: string | null }
  | { readonly kind: "too-large" }
  | { readonly kind: "other-type" }
  /** The visitor went away in the middle. */
  | { readonly kind: "broken-off" };

const MOST_BYTES = 4 * 1024;
const FORM = /^application\/x-www-form-urlencoded[\t ]*(?:;|$)/i;

export async function readPasswordForm(request: IncomingMessage): Promise<SentForm> {
  if (!FORM.test(request.headers["content-type"] ?? "")) return { kind: "other-type" };
  if (Number(request.headers["content-length"] ?? 0) > MOST_BYTES) return { kind: "too-large" };
  const body = await readBody(request);
  if (typeof body === "string") return { kind: body };
  // The password counts as it was typed, spaces at its ends too.
  const password = new URLSearchParams(body.toString("utf8")).get("password");
  return { kind: "answer", password: password === "" ? null : password };
}

function readBody(request: IncomingMessage): Promise<Buffer | "too-large" | "broken-off"> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) resolve("too-large");
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", () => resolve("broken-off"));
    request.on("close", () => resolve("broken-off"));
  });
}
