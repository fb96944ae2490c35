import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { expect, onTestFinished, test } from "vitest";
import { drawWorld, HEIGHT, WIDTH } from "./world.ts";

test("every country is drawn once on the map, the small ones as places", async () => {
  const atlas = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const { fetch } = globalThis;
  onTestFinished(() => {
    globalThis.fetch = fetch;
  });
  globalThis.fetch = async () => new Response(await readFile(atlas, "utf8"));

  const countries = await drawWorld();
  const codes = countries.map(({ code }) => code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(codes).toEqual(expect.arrayContaining(["ID", "JP", "KR", "SG", "US", "AU"]));
  expect(countries.filter(({ small }) => small).map(({ code }) => code)).toContain("SG");
  for (const { code, path, at, small } of countries) {
    expect(at[0] >= 0 && at[0] <= WIDTH && at[1] >= 0 && at[1] <= HEIGHT, code).toBe(true);
    if (!small) expect(path, code).toMatch(/^M[\d.,MLZ-]+$/);
  }
  const drawn = countries.reduce((sum, { path }) => sum + path.length, 0);
  expect(drawn).toBeLessThan(400_000);
});
