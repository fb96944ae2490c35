import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { API_NAMES } from "../support/documented.ts";
import { envelopeFault, openGround, type ProvingGround } from "../support/proving-ground.ts";
import { pathOf, sampleOf } from "../support/sample-call.ts";
import { type HostileBody, hostileBodies, tooLargeBodies } from "./hostile-bodies.ts";

const running = useApp();

/** In MiB; what is not here has the usual one. */
const LIMITS: Readonly<Record<string, number>> = {
  "/api/link/v1/createBulk": 4,
  "/v1/user/property/batch": 8,
};

describe.for(API_NAMES)("a body that the %s API cannot take", (api) => {
  let ground: ProvingGround;
  beforeAll(async () => {
    ground = await openGround(running.app, api);
  });

  /** Sends each to every route that takes a body; answers what was not as it should be. */
  async function wrongAnswers(bodiesFor: (path: string, good: object) => HostileBody[]) {
    const wrong: string[] = [];
    let sent = 0;
    let before = await ground.hash();
    for (const route of ground.routes.filter(({ body }) => body !== null)) {
      const good = sampleOf(route.body ?? {}, ground.known);
      for (const hostile of bodiesFor(route.path, good)) {
        const answer = await ground.send(route.method, pathOf(route, ground.known), hostile.sent);
        const { code } = answer.body as { code: number };
        const word = [answer.status, code];
        const after = await ground.hash();
        const fault =
          envelopeFault(api, answer) ??
          (String(word) === String(ground.words[hostile.word]) ? null : `answers ${word}`) ??
          (after === before ? null : "changes rows");
        before = after;
        if (fault !== null) wrong.push(`${route.method} ${route.path}, ${hostile.name}: ${fault}`);
        sent++;
      }
    }
    return { wrong, sent };
  }

  test("is refused by every route in the published words, and changes nothing", async () => {
    const { wrong, sent } = await wrongAnswers((_path, good) => hostileBodies(good));
    expect(wrong).toEqual([]);
    expect(sent).toBeGreaterThan(300);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  test("is refused by every route for its size, and changes nothing", async () => {
    const { wrong } = await wrongAnswers((path) => tooLargeBodies(LIMITS[path] ?? 1));
    expect(wrong).toEqual([]);
  });

  test("is told the nearest name of a field that is not known", async () => {
    for (const route of ground.routes.filter(({ body }) => body !== null)) {
      const good = sampleOf(route.body ?? {}, ground.known);
      const [name] = Object.keys(route.body?.properties ?? {});
      const nearest = name === undefined ? "this call takes none" : `the nearest is ${name}`;
      const body = JSON.stringify({ ...good, [`${name ?? ""}x`]: 1 });
      const answer = await ground.send(route.method, route.path, { body });
      expect(answer.body).toMatchObject({
        message: `${name ?? ""}x is not a known field; ${nearest}`,
      });
    }
  });

  test("is none for a parameter of the JSON media type, a byte order mark or the encoding identity", async () => {
    const types = ["; charset=utf-8", '; charset="utf8"', ";charset=UTF-8; x=y", "; x=y"];
    for (const type of types.map((parameter) => `Application/JSON${parameter}`)) {
      for (const route of ground.routes.filter(({ method }) => method === "PUT")) {
        const body = `\ufeff${JSON.stringify(sampleOf(route.body ?? {}, ground.known))}`;
        const headers = { "content-type": type, "content-encoding": "Identity" };
        const answer = await ground.send(route.method, route.path, { body, headers });
        expect([route.path, answer.status, answer.body]).toMatchObject([
          route.path,
          200,
          { code: 0 },
        ]);
      }
    }
  });
});
