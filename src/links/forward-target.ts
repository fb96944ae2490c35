import { markerName } from "./marker.ts";
import { headerSafe, parameterName, scanMarker } from "./query.ts";

/**
 * The destination with the visit's query parameters added, less our own: a name the destination has
 * keeps the destination's value, its own text is not touched, its fragment stays last. `url` is one
 * that `parseDestination` gave, `query` the visit's without "?"; the answer is fit for a header.
 */
export function forwardTarget(url: string, query: string): string {
  if (query === "" || query === scanMarker) return url;

  const hash = url.indexOf("#");
  const base = hash < 0 ? url : url.slice(0, hash);
  const fragment = hash < 0 ? "" : url.slice(hash);
  const mark = base.indexOf("?");
  const own = mark < 0 ? null : namesOf(base.slice(mark + 1));

  let added = "";
  for (const pair of query.split("&")) {
    if (pair === "") continue;
    const name = parameterName(pair);
    if (name === scanMarker || name === markerName || own?.has(name)) continue;
    added += `&${headerSafe(pair)}`;
  }
  if (added === "") return url;
  if (mark < 0) return `${base}?${added.slice(1)}${fragment}`;
  const joined = mark === base.length - 1 || base.endsWith("&");
  return base + (joined ? added.slice(1) : added) + fragment;
}

function namesOf(query: string): Set<string> {
  const names = new Set<string>();
  for (const pair of query.split("&")) if (pair !== "") names.add(parameterName(pair));
  return names;
}
