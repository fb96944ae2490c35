import { expect, test } from "vitest";
import { qrContent } from "./qr-content.ts";
import type { LinkWithEffective, Sourced } from "./queries.ts";

const NOW = "2026-11-21 14:00:00";

function link(effective: Readonly<Record<string, Sourced["value"]>>): LinkWithEffective {
  const sourced = Object.entries(effective).map(([name, value]) => [name, { value, from: "link" }]);
  return {
    domain: "https://go.example",
    linkId: "代官山",
    url: "https://kopi.example/menu",
    effective: Object.fromEntries(sourced),
    inForce: {},
  } as LinkWithEffective;
}

const SHORT = "https://go.example/%E4%BB%A3%E5%AE%98%E5%B1%B1?qr";
const LONG = "https://kopi.example/menu";

test.for([
  ["the link, marked as a scan", { qrBypassYn: "N" }, SHORT],
  ["the destination where codes bypass the link", { qrBypassYn: "Y", acesMaxCnt: 0 }, LONG],
  ["the link where a password stands before it", { qrBypassYn: "Y", pwdYn: "Y" }, SHORT],
  ["the link where clicks are limited", { qrBypassYn: "Y", acesMaxCnt: 5 }, SHORT],
  ["the link that is not open yet", { qrBypassYn: "Y", strtYmdt: "2026-11-21 14:00:01" }, SHORT],
  ["the link that has ended", { qrBypassYn: "Y", endYmdt: "2026-11-21 13:59:59" }, SHORT],
] as const)("a code says %s", ([, effective, content]) => {
  expect(qrContent(link(effective), NOW)).toBe(content);
});
