import { expect, test } from "vitest";
import { readVisitHeaders } from "./visit-headers.ts";

const nothing = {
  host: undefined,
  agent: undefined,
  referrer: undefined,
  language: undefined,
  purpose: undefined,
};

test.for<[string, string[], object]>([
  ["none", [], {}],
  [
    "a browser's",
    [
      "Host",
      "go.example",
      "User-Agent",
      "Mozilla/5.0",
      "Referer",
      "https://a.example/",
      "Accept-Language",
      "id",
    ],
    { host: "go.example", agent: "Mozilla/5.0", referrer: "https://a.example/", language: "id" },
  ],
  [
    "names in any case",
    ["hOST", "a", "USER-AGENT", "b", "rEFERER", "c", "accept-language", "d"],
    { host: "a", agent: "b", referrer: "c", language: "d" },
  ],
  ["the first of two", ["Host", "a", "Host", "b"], { host: "a" }],
  [
    "others of the same length",
    ["Date", "a", "Connection", "b", "Upgrade", "c", "Accept-Encodinx", "d"],
    {},
  ],
  ["a value that is a name", ["Via", "Host", "Host", "a"], { host: "a" }],
  ["a name without a value", ["Host"], {}],
  ["Sec-Purpose", ["Sec-Purpose", "prefetch"], { purpose: "prefetch" }],
  ["Purpose", ["Purpose", "prefetch"], { purpose: "prefetch" }],
  ["X-Purpose", ["X-Purpose", "preview"], { purpose: "preview" }],
  ["X-Moz", ["X-Moz", "prefetch"], { purpose: "prefetch" }],
])("of headers it reads %s", ([, raw, read]) => {
  expect(readVisitHeaders(raw)).toEqual({ ...nothing, ...read });
});
