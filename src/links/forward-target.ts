/**
 * The destination with the visit's query parameters added, less `qr`: a name the destination has
 * keeps the destination's value, its own text is not touched, its fragment stays last. `url` is one
 * that `parseDestination` gave, `query` the visit's without "?"; the answer is fit for a header.
 */
export function forwardTarget(url: string, query: string): string {
  if (query === "" || query === "qr") return url;

  const hash = url.indexOf("#");
  const base = hash < 0 ? url : url.slice(0, hash);
  const fragment = hash < 0 ? "" : url.slice(hash);
  const mark = base.indexOf("?");
  const own = mark < 0 ? null : namesOf(base.slice(mark + 1));

  let added = "";
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const name = nameOf(pair);
    if (name === "qr" || own?.has(name)) continue;
    added += `&${headerSafe(pair)}`;
  }
  if (added === "") return url;
  if (mark < 0) return `${base}?${added.slice(1)}${fragment}`;
  const joined = mark === base.length - 1 || base.endsWith("&");
  return base + (joined ? added.slice(1) : added) + fragment;
}

function namesOf(query: string): Set<string> {
  const names = new Set<string>();
  for (const pair of query.split("&")) if (pair !== "") names.add(nameOf(pair));
  return names;
}

/** The name as the destination's server will read it; one with broken encoding stays as it is. */
function nameOf(pair: string): string {
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

function headerSafe(pair: string): string {
  return /^[!$-;=?-~]*$/.test(pair) ? pair : pair.replace(/[^!$-;=?-~]/gu, percentEncoded);
}

// Node hands the raw bytes of a request line over as Latin-1 characters, hence one byte each.
function percentEncoded(char: string): string {
  const code = char.charCodeAt(0);
  if (code > 0xff) return encodeURIComponent(char.toWellFormed());
  return `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
}
