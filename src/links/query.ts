/** The name as the destination's server will read it; one with broken encoding stays as it is. */
export function parameterName(pair: string): string {
  const equals = pair.indexOf("=");
  const raw = equals < 0 ? pair : pair.slice(0, equals);
  if (!/[%+]/.test(raw)) return raw;
  const spaced = raw.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** The parameter in the short URL that a link's QR code holds. No destination sees it. */
export const scanMarker = "qr";

/** Whether a visit came by the link's QR code. */
export function isScan(query: string): boolean {
  return query !== "" && query.split("&").some((pair) => parameterName(pair) === scanMarker);
}

export function headerSafe(pair: string): string {
  return /^[!$-;=?-~]*$/.test(pair) ? pair : pair.replace(/[^!$-;=?-~]/gu, percentEncoded);
}

// Node hands the raw bytes of a request line over as Latin-1 characters, hence one byte each.
function percentEncoded(char: string): string {
  const code = char.charCodeAt(0);
  if (code > 0xff) return encodeURIComponent(char.toWellFormed());
  return `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
}
