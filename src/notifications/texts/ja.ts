import type { NoticeTexts } from "./catalogue.ts";

export const ja: NoticeTexts = {
  clicksReached: (clicks, name) => ({
    subject: `${clicks}クリック: ${name}`,
    heading: `リンクのクリックが${clicks}回になりました`,
    paragraphs: [],
  }),
  webhookDisabled: (host) => ({
    subject: `Webhookを停止しました: ${host}`,
    heading: "Webhookを停止しました",
    paragraphs: [
      "50回続けて届かなかったため、送信をやめました。",
      "受信側が200〜299のステータスで応答することを確かめてから、Webhookをもう一度オンにしてください。",
    ],
  }),
  labels: {
    link: "リンク",
    title: "タイトル",
    clicks: "クリック",
    group: "グループ",
    at: "日時",
    more: "くわしい数字",
    webhookOf: "Webhookの持ち主",
    host: "受信側",
  },
  noGroup: "なし",
  wholeWorkspace: "ワークスペース",
  why: (workspace) => `このアドレスが${workspace}の通知先に登録されているため、お送りしています。`,
  stop: "このメールを止める",
};
