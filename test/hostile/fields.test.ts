import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { API_NAMES, type Route, type Schema, typesOf } from "../support/documented.ts";
import {
  codeOf,
  envelopeFault,
  openGround,
  type ProvingGround,
} from "../support/proving-ground.ts";
import { sampleOf } from "../support/sample-call.ts";
import { type HostileValue, hostileValues } from "./hostile-values.ts";

const running = useApp();

/** Calls that store nothing, or whose sample says what is so already: who is known, what is set. */
const SAME_AGAIN: ReadonlySet<string> = new Set([
  "/api/link/v1/personalize",
  "/api/push/v1/send",
  "/v1/user/register",
  "/v1/user/identify",
  "/v1/user/property/batch",
  "/v1/attribute/registry",
  "/api/workspace/v1/members",
]);

/** A body that is good but for one value. */
interface HostileCall {
  readonly name: string;
  readonly body: string;
  readonly codes: readonly number[];
}

describe.for(API_NAMES)("a field of the %s API", (api) => {
  let ground: ProvingGround;
  let writes: readonly Route[];
  beforeAll(async () => {
    ground = await openGround(running.app, api);
    writes = ground.routes.filter(({ body }) => body !== null);
  });

  test("is taken as the documents tell it", async () => {
    for (const { method, path, body } of writes.filter(({ sampled }) => sampled)) {
      for (const all of [false, true]) {
        const before = await ground.hash();
        const sent = sampleOf(body ?? {}, ground.known, all);
        const answer = await ground.send(method, path, { body: JSON.stringify(sent) });
        expect([path, answer.status, answer.body]).toMatchObject([path, 200, { code: 0 }]);
        const same = (await ground.hash()) === before;
        if (!all) expect([path, same]).toEqual([path, SAME_AGAIN.has(path)]);
      }
    }
  });

  test("with a wrong value refuses the call, and nothing is stored", async () => {
    const wrong: string[] = [];
    let sent = 0;
    let before = await ground.hash();
    for (const { method, path, body } of writes) {
      for (const call of hostileCalls(body ?? {}, ground)) {
        const answer = await ground.send(method, path, { body: call.body });
        const code = envelopeFault(api, answer) ?? codeOf(answer);
        const fault =
          answer.status === 200 && call.codes.includes(Number(code))
            ? null
            : `answers ${answer.status} ${code}`;
        const after = await ground.hash();
        const changed = after === before ? null : "changes rows";
        if ((fault ?? changed) !== null) {
          wrong.push(`${method} ${path} ${call.name}: ${fault ?? changed}`);
        }
        before = after;
        sent++;
      }
    }
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(100);
  });
});

function hostileCalls(schema: Schema, ground: ProvingGround): HostileCall[] {
  const good = sampleOf(schema, ground.known);
  return Object.entries(schema.properties ?? {}).flatMap(([field, of]) =>
    valuesOf(field, of, ground).map(({ name, json, codes }) => ({
      name,
      body: JSON.stringify({ ...good, [field]: 0 }).replace(
        `${JSON.stringify(field)}:0`,
        () => `${JSON.stringify(field)}:${json}`,
      ),
      codes,
    })),
  );
}

/** Of the field, and of the fields within it: those of its first item where it is a list. */
function valuesOf(field: string, schema: Schema, ground: ProvingGround): HostileValue[] {
  const own = hostileValues(ground.api, field, schema, ground.known);
  const list = typesOf(schema).includes("array");
  const inner = (list ? schema.items : schema) ?? {};
  if (inner.properties === undefined) return own;
  const good = sampleOf(inner, ground.known);
  const within = Object.entries(inner.properties).flatMap(([name, of]) =>
    valuesOf(name, of, ground).map((value) => {
      const object = JSON.stringify({ ...good, [name]: 0 }).replace(
        `${JSON.stringify(name)}:0`,
        () => `${JSON.stringify(name)}:${value.json}`,
      );
      return { ...value, name: `${field}.${value.name}`, json: list ? `[${object}]` : object };
    }),
  );
  return [...own, ...within];
}
