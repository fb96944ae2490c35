import type { Fact, WordedNotice } from "./notice-words.ts";

export interface NoticeMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail that says the same in plain text and in HTML; `unsubscribeUrl` shows a page with a button. */
export function renderNotice(notice: WordedNotice, unsubscribeUrl: string): NoticeMail {
  return {
    subject: notice.subject,
    text: plain(notice, unsubscribeUrl),
    html: marked(notice, unsubscribeUrl),
  };
}

function plain(
  { heading, paragraphs, facts, why, stop }: WordedNotice,
  unsubscribeUrl: string,
): string {
  const told = facts.map(({ label, value }) => `${label}: ${value}`).join("\n");
  const end = `-- \n${why}\n${stop}: ${unsubscribeUrl}\n`;
  return [heading, ...paragraphs, told, end].join("\n\n");
}

// Readers that know nothing of `color-scheme` get the light colours; nothing is fetched from elsewhere.
const style = `
:root{color-scheme:light dark}
body{margin:0;padding:24px;background:#f8f7f4;color:#1b1d22;font:16px/1.55 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif}
main{max-width:32rem;margin:0 auto}
h1{margin:0 0 16px;font-size:24px;line-height:1.3}
p{margin:0 0 16px}
dl{margin:24px 0;border-top:1px solid #e3e0d9}
dt{padding-top:12px;font-size:14px;color:#4c4f57}
dd{margin:0;padding-bottom:12px;border-bottom:1px solid #e3e0d9;overflow-wrap:anywhere}
a{color:#2a4f96}
.end{font-size:14px;color:#4c4f57}
@media (prefers-color-scheme:dark){
body{background:#111317;color:#eceef1}
dl,dd{border-color:#2b2f37}
dt,.end{color:#b8bcc4}
a{color:#8fb2f2}
}
`;

function marked(notice: WordedNotice, unsubscribeUrl: string): string {
  const { language, subject, heading, paragraphs, facts, why, stop } = notice;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(heading)}</h1>
${paragraphs.map((each) => `<p>${escaped(each)}</p>\n`).join("")}<dl>
${facts.map(factHtml).join("\n")}
</dl>
<p class="end">${escaped(why)}<br>
${anchor(unsubscribeUrl, stop)}</p>
</main>
</body>
</html>
`;
}

function factHtml({ label, value, opens }: Fact): string {
  return `<dt>${escaped(label)}</dt><dd>${opens ? anchor(value, value) : escaped(value)}</dd>`;
}

function anchor(url: string, words: string): string {
  return `<a href="${escaped(url)}">${escaped(words)}</a>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
}
