import type { Texts } from "./catalogue.ts";

const askForNew = "新しいリンクが必要な場合は、共有した方またはアカウントにお問い合わせください。";

export const ja: Texts = {
  shortLinksOf: (owner) => `${owner} の短縮リンク`,
  notFound: {
    title: "リンクがありません",
    heading: "このアドレスにリンクはありません",
    spelling: "つづりをご確認ください。大文字と小文字は区別されます。",
    ask: "メッセージから開いた場合やQRコードを読み取った場合は、共有した方に新しいリンクをお問い合わせください。",
  },
  early: {
    title: (day) => `${day}に開きます`,
    heading: "このリンクはまだ開いていません",
    opens: "開始",
    again: "開始時刻を過ぎたら、同じリンクをもう一度開いてください。",
  },
  expired: {
    title: "終了したリンク",
    heading: "このリンクは終了しました",
    until: "終了",
    ask: askForNew,
  },
  full: {
    title: "上限に達したリンク",
    heading: "このリンクは上限に達しました",
    why: "決められた回数のアクセスがありました。以前に開いた方も、もう開くことはできません。",
    ask: askForNew,
  },
  password: {
    title: "パスワードを入力",
    wrongTitle: "エラー: パスワードが正しくありません",
    heading: "パスワードが必要なリンクです",
    where: "パスワードは、このリンクを見つけたメッセージやポスターに書かれています。",
    label: "パスワード",
    hint: "大文字と小文字は区別されます。",
    open: "リンクを開く",
    wrong: (triesLeft) => `パスワードが正しくありません。${left(triesLeft)}`,
  },
  passwordWait: {
    title: "しばらくお待ちください",
    heading: "しばらくお待ちください",
    why: "パスワードの誤りが5回続いたため、このリンクへの入力を一時的に止めています。",
    again: (minutes) => `約${minutes}分後に、同じリンクをもう一度開いてください。`,
  },
  forward: {
    title: (linkTitle) => `${linkTitle} を開いています`,
    heading: "リンクを開いています",
    moving: "次のページは自動で開きます。開かない場合は、次のアドレスをタップしてください。",
  },
  subscribe: {
    title: (owner) => `${owner} のお知らせを受け取る`,
    heading: (owner) => `${owner} からのお知らせを受け取りますか？`,
    what: "お知らせは、この端末に通知として届きます。ブラウザーの設定でいつでもオフにできます。",
    allow: "はい、通知を許可する",
    skip: "いいえ、このまま進む",
    once: "どちらを選んでも、リンクはすぐに開きます。このリンクで再びお尋ねすることはありません。",
    asking: "ブラウザーからもう一度確認があります。そのあと、リンクが開きます。",
  },
  preview: {
    title: "短縮リンク",
    heading: "短縮リンク",
    open: "続けるにはブラウザーで開いてください。",
  },
  unavailable: {
    title: "今は開けないリンク",
    heading: "今はこのリンクを開けません",
    why: "サーバーが時間内にリンクを確認できませんでした。少し待ってから、もう一度お試しください。",
    retry: "もう一度試す",
  },
  badAddress: {
    title: "読み取れないアドレス",
    heading: "このアドレスは読み取れません",
    why: "アドレスの % 記号の部分が、途中で壊れています。",
    ask: "リンク全体をもう一度コピーするか、共有した方に新しいリンクをお問い合わせください。",
  },
  method: {
    title: "処理しなかったリクエスト",
    heading: "このアドレスでできるのは開くことだけです",
    why: "開く以外のリクエストが届いたため、何も行っていません。リンクをページとして開いてください。",
    open: "リンクを開く",
  },
  error: {
    title: "問題が発生しました",
    heading: "サーバーで問題が発生しました",
    why: "少し待ってから、もう一度お試しください。",
    report: "繰り返し発生する場合は、リンクを共有した方にこの番号をお知らせください。",
    retry: "もう一度試す",
  },
};

function left(tries: number): string {
  return tries <= 0 ? "これ以上は入力できません。" : `あと${tries}回入力できます。`;
}
