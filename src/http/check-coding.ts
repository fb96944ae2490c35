import type { IncomingHttpHeaders } from "node:http";
import { Fault } from "../kit/fault.ts";

/** Bodies are UTF-8 and come as they are: throws `charset_refused` or `encoding_refused` for any other. */
export function checkCoding(headers: IncomingHttpHeaders): void {
  const charset = charsetOf(headers["content-type"] ?? "");
  if (charset !== null && !/^utf-?8$/i.test(charset)) {
    throw new Fault("charset_refused", { sent: charset });
  }
  const encoding = headers["content-encoding"]?.trim() ?? "";
  if (encoding !== "" && encoding.toLowerCase() !== "identity") {
    throw new Fault("encoding_refused", { sent: encoding });
  }
}

/** The `charset` of a media type, quoted or not; null where it names none. */
function charsetOf(mediaType: string): string | null {
  const [, quoted, bare] = /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;]*))/i.exec(mediaType) ?? [];
  return quoted ?? bare ?? null;
}
