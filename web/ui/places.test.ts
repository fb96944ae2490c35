import { describe, expect, test } from "vitest";
import { listCountries, listZones, proposePlace } from "./places.ts";

describe("a home country is proposed", () => {
  test.for<[string, string, readonly string[], string]>([
    ["of the zone", "Asia/Jakarta", ["en-US"], "ID"],
    ["of another zone of it", "Asia/Makassar", [], "ID"],
    ["of a zone by its newer name", "Asia/Kolkata", ["en-GB"], "IN"],
    ["of a zone by its older name", "Asia/Calcutta", ["en-GB"], "IN"],
    ["of the language where the zone has none", "UTC", ["ko-KR", "en"], "KR"],
    ["of a language of one country", "UTC", ["ja"], "JP"],
    ["not of English alone", "UTC", ["en"], ""],
    ["not of nothing", "UTC", [], ""],
  ])("%s", ([, zone, languages, country]) => {
    expect(proposePlace(zone, languages)).toEqual({ timeZone: zone, homeCountry: country });
  });
});

test("every zone can be chosen, one that the browser does not list too", () => {
  expect(listZones("Etc/Odd")).toEqual(expect.arrayContaining(["Asia/Jakarta", "UTC", "Etc/Odd"]));
});

test("countries have names in the language of the page, in its order", () => {
  const countries = listCountries("id");
  expect(countries).toContainEqual({ value: "DE", label: "Jerman" });
  expect(countries.map(({ label }) => label)).toEqual(
    countries.map(({ label }) => label).toSorted((a, b) => a.localeCompare(b, "id")),
  );
});
