import { expect, test } from "vitest";
import { isNarrowed, listQuery } from "./list-search.ts";

test("a list that nobody narrowed asks for all links there are", () => {
  expect(listQuery({})).toEqual({
    regStartYmdt: "1970-01-01 00:00:00",
    regEndYmdt: "9999-12-30 23:59:59",
    pages: 1,
  });
  expect(isNarrowed({ page: 3 })).toBe(false);
});

test("each filter of the address is one field of the call", () => {
  const search = {
    q: "kopi",
    in: "ttl",
    group: 0,
    host: "go.example",
    has: "pwdYn",
    overridden: "endYmdt",
    by: "dashboard",
    from: "2026-11-01",
    until: "2026-11-21",
    page: 2,
  } as const;
  expect(listQuery(search)).toEqual({
    regStartYmdt: "2026-11-01 00:00:00",
    regEndYmdt: "2026-11-21 23:59:59",
    pages: 2,
    ttl: "kopi",
    grpIdx: 0,
    domain: "https://go.example",
    pwdYn: "Y",
    overridden: "endYmdt",
    createTypeIdx: 270,
  });
  expect(isNarrowed({ group: 0 })).toBe(true);
});
