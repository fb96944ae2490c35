import { describe, expect, test } from "vitest";
import type { FaultCode } from "../kit/fault.ts";
import type { Link } from "./link.ts";
import { applyLinkChange, checkLinkChange, checkVersion, type LinkChange } from "./link-change.ts";
import { unset } from "./policy.ts";

const at = new Date("2026-02-01T00:00:00Z");
const later = new Date("2026-03-01T00:00:00Z");
const link: Link = {
  id: 1,
  workspaceId: 1,
  origin: "https://go.example",
  host: "go.example",
  slug: "abc",
  branded: false,
  url: "https://shop.example/",
  redirectType: 301,
  groupId: 5001,
  title: "Shop",
  titleState: "fetched",
  description: "d",
  metaImage: null,
  memo: "m",
  deletesAt: later,
  createdBy: "api",
  settings: { ...unset, qrBypass: true, startsAt: at, passwordHash: "hash" },
  createdAt: at,
  updatedAt: at,
  version: 3,
};
const apply = (change: Partial<LinkChange>, hashed = {}) =>
  applyLinkChange(link, { settings: {}, ...change }, hashed, later);

describe("a change of a link", () => {
  test("that says nothing only moves the version", () => {
    expect(apply({ memo: undefined }, { qrBypass: undefined })).toEqual({
      ...link,
      updatedAt: later,
      version: 4,
    });
  });

  test("clears what it says null of", () => {
    const cleared = { groupId: null, description: null, memo: null, deletesAt: null };
    expect(apply({ ...cleared, redirectType: null }, { qrBypass: null })).toMatchObject({
      ...cleared,
      redirectType: 302,
      settings: { qrBypass: null, startsAt: at, passwordHash: "hash" },
    });
  });

  test.for<[string, Partial<Link>, Partial<LinkChange>, string | null, string]>([
    ["keeps the page's title", {}, {}, "Shop", "fetched"],
    ["keeps it under the same URL", {}, { url: link.url }, "Shop", "fetched"],
    ["asks another page for its own", {}, { url: "https://b.example/" }, null, "pending"],
    [
      "keeps a typed title elsewhere",
      { titleState: "typed" },
      { url: "https://b.example/" },
      "Shop",
      "typed",
    ],
    ["types one", {}, { url: "https://b.example/", title: "Mine" }, "Mine", "typed"],
    [
      "asks the page where a typed one is cleared",
      { titleState: "typed" },
      { title: null },
      null,
      "pending",
    ],
  ])("%s", ([, before, change, title, titleState]) => {
    const after = applyLinkChange({ ...link, ...before }, { settings: {}, ...change }, {}, later);
    expect(after).toMatchObject({ title, titleState });
  });

  test.for<[string, Partial<LinkChange>, FaultCode | null]>([
    ["of the URL needs a plan", { url: "https://b.example/" }, "plan_required"],
    ["of nothing in the URL needs none", { url: link.url }, null],
    ["to the default redirect needs none", { redirectType: 302 }, null],
    ["to another needs one", { redirectType: 200 }, "plan_required"],
    ["may not end before the start that stands", { settings: { endsAt: at } }, "window_inverted"],
    ["may end with the start cleared", { settings: { endsAt: at, startsAt: null } }, null],
  ])("%s", ([, change, code]) => {
    const check = () =>
      checkLinkChange(link, { settings: {}, ...change }, { plan: "Free", mail: false });
    if (code === null) expect(check).not.toThrow();
    else expect(check).toThrow(expect.objectContaining({ code }));
  });
});

test("a version is asked for only where the caller names one", () => {
  expect(() => checkVersion(3, null)).not.toThrow();
  expect(() => checkVersion(3, [1, 3])).not.toThrow();
  const refused = expect.objectContaining({ code: "changed_meanwhile" });
  expect(() => checkVersion(3, [2])).toThrow(refused);
  expect(() => checkVersion(3, [])).toThrow(refused);
});
