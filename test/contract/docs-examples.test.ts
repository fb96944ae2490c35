import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { App } from "../../src/compose.ts";
import type { DocumentName } from "../../src/http/openapi.ts";
import { ADMIN_TOKEN, useApp } from "../support/app.ts";
import { type ClickRow, insertClicks, makeMonths } from "../support/clicks.ts";
import { type DocExample, readExamples } from "../support/doc-examples.ts";
import { makeDocWords } from "../support/doc-words.ts";
import { cookieOf, makeMember } from "../support/member.ts";
import { type Answer, call, makeWorkspace, type TestWorkspace } from "../support/workspace.ts";

/** The moment at which all examples happen. */
const NOW = new Date("2026-03-02T04:05:06.789Z");
const ORIGIN = "https://go.example";

interface Scenario {
  readonly file: string;
  readonly api: DocumentName;
  /** What a reader puts into `Authorization`, which the examples leave out. */
  readonly authorization: (workspace: TestWorkspace) => string;
  /** Made before the first example, for the documents of one workspace. */
  readonly workspace: Parameters<typeof makeWorkspace>[1] | null;
  /** Counted before the first example, of a link that is gone. */
  readonly clicks?: readonly ClickRow[];
  /** The workspace has an owner and a viewer; what cookies come stay, as in a browser. */
  readonly members?: true;
}

const webhook = {
  enabled: true,
  url: "https://hooks.example/all",
  metric: "clicks",
  frequency: 1,
  hasSecret: false,
} as const;

const click = {
  linkId: 404_040,
  country: "ID",
  device: "mobile",
  os: "Android",
  browser: "Chrome",
};
const clicks: readonly ClickRow[] = [
  { ...click, at: "2026-02-28T03:00:00Z", day: "2026-02-28", firstOfHour: true, firstOfDay: true },
  {
    ...click,
    at: "2026-03-01T04:05:06Z",
    day: "2026-03-01",
    firstOfHour: true,
    firstOfDay: true,
    referrer: "instagram.com",
    language: "id",
    campaign: "spring",
  },
  { ...click, at: "2026-03-01T04:10:00Z", day: "2026-03-01", qr: true, country: "KR" },
];

/** Each document is one story, told to a new installation. */
const SCENARIOS: readonly Scenario[] = [
  {
    file: "docs/links-api.md",
    api: "links",
    authorization: ({ linkKey }) => `APIKey ${linkKey}`,
    workspace: { webhook, rateLimit: { perMinute: 768, perHour: 40_000 } },
    clicks,
  },
  {
    file: "docs/audience-api.md",
    api: "audience",
    authorization: ({ basic }) => `Basic ${basic}`,
    workspace: {},
  },
  {
    file: "docs/admin-api.md",
    api: "admin",
    authorization: () => `Bearer ${ADMIN_TOKEN}`,
    workspace: null,
  },
  {
    file: "docs/workspace-api.md",
    api: "workspace",
    authorization: () => "",
    workspace: { webhook: { ...webhook, enabled: false, url: null } },
    members: true,
  },
];

const nobody = { linkKey: "", basic: "" } as TestWorkspace;

describe.for(SCENARIOS)("$file", (scenario) => {
  const { file, api, authorization, workspace, clicks: counted, members } = scenario;
  const host = useApp({ clock: () => NOW, env: { SIMPUL_PUBLIC_URL: ORIGIN } });
  const examples = readExamples(file, readFileSync(file, "utf8"));

  test("tells the truth in every example, from the first to the last", async () => {
    const owner = workspace === null ? nobody : await makeWorkspace(host.app, workspace);
    const words = makeDocWords();
    if (counted !== undefined) {
      const { db } = host.app.context;
      await makeMonths(db, "2026-02", "2026-03");
      await insertClicks(db, owner.context.workspace.id, counted);
    }
    if (members) await makePeople(host.app, owner);
    const browser = { "x-simpul": "1", cookie: "" };
    for (const example of examples) {
      const { request, answer } = example;
      const key = authorization(owner);
      const told = await call(host.app, {
        method: request.method as "GET",
        path: words.inRun(request.path),
        headers: { ...(key === "" ? browser : { authorization: key }), ...request.headers },
        body: request.body && words.inRun(request.body),
      });
      browser.cookie = cookieOf(told) ?? browser.cookie;
      expect(shown(example, told, words.inDocument(told.body, answer.body))).toStrictEqual({
        at: example.at,
        ...answer,
      });
    }
  });

  test("has an example of every call there is", async () => {
    const { body } = await call(host.app, { method: "GET", path: `/openapi/${api}.json` });
    const { paths } = body as { paths: Readonly<Record<string, object>> };
    const calls = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const told = examples.map(({ request: { method, path } }) => `${method} ${path}`);
    const shownCalls = new Set(told.map((text) => text.replace(/\?.*/, "")));
    expect(calls.length).toBeGreaterThan(0);
    expect([...shownCalls].sort()).toStrictEqual(calls.sort());
  });
});

/** The members that the document speaks of. */
async function makePeople(app: App, { context }: TestWorkspace): Promise<void> {
  const workspaceIds = [context.workspace.id];
  for (const [name, role] of [
    ["Sari", "owner"],
    ["Budi", "viewer"],
  ] as const) {
    const email = `${name.toLowerCase()}@kopi.example`;
    await makeMember(app, { workspaceIds, role, name, email, password: "kopi tubruk pagi" });
  }
}

/** As much of an answer as a document shows: the whole body, and the headers that it names. */
function shown({ at, answer }: DocExample, { status, headers }: Answer, body: unknown) {
  const named = Object.keys(answer.headers).map((name) => [name, String(headers[name])]);
  // A line of a document ends as its file does.
  const lines = typeof body === "string" ? body.replaceAll("\r\n", "\n") : body;
  return { at, status, headers: Object.fromEntries(named), body: lines };
}
