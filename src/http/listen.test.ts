import { describe, expect, test } from "vitest";
import { originOf, whyNot } from "./listen.ts";

describe("a refusal to listen says which variable to change:", () => {
  test.for([
    ["EADDRINUSE", "127.0.0.1", /^port 80 of 127\.0\.0\.1 is in use .* PORT/],
    ["EACCES", "0.0.0.0", /^this user may not listen on port 80: set PORT/],
    ["EADDRNOTAVAIL", "192.0.2.1", /^192\.0\.2\.1 is not an address of this machine: set HOST/],
    ["EAFNOSUPPORT", "::", /no IPv6.*HOST/],
    ["ENOTFOUND", "kopi.invalid", /^the name kopi\.invalid leads to no address: set HOST/],
  ] as const)("%s on %s", ([code, host, reason]) => {
    expect(whyNot(code, { host, port: 80 })).toMatch(reason);
  });

  test("what says nothing of the address is passed on", () => {
    expect(whyNot("EMFILE", { host: "127.0.0.1", port: 80 })).toBeNull();
  });
});

test.for([
  ["127.0.0.1", "http://127.0.0.1:8080"],
  ["::", "http://[::]:8080"],
  ["localhost", "http://localhost:8080"],
] as const)("%s is reached at %s", ([host, origin]) => {
  expect(originOf({ host, port: 8080 })).toBe(origin);
});
