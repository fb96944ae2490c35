import type { Language } from "../kit/language.ts";

export interface InvitationMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface InvitationWords {
  readonly language: Language;
  readonly workspace: string;
  /** Who invites. */
  readonly by: string;
  readonly url: string;
}

/** Subject, what happened, what to do, and that there is nothing to do. */
const TEXTS: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  en: [
    "You are invited to {workspace}",
    "{by} invites you to the workspace {workspace} on Simpul.",
    "Open this link within 7 days to join",
    "If you do not know what this is about, do nothing.",
  ],
  id: [
    "Anda diundang ke {workspace}",
    "{by} mengundang Anda ke workspace {workspace} di Simpul.",
    "Buka tautan ini dalam 7 hari untuk bergabung",
    "Jika Anda tidak mengenal undangan ini, abaikan saja.",
  ],
  ko: [
    "{workspace} 초대",
    "{by} 님이 Simpul의 워크스페이스 {workspace}에 초대했습니다.",
    "7일 안에 이 링크를 열면 참여할 수 있습니다",
    "모르는 내용이라면 그대로 두면 됩니다.",
  ],
  ja: [
    "{workspace} への招待",
    "{by} さんが Simpul のワークスペース {workspace} に招待しています。",
    "7 日以内にこのリンクを開くと参加できます",
    "心当たりがなければ、何もする必要はありません。",
  ],
};

/** The same in plain text and in HTML. */
export function renderInvitation({
  language,
  workspace,
  by,
  url,
}: InvitationWords): InvitationMail {
  const fill = (text: string) =>
    text.replace(/\{(workspace|by)\}/g, (_, name) => (name === "by" ? by : workspace));
  const [subject, said, act, ignore] = TEXTS[language].map(fill) as [
    string,
    string,
    string,
    string,
  ];
  const link = escaped(url);
  return {
    subject,
    text: `${said}\n\n${act}:\n${url}\n\n${ignore}\n`,
    html: `<!doctype html>
<html lang="${language}"><meta charset="utf-8"><title>${escaped(subject)}</title>
<p>${escaped(said)}</p>
<p>${escaped(act)}:<br><a href="${link}">${link}</a></p>
<p>${escaped(ignore)}</p>
</html>
`,
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
