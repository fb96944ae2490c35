import { beforeAll, describe, expect, test } from "vitest";
import { insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { hashPassword } from "../../support/password.ts";
import { broughtBack, typed, useVisitedApp, type VisitAnswer } from "../../support/visitor.ts";
import { call, makeWorkspace } from "../../support/workspace.ts";

const NOON = Date.parse("2026-03-10T12:00:00Z");
let now = NOON;
const running = useVisitedApp({ clock: () => new Date(now) });

const OUTLOOK = "Mozilla/4.0 (compatible; ms-office; MSOffice rmj)";
const SHOP = "https://rahasia.example/";
let kopi = "";
beforeAll(async () => {
  kopi = await hashPassword("kopi");
});

async function link(row: Partial<LinkRow>, agent = OUTLOOK) {
  const { linkKey, context } = await makeWorkspace(running.app);
  const { slug } = await insertLinkRow(running.app.context.db, {
    workspaceId: context.workspace.id,
    url: SHOP,
    ...row,
  });
  const visit = (query: string, more: object, headers: Record<string, string>) =>
    running.visit({
      path: `/${slug}${query}`,
      ...more,
      headers: { "user-agent": agent, ...headers },
    });
  return {
    look: (headers: Record<string, string> = {}, query = "", method = "GET") =>
      visit(query, { method }, headers),
    send: (fields: Record<string, string>, headers: Record<string, string> = {}) => {
      const { headers: type, ...form } = typed(fields["password"] ?? "", fields);
      return visit("", form, { ...type, ...headers });
    },
    clicks: async () => {
      const domain = encodeURIComponent("http://localhost:8080");
      const path = `/api/link/v1/get?linkId=${slug}&domain=${domain}`;
      const authorization = `APIKey ${linkKey}`;
      const { body } = await call(running.app, { method: "GET", path, authorization });
      return (body as { result: { acesCnt: number } }).result.acesCnt;
    },
  };
}

/** What the button of the page sends. */
function goOn({ body }: VisitAnswer): Record<string, string> {
  const marker = /<form method="post"><input type="hidden" name="simpul_go" value="([^"]+)"/.exec(
    body,
  );
  return { simpul_go: marker?.[1] ?? "no button" };
}

describe("a program", () => {
  test.for([
    OUTLOOK,
    "MacOutlook/16.84.24041420 (Intelx64 Mac OS X Version 14.4.1 (Build 23E224))",
    "com.apple.LinkPresentation (unknown version) CFNetwork/1494.0.7 Darwin/23.4.0",
    "Dart/3.3 (dart:io)",
    "Mozilla/5.0 (Windows NT 10.0; Microsoft Windows 10.0.22631; en-US) PowerShell/7.4.2",
    "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Thunderbird/115.10.1",
    "",
  ])("takes no place under a limit: %s", async (agent) => {
    const { look, clicks } = await link({ max_forwards: 1 }, agent);
    const answer = await look();
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(">Continue</button>");
    expect(answer.body).not.toContain("rahasia");
    const person = {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
    };
    expect((await look(person)).status).toBe(302);
    expect((await look(person)).status).toBe(410);
    await expect.poll(clicks).toBe(1);
  });

  test("learns what the owner typed, and not what was fetched", async () => {
    const typedTitle = {
      title: "Kopi Susu",
      description: "Manis",
      metaImage: "https://a.example/b.png",
    };
    const shown = (
      await (await link({ password_hash: kopi, ...typedTitle, titleState: "typed" })).look()
    ).body;
    for (const text of ["Kopi Susu", "Manis", "https://a.example/b.png"])
      expect(shown).toContain(text);
    const fetched = await link({ password_hash: kopi, title: "Rahasia", titleState: "fetched" });
    expect((await fetched.look()).body).not.toMatch(/rahasia/i);
  });

  test("has the redirect of a link that protects nothing, and no button", async () => {
    const { look, send } = await link({});
    expect((await look()).headers.location).toBe(SHOP);
    expect((await send({ simpul_go: "1.2.3" })).status).toBe(405);
  });
});

describe("a person whose app looks like a program", () => {
  test("continues to a link with a limit, takes the place and is counted", async () => {
    const { look, send, clicks } = await link({ max_forwards: 1 });
    const page = await look({ referer: "https://mail.example/x" });
    const answers = [await send(goOn(page)), await send(goOn(page))];
    expect(answers.map(({ status }) => status)).toEqual([302, 410]);
    expect(answers[0]?.headers.location).toBe(SHOP);
    await expect.poll(clicks).toBe(1);
  });

  test("is asked for the password, and then asked no more", async () => {
    const { look, send } = await link({ password_hash: kopi });
    const page = await look();
    const form = await send(goOn(page));
    expect(form.status).toBe(401);
    expect(form.body).toContain('name="password"');
    expect((await send({ password: "teh" })).status).toBe(401);
    const opened = await send({ password: "kopi" });
    expect(opened).toMatchObject({ status: 302, headers: { location: SHOP } });
    const again = await send(goOn(await look()), { cookie: broughtBack(opened) });
    expect(again.status).toBe(302);
  });

  test("is asked to subscribe as others are, and goes on from there", async () => {
    const { look, send, clicks } = await link({ max_forwards: 1, subscribes: true });
    const page = await send(goOn(await look()));
    expect([page.status, page.body.includes("<h1>Would you like news")]).toEqual([200, true]);
    const onward = /<a class="next plain" href="([^"]+)"/.exec(page.body)?.[1] ?? "";
    expect((await look({}, onward)).status).toBe(302);
    expect((await look({}, onward)).status).toBe(410);
    await expect.poll(clicks).toBe(1);
  });

  test("gets the page anew ten minutes later, by a marker of another link, or a made one", async () => {
    const [one, other] = [await link({ max_forwards: 1 }), await link({ max_forwards: 1 })];
    const sent = goOn(await one.look());
    for (const marker of [goOn(await other.look()), { simpul_go: "1.2.3" }, { simpul_go: "" }]) {
      const answer = await one.send(marker);
      expect(answer.status).toBe(200);
      expect(goOn(answer)).toEqual({
        simpul_go: expect.stringMatching(/^\d+\.[\w-]*\.[\w-]{43}$/),
      });
    }
    now = NOON + 600_000;
    const late = await one.send(sent);
    expect(late.status).toBe(200);
    const opened = await one.send(goOn(late));
    now = NOON;
    expect(opened.status).toBe(302);
  });

  test("goes nowhere where the link is not open, or by a form without the marker", async () => {
    const { look, send } = await link({ max_forwards: 1 });
    expect(await send({ password: "kopi" })).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD" },
    });
    const sent = goOn(await look());
    expect(sent["simpul_go"]).not.toBe("no button");
    const early = await link({ max_forwards: 1, starts_at: new Date(NOON + 1_000) });
    expect((await early.look()).status).toBe(403);
    expect((await early.send(sent)).status).toBe(403);
  });

  test.for([
    ["en", "Continue"],
    ["id", "Lanjutkan"],
    ["ko", "계속"],
    ["ja", "続ける"],
  ] as const)("reads the button in %s", async ([language, words]) => {
    const { look } = await link({ max_forwards: 1 });
    expect((await look({ "accept-language": language })).body).toContain(
      `<button>${words}</button>`,
    );
  });
});

test("what a browser fetches ahead of a click takes no place, and its page has the button", async () => {
  const person = "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0";
  const { look, send } = await link({ max_forwards: 1 }, person);
  const fetched = await look({ "sec-purpose": "prefetch" });
  expect(fetched.status).toBe(200);
  expect((await send(goOn(fetched))).status).toBe(302);
});
