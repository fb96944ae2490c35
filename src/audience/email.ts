import { domainToASCII } from "node:url";

const MAX_LOCAL = 64;
const MAX_LABEL = 63;
const MAX_DOMAIN = 253;

/** A dot-atom (RFC 5322), with UTF-8 (RFC 6531). */
const ATOM = "[a-z0-9!#$%&'*+/=?^_`{|}~\\-\\u{80}-\\u{10ffff}]+";
const LOCAL = new RegExp(`^${ATOM}(?:\\.${ATOM})*$`, "iu");
const SPACE_OR_CONTROL = /[\s\p{Z}\p{C}]/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u;

/** Whether a mail server would take the address. */
export function isEmailAddress(text: string): boolean {
  const [local = "", domain, ...more] = text.split("@");
  if (domain === undefined || more.length > 0) return false;
  return isLocalPart(local) && isMailDomain(domain);
}

function isLocalPart(local: string): boolean {
  return LOCAL.test(local) && !SPACE_OR_CONTROL.test(local) && [...local].length <= MAX_LOCAL;
}

/** Of two labels or more; the last is no number, which would make it an IP address. */
function isMailDomain(domain: string): boolean {
  const labels = domain.split(".");
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return false;
  if (/^\d+$/.test(labels.at(-1) ?? "")) return false;
  const ascii = domainToASCII(domain);
  return (
    ascii !== "" &&
    ascii.length <= MAX_DOMAIN &&
    ascii.split(".").every((label) => label.length <= MAX_LABEL)
  );
}
