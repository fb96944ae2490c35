import { expect, test } from "vitest";
import { comparableUrl } from "./web-url.ts";

test.for([
  ["https://DEST.example/x", "https://dest.example/x"],
  ["HTTPS://dest.example/x", "https://dest.example/x"],
  ["https://Dest.Example:8443/X?Y#Z", "https://dest.example:8443/X?Y#Z"],
  ["https://DEST.example", "https://dest.example"],
  ["https://DEST.example?Q@R", "https://dest.example?Q@R"],
  ["https://DEST.example#F", "https://dest.example#F"],
  ["https://User:Pass@DEST.example/x", "https://User:Pass@dest.example/x"],
  ["https://dest.example/x@Y", "https://dest.example/x@Y"],
  ["https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"],
])("%s is compared as %s", ([stored = "", compared]) => {
  expect(comparableUrl(stored)).toBe(compared);
});
