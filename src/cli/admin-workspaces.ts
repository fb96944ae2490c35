import { type Command, InvalidArgumentError } from "commander";
import { leaf, type Send } from "./leaf.ts";

/** The word that clears what can be cleared. */
const NONE = "none";

function readRate(text: string): { perMinute: number; perHour: number } | typeof NONE {
  if (text === NONE) return NONE;
  const [, perMinute, perHour] = /^(\d{1,10})\/(\d{1,10})$/.exec(text) ?? [];
  if (perMinute === undefined || perHour === undefined) {
    throw new InvalidArgumentError("It is perMinute/perHour, such as 60/1000, or none.");
  }
  return { perMinute: Number(perMinute), perHour: Number(perHour) };
}

function readNumber(text: string): number {
  if (!/^\d{1,16}$/.test(text)) throw new InvalidArgumentError("It is a whole number.");
  return Number(text);
}

const readNumbers = (text: string): number[] =>
  text === "" ? [] : text.split(",").map(readNumber);
const readTexts = (text: string): string[] => (text === "" ? [] : text.split(","));

function withSettings(command: Command): Command {
  return command
    .option("--plan <plan>", "Free, Personal, Premium, Business, Business Plus or Enterprise")
    .option("--time-zone <zone>", "an IANA name, such as Asia/Jakarta")
    .option("--home-country <code>", "ISO 3166-1 alpha-2, or none")
    .option("--locale <locale>", "en, id, ko or ja")
    .option("--default-domain <origin>", "a domain that it owns, or none")
    .option("--rate-limit <limit>", "perMinute/perHour, such as 60/1000, or none", readRate);
}

const SETTINGS = [
  "name",
  "plan",
  "timeZone",
  "homeCountry",
  "locale",
  "defaultDomain",
  "rateLimit",
  "notifyThresholds",
  "notifyEmails",
] as const;

const WEBHOOK = {
  webhook: "enableYn",
  webhookUrl: "callbackUrl",
  webhookMetric: "metric",
  webhookFrequency: "frequency",
} as const;

const CLEARABLE = ["homeCountry", "defaultDomain", "rateLimit", "webhookUrl"];

type Options = Readonly<Record<string, unknown>>;

/** The fields that were said, by their names on the wire. */
function fieldsOf(options: Options): object {
  // The command line's parser makes a null of an option's own an empty text, so it is made here.
  const fieldOf = (name: string): unknown =>
    CLEARABLE.includes(name) && options[name] === NONE ? null : options[name];
  const said = SETTINGS.filter((name) => options[name] !== undefined);
  const webhook = Object.entries(WEBHOOK).filter(([name]) => options[name] !== undefined);
  return {
    ...Object.fromEntries(said.map((name) => [name, fieldOf(name)])),
    ...(webhook.length > 0 && {
      globalWebhook: Object.fromEntries(webhook.map(([name, wire]) => [wire, fieldOf(name)])),
    }),
  };
}

export function addWorkspaceCommands(admin: Command, send: Send): void {
  const path = "workspaces";
  const workspaces = admin.command(path).description("the workspaces of this server");
  leaf(workspaces, "list", "list all workspaces").action((_options, command: Command) =>
    send({ method: "GET", path }, command),
  );
  withSettings(leaf(workspaces, "create <name>", "make a workspace")).action(
    (name: string, options: Options, command: Command) =>
      send({ method: "POST", path, body: { name, ...fieldsOf(options) } }, command),
  );
  withSettings(leaf(workspaces, "update <workspaceIdx>", "change what is said of a workspace"))
    .option("--name <name>")
    .option("--notify-thresholds <numbers>", "ascending, with commas between", readNumbers)
    .option("--notify-emails <addresses>", "with commas between", readTexts)
    .option("--webhook <on|off>", "the global webhook", readSwitch)
    .option("--webhook-url <url>", "where to, or none")
    .option("--webhook-metric <metric>", "C: clicks, P: people")
    .option("--webhook-frequency <number>", "1, 50, 100, 200, 300, 500 or 1000", readNumber)
    .action((idx: number, options: Options, command: Command) =>
      send({ method: "PUT", path, body: { workspaceIdx: idx, ...fieldsOf(options) } }, command),
    );
  leaf(workspaces, "delete <workspaceIdx>", "delete it with its keys, links and people").action(
    (idx: number, _options, command: Command) =>
      send({ method: "DELETE", path, query: { workspaceIdx: idx } }, command),
  );
}

function readSwitch(text: string): "Y" | "N" {
  if (text !== "on" && text !== "off") throw new InvalidArgumentError("It is on or off.");
  return text === "on" ? "Y" : "N";
}
