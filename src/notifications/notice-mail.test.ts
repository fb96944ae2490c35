import { describe, expect, test } from "vitest";
import type { Language } from "../kit/language.ts";
import type { ClicksReached, WebhookDisabled } from "./notice.ts";
import { renderNotice } from "./notice-mail.ts";
import { type ToldLink, wordClicks, wordWebhookDisabled } from "./notice-words.ts";

const clicks: ClicksReached = {
  kind: "clicks-reached",
  linkId: 7,
  threshold: 10_000,
  at: "2026-11-05T05:03:09.000Z",
};
const link: ToldLink = {
  shortUrl: "https://go.example/promo",
  title: "Kopi <Lereng> & teh",
  groupName: "Instagram",
};
const stopUrl = "https://go.example/api/mail/v1/unsubscribe?token=1.a";
const telling = (locale: Language) => ({
  workspace: { name: "Toko", locale, timeZone: "Asia/Jakarta" },
  moreUrl: "https://go.example/",
});

describe("a notice of clicks says all of it", () => {
  test.for<[Language, string, string]>([
    [
      "en",
      "10,000 clicks: Kopi <Lereng> & teh",
      `Your link has 10,000 clicks

Link: https://go.example/promo
Title: Kopi <Lereng> & teh
Clicks: 10,000
When: 5 Nov 2026, 12:03, Jakarta Time (WIB, UTC+7)
Group: Instagram
More figures: https://go.example/

-- 
You get this because your address is set for notices of Toko.
Stop these mails: ${stopUrl}
`,
    ],
    [
      "id",
      "10.000 klik: Kopi <Lereng> & teh",
      `Tautan Anda sudah mendapat 10.000 klik

Tautan: https://go.example/promo
Judul: Kopi <Lereng> & teh
Klik: 10.000
Waktu: 5 Nov 2026, 12.03, Waktu Indonesia Barat (WIB, UTC+7)
Grup: Instagram
Angka lainnya: https://go.example/

-- 
Anda menerima ini karena alamat Anda dicatat untuk pemberitahuan Toko.
Hentikan surel ini: ${stopUrl}
`,
    ],
    [
      "ko",
      "클릭 10,000회: Kopi <Lereng> & teh",
      `링크의 클릭이 10,000회가 되었습니다

링크: https://go.example/promo
제목: Kopi <Lereng> & teh
클릭: 10,000
시각: 2026년 11월 5일 (목) 12:03, 자카르타 시간(WIB, UTC+7)
그룹: Instagram
자세한 통계: https://go.example/

-- 
이 주소가 Toko의 알림 받을 주소로 등록되어 있어 보내 드립니다.
메일 그만 받기: ${stopUrl}
`,
    ],
    [
      "ja",
      "10,000クリック: Kopi <Lereng> & teh",
      `リンクのクリックが10,000回になりました

リンク: https://go.example/promo
タイトル: Kopi <Lereng> & teh
クリック: 10,000
日時: 2026年11月5日(木) 12:03, ジャカルタ時間(WIB、UTC+7)
グループ: Instagram
くわしい数字: https://go.example/

-- 
このアドレスがTokoの通知先に登録されているため、お送りしています。
このメールを止める: ${stopUrl}
`,
    ],
  ])("in %s", ([language, subject, text]) => {
    const mail = renderNotice(wordClicks(clicks, link, telling(language)), stopUrl);
    expect({ subject: mail.subject, text: mail.text }).toEqual({ subject, text });
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(mail.html).toContain("Kopi &lt;Lereng&gt; &amp; teh");
    expect(mail.html).not.toContain("<Lereng>");
    expect(mail.html).toContain(`<a href="${stopUrl}">`);
  });
});

test("a link without title or group is called by its address", () => {
  const bare = { ...link, title: null, groupName: null };
  const { subject, facts } = wordClicks(clicks, bare, telling("en"));
  expect(subject).toBe("10,000 clicks: go.example/promo");
  expect(facts.map(({ label, value }) => [label, value]).slice(0, 4)).toEqual([
    ["Link", "https://go.example/promo"],
    ["Clicks", "10,000"],
    ["When", "5 Nov 2026, 12:03, Jakarta Time (WIB, UTC+7)"],
    ["Group", "none"],
  ]);
});

describe("a webhook that was switched off is told with its receiver and whose it was", () => {
  test.for<[string | null, string, string]>([
    ["Instagram", "Group", "Instagram"],
    [null, "Webhook of", "the workspace"],
  ])("%s", ([groupName, label, value]) => {
    const at = clicks.at;
    const notice: WebhookDisabled = {
      kind: "webhook-disabled",
      groupName,
      host: "hooks.example",
      at,
    };
    const mail = renderNotice(wordWebhookDisabled(notice, telling("en")), stopUrl);
    expect(mail.subject).toBe("Webhook switched off: hooks.example");
    expect(mail.text).toContain(
      `Receiver: hooks.example\n${label}: ${value}\nWhen: 5 Nov 2026, 12:03, Jakarta Time (WIB, UTC+7)\n`,
    );
  });
});
