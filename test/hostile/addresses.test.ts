import { beforeAll, describe, expect, test } from "vitest";
import { useApp } from "../support/app.ts";
import { insertLinkRow } from "../support/link-rows.ts";
import { visit } from "../support/visitor.ts";
import { makeWorkspace } from "../support/workspace.ts";
import { speak } from "./wire.ts";

const running = useApp();
let port = 0;
let workspaceId = 0;

beforeAll(async () => {
  ({ port } = await running.app.listen());
  workspaceId = (await makeWorkspace(running.app)).context.workspace.id;
  await insertLinkRow(running.app.context.db, { workspaceId, slug: "promo" });
});

const script = "</title><script>alert(1)</script>";

describe("an address", () => {
  test.for<[string, string, number]>([
    ["that climbs out", "/../../etc/passwd", 404],
    ["that climbs out of a link", "/promo/../promo", 404],
    ["that climbs out, encoded", "/..%2f..%2fetc%2fpasswd", 404],
    ["that is where it is", "/.", 404],
    ["that is above", "/..", 404],
    ["that is above, encoded", "/%2e%2e", 404],
    ["with a slash of the other kind", "/promo\\..\\promo", 404],
    ["encoded twice", "/%2570romo", 404],
    ["encoded once", "/%70romo", 302],
    ["with a NUL", "/promo%00", 404],
    ["with a NUL and a type", "/promo%00.html", 404],
    ["with a line break", "/promo%0d%0aSet-Cookie:a=1", 404],
    ["in overlong UTF-8", "/%c0%ae%c0%ae", 400],
    ["in overlong UTF-8 of a letter", "/%c1%b0romo", 400],
    ["with half a surrogate", "/%ed%a0%80", 400],
    ["past all characters", "/%f4%90%80%80", 400],
    ["with a broken escape", "/promo%", 400],
    ["with an escape of no digits", "/promo%u0041", 400],
    ["with marks that turn the writing", "/promo%E2%80%AEa", 404],
    ["with such marks behind it", "/promo%E2%80%AE%E2%80%8F", 302],
    ["of 8,000 letters", `/${"a".repeat(8_000)}`, 404],
    ["of 2,000 marks on one letter", `/a${"%cc%81".repeat(2_000)}`, 404],
    ["with script", `/${encodeURIComponent(script)}`, 404],
    ["of a star", "*", 404],
  ])("%s has its answer", async ([, path, status]) => {
    const bytes = `GET ${path} HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n`;
    const heard = await speak(port, bytes);
    expect(heard).toMatchObject({ statuses: [status], closed: true });
    expect(heard.text).not.toContain("<script");
    expect(heard.text).not.toMatch(/^set-cookie/im);
    if (status !== 302) expect(heard.text).toContain("</html>");
  });
});

describe("an Accept-Language", () => {
  test.for<[string, string, string]>([
    ["of 8 KiB", `${"ja;q=0.5,".repeat(1_000)}ko`.slice(0, 8_192), "en"],
    ["of noise", "\u00ff\u00fe;q=,,;;===, *;q=9", "en"],
    ["of names of the prototype", "__proto__, constructor, toString", "en"],
    ["that wants anything", "*", "en"],
    ["that wants none of ours", "fr, de;q=0.5", "en"],
    ["with the old name of Indonesian", "in-ID, en;q=0.3", "id"],
    ["that likes Korean most", "en;q=0.4, ko-KR;q=0.9, ja;q=0.8", "ko"],
    ["that refuses English", "en;q=0, ja", "ja"],
  ])("%s is answered in %s", async ([, header, language]) => {
    const answer = await visit(port, {
      path: "/nobody-made-this",
      headers: { "accept-language": header },
    });
    expect(answer).toMatchObject({ status: 404, headers: { "content-language": language } });
    expect(answer.body).toContain(`<html lang="${language}">`);
  });
});

describe("what an owner typed", () => {
  test("is text on the pages, whatever it is", async () => {
    const { slug } = await insertLinkRow(running.app.context.db, {
      workspaceId,
      redirectType: 200,
      url: 'https://shop.example/"><script>alert(1)</script>',
      title: script,
      description: `" onload="alert(1)`,
      metaImage: `https://a.example/"><script>`,
    });
    const answer = await visit(port, { path: `/${slug}?x="><script>alert(2)</script>` });
    expect(answer.status).toBe(200);
    expect(answer.body.match(/<script/g)).toHaveLength(1);
    expect(answer.body).toContain(
      "<title>Opening &lt;/title>&lt;script>alert(1)&lt;/script></title>",
    );
    expect(answer.body).not.toMatch(/<[^>]*" onload=/);
  });
});
