import { BROWSER_MAP, getParser } from "bowser";
import { LRUCache } from "lru-cache";

export interface Agent {
  readonly device: "mobile" | "tablet" | "desktop" | "other";
  /** "unknown" where it cannot be told, as is `browser`. */
  readonly os: string;
  /** The app, where a page is opened inside one. */
  readonly browser: string;
}

export type ReadAgent = (agent: string) => Agent;

const remembered = 10_000;
const longestAgent = 400;
const unknown: Agent = { device: "other", os: "unknown", browser: "unknown" };

/** Reads what a browser calls itself, in Latin-1. An iPad that poses as a Mac is a Mac. */
export function makeAgentReader(): ReadAgent {
  const known = new LRUCache<string, Agent>({ max: remembered });
  return (agent) => {
    if (agent === "") return unknown;
    const text = agent.slice(0, longestAgent);
    const seen = known.get(text);
    if (seen !== undefined) return seen;
    const read = parse(text);
    // A piece of a text holds on to all of it, here to a whole batch of records: a copy is kept.
    known.set(Buffer.from(text, "latin1").toString("latin1"), read);
    return read;
  };
}

function parse(text: string): Agent {
  const parser = getParser(text, true);
  const os = parser.getOSName() || unknown.os;
  const device = television.test(text) ? "other" : deviceOf(parser.getPlatformType(), os);
  return { device, os, browser: appOf(text) ?? browserOf(parser.getBrowserName()) };
}

/** What is watched from the sofa calls itself a phone, a tablet or a computer, as it likes. */
const television =
  /smart-?tv|(?:apple|android|google) ?tv|bravia|; aft\w{1,5}\b|crkey|web0s|netcast|hbbtv|roku|playstation|xbox|nintendo/i;

function deviceOf(platform: string, os: string): Agent["device"] {
  switch (platform) {
    case "mobile":
    case "tablet":
    case "desktop":
      return platform;
    case "tv":
      return "other";
    default:
      return deviceOfSystem[os] ?? "other";
  }
}

/** For what the parser takes for a bot or for nothing, such as Yahoo's app and a Chromebook. */
const deviceOfSystem: Readonly<Record<string, Agent["device"]>> = {
  Android: "mobile",
  iOS: "mobile",
  HarmonyOS: "mobile",
  "Chrome OS": "desktop",
};

/** Apps that open links inside themselves; their parser calls each by the browser it is built on. */
const apps: readonly (readonly [RegExp, string])[] = [
  [/\bInstagram\b/, "Instagram"],
  [/\bBarcelona \d/, "Threads"],
  [/\bFBAN\/Messenger|\bFB_IAB\/(?:Orca|MESSENGER)/, "Messenger"],
  [/\bFB(?:AN|AV|_IAB)\//, "Facebook"],
  [/\bmusical_ly|\btrill_|\bBytedanceWebview\b/, "TikTok"],
  [/\bKAKAOTALK\b/, "KakaoTalk"],
  [/\bLine\/\d/, "LINE"],
  [/\bNAVER\(/, "NAVER"],
  [/\bDaumApps\//, "Daum"],
  [/\bSnapchat\//, "Snapchat"],
  [/\bTwitter for |\bTwitterAndroid\b/, "X"],
  [/\[LinkedInApp\]/, "LinkedIn"],
  [/\[Pinterest\//, "Pinterest"],
  [/\bTelegram-Android\//, "Telegram"],
  [/\bZalo (?:android|iOS)\//, "Zalo"],
];

function appOf(text: string): string | undefined {
  return apps.find(([pattern]) => pattern.test(text))?.[1];
}

const browsers = new Set([...Object.values(BROWSER_MAP), "Miui", "Opera Touch"]);

/** Of what it does not know the parser gives a piece of the text: a stranger's words. */
function browserOf(name: string): string {
  return browsers.has(name) ? name : unknown.browser;
}
