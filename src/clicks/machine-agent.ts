import { list } from "isbot";

/**
 * What browsers name in their agent: Mozilla, an engine, or themselves. Facebook's Android app sends only what
 * stands in its brackets, phones of the feature-phone age only their Java profile.
 */
const browser =
  /^Mozilla\/|AppleWebKit|Gecko|Trident|MSIE|Presto|KHTML|Opera|UCWEB|UCBrowser|NetFront|Obigo|Dolfin|MIDP|CLDC|BlackBerry|\[FB[A-Z]{2}\/|^(?:E?Links|Lynx|w3m)\b/i;

/** A phone's or tablet's own browser, or one within an app; crawlers that pose as one say "compatible". */
const handheld =
  /^(?!.*compatible)(?=.*(?:Android|iPhone|iPad|iPod|HarmonyOS|OpenHarmony|Windows Phone|Mobile|MIDP|CLDC|BlackBerry|\[FB[A-Z]{2}\/))/i;

/**
 * Patterns of isbot that take apps on phones for bots: QR scanners, news apps, Grab, downloaders, and
 * agents without a space or of an unusual shape. A pattern that isbot drops fails the test.
 */
export const namesOfApps: readonly string[] = [
  "(?:^|[^g])news(?!sapphire)",
  "(?<! channel/|google/)google(?!(?:wv|app|/google| pixel))",
  "(?<!cam)scan",
  ";\\s\\w+;$",
  "@[a-z][\\w-]+\\.",
  "\\(\\)",
  "\\.com\\b",
  "\\b\\w+/1\\.0;",
  "\\bdlc\\b",
  "\\btime/",
  "\\|",
  "^[<\\(;]",
  "^[\\w \\.\\-\\(?:\\):%]+(?:/v?\\d+(?:\\.\\d+)?(?:\\.\\d{1,10})*?)?(?:,|$)",
  "^[\\w\\-]+/[\\w]+$",
  "^[^ ]{50,}$",
  "^\\w+/[\\w\\(\\)]*$",
  "advisor",
  "agent\\b",
  "archive",
  "audit",
  "capture",
  "catch",
  "check\\b",
  "checker",
  "detect",
  "discovery",
  "download",
  "feed",
  "grab",
  "insight",
  "inspect",
  "java(?!;)",
  "library",
  "mail\\.ru/",
  "measure",
  "monitor\\b",
  "node\\b",
  "optimize",
  "parser",
  "proxy",
  "radar",
  "readable/",
  "rss\\b",
  "server",
  "splash",
  "tools",
  "torrent",
  "url",
];

/** Office and mail programs, shells and tests that name a browser's engine, which isbot lets pass. */
const programs =
  /ms-office|MSOffice|Microsoft Outlook|Outlook-Express|Thunderbird|Icedove|Betterbird|Postbox|Lotus-Notes|Foxmail|\beM ?Client|Mailspring|Mailbird|\bkmail|kontact|Sparrow\/|PowerShell|GTmetrix|Miniature\.io|\bYLT\b/i;

const knownBots = alternatives(list);
const knownBotsOnPhones = alternatives(list.filter((pattern) => !namesOfApps.includes(pattern)));

/**
 * True for the agent of a program rather than of a person's browser: crawlers, fetchers of link
 * previews, office and mail programs, HTTP libraries; also for none. A person whose app looks so is
 * forwarded uncounted, or by the button of the page that programs get.
 */
export function isMachineAgent(agent: string): boolean {
  if (!browser.test(agent) || programs.test(agent)) return true;
  return (handheld.test(agent) ? knownBotsOnPhones : knownBots).test(agent);
}

function alternatives(patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join("|"), "i");
}
