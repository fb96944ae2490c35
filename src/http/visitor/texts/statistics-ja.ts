import { ja } from "./ja.ts";
import type { StatisticsTexts } from "./statistics-texts.ts";

export const statisticsJa: StatisticsTexts = {
  password: {
    ...ja.password,
    heading: "パスワードが必要な統計です",
    where:
      "パスワードは、このページを共有した方にお問い合わせください。リンクのパスワードとは異なります。",
    open: "統計を表示",
  },
  passwordWait: {
    ...ja.passwordWait,
    why: "パスワードの誤りが5回続いたため、このページへの入力を一時的に止めています。",
    again: (minutes) => `約${minutes}分後に、このページをもう一度開いてください。`,
  },
  sharedBy: (owner) => `${owner} が共有した統計`,
  title: (address, month) => `${address} の統計 · ${month}`,
  month: "月",
  show: "表示",
  clicks: "クリック",
  people: "人",
  scans: "QRコードから",
  byDay: "日別",
  byDayIn: (month) => `${month}の日別`,
  day: "日",
  chart: ({ from, to, peak, clicks }) =>
    `${from}から${to}までの日別のクリックと人。クリックが最も多いのは${peak}の${clicks}回です。下の表にすべての数値があります。`,
  today: "今日のここまでのクリック",
  asTable: "数値を表で見る",
  links: { caption: "リンク", column: "リンク" },
  countries: { caption: "国", column: "国" },
  devices: {
    caption: "デバイス",
    column: "デバイス",
    names: {
      mobile: "スマートフォン",
      tablet: "タブレット",
      desktop: "パソコン",
      other: "その他",
    },
  },
  referrers: { caption: "参照元", column: "サイト", direct: "直接またはアプリ" },
  share: "割合",
  others: "そのほか",
  unknown: "不明",
  days: (zone) => `日付は${zone}です。`,
  notOver: (day) => `${day}はまだ終わっていません。`,
  once: "同じ人は、1か月に1回、1日に1回だけ数えます。",
  onceALink: "同じ人は、リンクごとに1日1回だけ数えます。",
  none: (month) => `${month}のクリックはありません。`,
  chooseOther: "ほかの月を選んでください。",
  soon: "クリックは1秒ほどでここに表示されます。",
  instead: (month) => `指定された月には表示できる数値がありません。${month}を表示しています。`,
};
