/** What a notice says around its facts: what is, then what to do. */
export interface NoticeWords {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
}

/** Everything that is told by mail and push to those who own links. A language that leaves one out does not compile. */
export interface NoticeTexts {
  /** `clicks` is a number as the language writes it; `name`, the link's title or short URL. */
  readonly clicksReached: (clicks: string, name: string) => NoticeWords;
  readonly webhookDisabled: (host: string) => NoticeWords;
  readonly labels: {
    readonly link: string;
    readonly title: string;
    readonly clicks: string;
    readonly group: string;
    readonly at: string;
    readonly more: string;
    readonly webhookOf: string;
    readonly host: string;
  };
  readonly noGroup: string;
  readonly wholeWorkspace: string;
  /** Why the mail comes. */
  readonly why: (workspace: string) => string;
  readonly stop: string;
}
