import type { Texts } from "./catalogue.ts";

/** Everything that is said of the public statistics of links and groups. */
export interface StatisticsTexts {
  readonly password: Texts["password"];
  readonly passwordWait: Texts["passwordWait"];
  readonly sharedBy: (owner: string) => string;
  readonly title: (name: string, month: string) => string;
  readonly month: string;
  readonly show: string;
  readonly clicks: string;
  readonly people: string;
  /** Clicks that came from a QR code. */
  readonly scans: string;
  readonly byDay: string;
  readonly byDayIn: (month: string) => string;
  readonly day: string;
  readonly chart: (said: ChartSaid) => string;
  /** Beside the mark of a day that is not over. */
  readonly today: string;
  readonly asTable: string;
  readonly links: Ranked;
  readonly countries: Ranked;
  readonly devices: Ranked & { readonly names: Readonly<Record<string, string>> };
  readonly referrers: Ranked & { readonly direct: string };
  readonly share: string;
  readonly others: string;
  readonly unknown: string;
  readonly days: (zone: string) => string;
  readonly notOver: (day: string) => string;
  /** How people of a link are counted. */
  readonly once: string;
  /** How people of a group are. */
  readonly onceALink: string;
  readonly none: (month: string) => string;
  readonly chooseOther: string;
  /** Where there is no other month to choose. */
  readonly soon: string;
  /** The month that is shown in place of one without figures. */
  readonly instead: (month: string) => string;
}

interface Ranked {
  readonly caption: string;
  readonly column: string;
}

interface ChartSaid {
  readonly from: string;
  readonly to: string;
  readonly peak: string;
  readonly clicks: string;
}
