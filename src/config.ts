import { isIP } from "node:net";
import { findCredentialUrlProblem } from "./credential-url.ts";
import { isSetByOrchestrator } from "./orchestrator-variables.ts";

/** Everything an operator can set, checked and complete. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string | null;
  readonly dataDir: string;
  readonly clickDays: number;
  readonly historyDays: number;
  readonly journalMb: number;
  readonly storeMb: number;
  readonly cacheMb: number;
  /** Without a trailing slash. */
  readonly publicOrigin: string;
  readonly adminToken: string | null;
  /** Addresses and CIDRs. */
  readonly trustedProxies: readonly string[];
  readonly allowPrivateAddresses: boolean;
  readonly smtpUrl: string | null;
  readonly mailFrom: string | null;
  readonly logLevel: LogLevel;
}

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every problem at once, each beginning with the variable's name. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.problems = problems;
  }
}

const MAX_PORT = 65_535;

/** What may stand in brackets is an address; all else is a name, so that `0.0.0.0:8080` is refused. */
const HOST_NAME = /^(?=.{1,253}$)[a-z\d_](?:[a-z\d_.-]*[a-z\d])?\.?$/i;

/** Called once, by main. Unknown `SIMPUL_…` names are problems too: a typo must not pass for a setting. */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const seen = new Set<string>();

  function take<T>(
    name: string,
    fallback: T,
    read: (text: string) => T | undefined,
    wanted: string,
  ): T {
    seen.add(name);
    const text = env[name];
    if (text === undefined || text === "") return fallback;
    const value = read(text);
    if (value !== undefined) return value;
    problems.push(`${name} must be ${wanted}`);
    return fallback;
  }
  const whole = (name: string, fallback: number, from: number, to: number): number =>
    take(
      name,
      fallback,
      (value) => readWhole(value, from, to),
      `a whole number from ${from} to ${to}`,
    );

  function takeCredentialUrl(name: string, schemes: readonly string[]): string | null {
    seen.add(name);
    const text = env[name];
    if (text === undefined || text === "") return null;
    const problem = findCredentialUrlProblem(text, schemes);
    if (problem === null) return text;
    problems.push(`${name} ${problem}`);
    return null;
  }

  const port = whole("PORT", 8080, 0, MAX_PORT);
  const config: Config = {
    port,
    host: take("HOST", "127.0.0.1", readHost, "an address or a host name, without a port"),
    databaseUrl: takeCredentialUrl("DATABASE_URL", ["postgres", "postgresql"]),
    dataDir: take("SIMPUL_DATA_DIR", "./data", (value) => value, "a folder"),
    clickDays: whole("SIMPUL_CLICK_DAYS", 400, 1, 36_500),
    historyDays: whole("SIMPUL_HISTORY_DAYS", 90, 1, 36_500),
    journalMb: whole("SIMPUL_JOURNAL_MB", 1_024, 1, 1_048_576),
    storeMb: whole("SIMPUL_STORE_MB", 16, 4, 16_384),
    cacheMb: whole("SIMPUL_CACHE_MB", 64, 1, 65_536),
    publicOrigin: take(
      "SIMPUL_PUBLIC_URL",
      `http://localhost:${port}`,
      readOrigin,
      "an http or https origin without a path, such as https://go.example",
    ),
    adminToken: take<string | null>(
      "SIMPUL_ADMIN_TOKEN",
      null,
      readToken,
      "16 to 200 visible characters",
    ),
    trustedProxies: take<readonly string[]>(
      "SIMPUL_TRUST_PROXY",
      [],
      readProxies,
      "addresses or CIDRs with commas between",
    ),
    allowPrivateAddresses: take(
      "SIMPUL_ALLOW_PRIVATE_ADDRESSES",
      false,
      readBoolean,
      "true or false",
    ),
    smtpUrl: takeCredentialUrl("SIMPUL_SMTP_URL", ["smtp", "smtps"]),
    mailFrom: take<string | null>(
      "SIMPUL_MAIL_FROM",
      null,
      readMailFrom,
      "an address, or a name and an address in angle brackets, such as Simpul <links@go.example>",
    ),
    logLevel: take<LogLevel>(
      "SIMPUL_LOG_LEVEL",
      "info",
      (value) => LOG_LEVELS.find((level) => level === value),
      `one of ${LOG_LEVELS.join(", ")}`,
    ),
  };
  if (config.smtpUrl !== null && config.mailFrom === null) {
    problems.push("SIMPUL_MAIL_FROM must be set where SIMPUL_SMTP_URL is");
  }
  for (const [name, value = ""] of Object.entries(env)) {
    if (!name.startsWith("SIMPUL_") || seen.has(name) || isSetByOrchestrator(name, value)) continue;
    problems.push(`${name} is not a known setting`);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function readWhole(text: string, from: number, to: number): number | undefined {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
}

function readBoolean(text: string): boolean | undefined {
  return text === "true" ? true : text === "false" ? false : undefined;
}

/** Without the brackets that an IPv6 address has in a URL. */
function readHost(text: string): string | undefined {
  const bare = /^\[(.+)\]$/.exec(text)?.[1];
  if (bare !== undefined) return isIP(bare) === 6 ? bare : undefined;
  return isIP(text) !== 0 || HOST_NAME.test(text) ? text : undefined;
}

function readMailFrom(text: string): string | undefined {
  const address = /^(?:[^<>@"\p{Cc}]*<([^<>]+)>|([^<>]+))$/u.exec(text.trim());
  const bare = address?.[1] ?? address?.[2] ?? "";
  return /^[^\s@,;:\p{Cc}]+@[^\s@,;:\p{Cc}]+$/u.test(bare) ? text.trim() : undefined;
}

function readOrigin(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const bare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return bare && (url.protocol === "http:" || url.protocol === "https:") ? url.origin : undefined;
}

function readToken(text: string): string | undefined {
  return /^[\x21-\x7e]{16,200}$/.test(text) ? text : undefined;
}

function readProxies(text: string): readonly string[] | undefined {
  const entries = text.split(",").map((entry) => entry.trim());
  return entries.every(isAddressOrRange) ? entries : undefined;
}

function isAddressOrRange(entry: string): boolean {
  const [address = "", bits, ...rest] = entry.split("/");
  const kind = isIP(address);
  if (kind === 0 || rest.length > 0) return false;
  return bits === undefined || readWhole(bits, 0, kind === 4 ? 32 : 128) !== undefined;
}
