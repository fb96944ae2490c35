import { describe, expect, test } from "vitest";
import { languages } from "../kit/language.ts";
import { renderInvitation } from "./invitation-mail.ts";

const url = "https://go.example/app/invitation?token=abc";

describe.for(languages)("an invitation by mail in %s", (language) => {
  const words = { language, workspace: "Kopi & {by}", by: '<b>"Sari"</b>', url };
  const { subject, text, html } = renderInvitation(words);

  test("says who invites to what, and has the link", () => {
    expect(subject).toContain("Kopi & {by}");
    expect(text).toContain('<b>"Sari"</b>');
    expect(text).toContain(`\n${url}\n`);
    expect(html).toContain(`<a href="${url}">${url}</a>`);
  });

  test("takes names for text, never for markup", () => {
    expect(html).toContain("Kopi &amp; {by}");
    expect(html).toContain("&lt;b&gt;&quot;Sari&quot;&lt;/b&gt;");
    expect(html).not.toContain("<b>");
  });
});
