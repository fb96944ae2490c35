import { expect, test } from "vitest";
import { expectedVersions } from "./versions.ts";

test.for<[string | undefined, readonly number[] | null]>([
  [undefined, null],
  ["*", null],
  [" * ", null],
  ['"2"', [2]],
  ['"1", "2"', [1, 2]],
  // As proxies that compress make of it: nginx and Cloudflare, Apache, Caddy, Jetty.
  ['W/"2"', [2]],
  ['"2-gzip"', [2]],
  ['W/"2-br"', [2]],
  ['"2-zstd"', [2]],
  ['"2--gzip"', [2]],
  ['W/"1", "2-gzip" ,W/"3"', [1, 2, 3]],
  ['"2-strange"', []],
  ["2", []],
  ['W/2"', []],
  ['"2', []],
  ["nonsense", []],
])("If-Match %j names the versions %j", ([header, versions]) => {
  expect(expectedVersions(header)).toEqual(versions);
});
