import type { Language } from "../kit/language.ts";
import { locales, readMoment } from "../kit/moment.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { ClicksReached, WebhookDisabled } from "./notice.ts";
import { noticeTextsIn } from "./texts/texts.ts";

/** A notice in its reader's language, not yet in the shape of a mail or a push message. */
export interface WordedNotice {
  readonly language: Language;
  readonly subject: string;
  readonly heading: string;
  /** What it is about, in one line. */
  readonly about: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly Fact[];
  readonly why: string;
  readonly stop: string;
}

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** It is an address to open. */
  readonly opens?: true;
}

/** A link as a notice tells of it. */
export interface ToldLink {
  readonly shortUrl: string;
  readonly title: string | null;
  readonly groupName: string | null;
}

/** Whom it is told in whose name, and where there is more to see. */
export interface Telling {
  readonly workspace: Pick<Workspace, "name" | "locale" | "timeZone">;
  readonly moreUrl: string;
}

export function wordClicks(
  { threshold, at }: ClicksReached,
  { shortUrl, title, groupName }: ToldLink,
  { workspace, moreUrl }: Telling,
): WordedNotice {
  const { locale: language } = workspace;
  const texts = noticeTextsIn[language];
  const { labels } = texts;
  const clicks = new Intl.NumberFormat(locales[language]).format(threshold);
  const about = title ?? bare(shortUrl);
  return {
    ...framed(workspace),
    ...texts.clicksReached(clicks, about),
    about,
    facts: [
      { label: labels.link, value: shortUrl, opens: true },
      ...(title === null ? [] : [{ label: labels.title, value: title }]),
      { label: labels.clicks, value: clicks },
      { label: labels.at, value: momentOf(at, workspace) },
      { label: labels.group, value: groupName ?? texts.noGroup },
      { label: labels.more, value: moreUrl, opens: true },
    ],
  };
}

export function wordWebhookDisabled(
  { groupName, host, at }: WebhookDisabled,
  { workspace, moreUrl }: Telling,
): WordedNotice {
  const texts = noticeTextsIn[workspace.locale];
  const { labels } = texts;
  const owner =
    groupName === null
      ? { label: labels.webhookOf, value: texts.wholeWorkspace }
      : { label: labels.group, value: groupName };
  return {
    ...framed(workspace),
    ...texts.webhookDisabled(host),
    about: host,
    facts: [
      { label: labels.host, value: host },
      owner,
      { label: labels.at, value: momentOf(at, workspace) },
      { label: labels.more, value: moreUrl, opens: true },
    ],
  };
}

function framed({ locale: language, name }: Telling["workspace"]) {
  const { why, stop } = noticeTextsIn[language];
  return { language, why: why(name), stop };
}

/** On the workspace's clocks, with their zone named. */
function momentOf(at: string, { timeZone, locale }: Telling["workspace"]): string {
  const { text, zone } = readMoment(new Date(at), timeZone, locale);
  return `${text}, ${zone}`;
}

function bare(url: string): string {
  return url.replace(/^https?:\/\//, "");
}
