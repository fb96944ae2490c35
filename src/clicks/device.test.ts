import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { machines, people } from "../../test/support/agents.ts";
import { makeAgentReader } from "./device.ts";

const read = makeAgentReader();
const unknown = { device: "other", os: "unknown", browser: "unknown" };
const latin1 = fc.string({
  unit: fc.nat({ max: 255 }).map((it) => String.fromCharCode(it)),
  maxLength: 1_000,
});

describe("the agent of", () => {
  test.for(people)("%s", ([, agent, device, os, browser]) => {
    expect(read(agent)).toEqual({ device, os, browser });
    expect(read(agent), "asked again").toEqual({ device, os, browser });
  });

  test.for([
    ["nobody", ""],
    ["a stranger with words of his own", "Foo Bar/1.0 (x)"],
    ["an app without a browser", "MyApp/12 CFNetwork/1490.0.4 Darwin/23.2.0"],
    ["a tool", "curl/8.5.0"],
    ["an object", "__proto__/1.0 (constructor)"],
  ])("%s says nothing", ([, agent]) => {
    expect(read(agent ?? "")).toEqual(unknown);
  });
});

test("whatever bytes arrive, the names are of a fixed few", () => {
  const piece = fc.constantFrom(
    ...[...people, ...machines].flatMap(([, agent]) => agent.split(" ")),
  );
  const noise = fc.oneof(
    latin1,
    fc.array(fc.oneof(piece, latin1)).map((it) => it.join(" ")),
  );
  fc.assert(
    fc.property(noise, (agent) => {
      const { device, os, browser } = read(agent);
      expect(["mobile", "tablet", "desktop", "other"]).toContain(device);
      expect(os).toMatch(/^[\w ]{2,20}$/);
      expect(browser).toMatch(/^[\w -]{1,40}$/);
    }),
  );
});
