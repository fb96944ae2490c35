import { expect, test } from "vitest";
import { matchingOptions } from "./group-options.ts";

const above = [
  { value: "", label: "Any group" },
  { value: "0", label: "Without a group" },
  { value: "7", label: "Harbolnas 12.12" },
];
const found = [
  { value: "5", label: "Gajian Seru" },
  { value: "7", label: "Harbolnas 12.12" },
];
const valuesOf = (typed: string, settled: boolean, groups = found) =>
  matchingOptions({ typed, above, found: groups, settled }).map(({ value }) => value);

test.for<[what: string, typed: string, settled: boolean, values: string[]]>([
  ["everything before anything is typed, each group once", "", true, ["", "0", "5", "7"]],
  ["what the server found, whatever its letters", "IRIS", true, ["5", "7"]],
  ["what of the earlier answer fits until the server has answered", "gaj", false, ["5"]],
  ["the words above too, where they fit", "without", false, ["0"]],
  ["nothing where nothing fits", "xyz", false, []],
])("shows %s", ([, typed, settled, values]) => {
  expect(valuesOf(typed, settled)).toEqual(values);
});

test("the chosen group goes where it does not fit", () => {
  expect(valuesOf("gajian", true, [{ value: "5", label: "Gajian Seru" }])).toEqual(["5"]);
});
