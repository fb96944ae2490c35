import { expect, test } from "vitest";
import { readable } from "./readable.ts";

test.for([
  ["shows an ordinary address as it is", "klr.example/gajain-nov", "klr.example/gajain-nov"],
  ["shows other scripts and emoji", "klr.example/커피-☕️", "klr.example/커피-☕️"],
  ["marks what turns the direction of writing", "a/\u202emoc.live", "a/\ufffdmoc.live"],
  ["marks line breaks and control characters", "a/\n\0\u2028b", "a/\ufffd\ufffd\ufffdb"],
  ["marks half a character", "a/\ud83d", "a/\ufffd"],
  ["cuts what is too long to read", "x".repeat(301), `${"x".repeat(300)}…`],
] as const)("%s", ([, address, shown]) => {
  expect(readable(address)).toBe(shown);
});
