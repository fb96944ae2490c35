import { describe, expect, test } from "vitest";
import { checkOwnDomain, isSameHost, parseDomain } from "./domain.ts";

describe("a domain", () => {
  test.for<[string, string, string]>([
    ["https://go.example", "https://go.example", "go.example"],
    [" HTTPS://Go.Example/ ", "https://go.example", "go.example"],
    ["https://go.example:443", "https://go.example", "go.example"],
    ["http://go.example:443", "http://go.example:443", "go.example:443"],
    ["http://localhost:8080", "http://localhost:8080", "localhost:8080"],
    ["https://한국.kr", "https://xn--3e0b707e.kr", "xn--3e0b707e.kr"],
    ["https://go.example.", "https://go.example", "go.example"],
    ["https://go.example.:8443", "https://go.example:8443", "go.example:8443"],
    ["http://[::1]:8080", "http://[::1]:8080", "[::1]:8080"],
  ])("%s", ([text, origin, host]) => {
    expect(parseDomain(text, "domain")).toEqual({ origin, host });
  });

  test.for([
    "go.example",
    "ftp://go.example",
    "https://",
    "https://go.example/path",
    "https://go.example?x",
    "https://go.example#x",
    "https://user@go.example",
    "https://go example",
    "https://go.example:99999",
    "https://[::1",
    "https:/\\go.example",
    "",
  ])("%j is none", (text) => {
    expect(() => parseDomain(text, "domain")).toThrow(
      expect.objectContaining({
        code: "field_invalid",
        params: { field: "domain", reason: "domain_unreadable" },
      }),
    );
  });
});

describe("a domain of a workspace is none of", () => {
  test.for<[string, string]>([
    ["https://go.example", "domain_default"],
    ["http://go.example", "domain_default"],
    ["http://localhost:9000", "domain_loopback"],
    ["https://a.localhost", "domain_loopback"],
    ["http://127.1.2.3", "domain_loopback"],
    ["http://[::1]:80", "domain_loopback"],
  ])("%s (%s)", ([text, reason]) => {
    expect(() => checkOwnDomain(parseDomain(text, "domain"), "go.example")).toThrow(
      expect.objectContaining({ code: "field_invalid", params: { field: "domain", reason } }),
    );
  });

  test("but may be any other host", () => {
    checkOwnDomain(parseDomain("https://go.example:8443", "domain"), "go.example");
    checkOwnDomain(parseDomain("https://brand.example", "domain"), "go.example");
  });
});

test("loopback names with one port are one host", () => {
  expect(isSameHost("localhost:8080", "127.0.0.1:8080")).toBe(true);
  expect(isSameHost("localhost:8080", "localhost:8081")).toBe(false);
  expect(isSameHost("go.example", "go.example")).toBe(true);
  expect(isSameHost("go.example", "localhost")).toBe(false);
});
