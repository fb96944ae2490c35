import { describe, expect, test } from "vitest";
import { ConfigError, type Environment, readConfig } from "./config.ts";

function problemsOf(env: Environment): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

test("nothing set is a complete configuration", () => {
  expect(readConfig({ PATH: "/bin", HOME: "/root" })).toStrictEqual({
    port: 8080,
    host: "127.0.0.1",
    databaseUrl: null,
    dataDir: "./data",
    clickDays: 400,
    historyDays: 90,
    journalMb: 1024,
    storeMb: 16,
    cacheMb: 64,
    publicOrigin: "http://localhost:8080",
    adminToken: null,
    trustedProxies: [],
    allowPrivateAddresses: false,
    smtpUrl: null,
    mailFrom: null,
    logLevel: "info",
  });
});

test("a variable set to nothing counts as not set", () => {
  expect(readConfig({ PORT: "", SIMPUL_LOG_LEVEL: "" })).toEqual(readConfig({}));
});

test("the public origin follows the port unless it is told", () => {
  expect(readConfig({ PORT: "9000" }).publicOrigin).toBe("http://localhost:9000");
});

const MAIL_FROM_FORM =
  "an address, or a name and an address in angle brackets, such as Simpul <links@go.example>";

describe("is read:", () => {
  test.for<[string, string, object]>([
    ["PORT", "0", { port: 0 }],
    ["PORT", "65535", { port: 65_535 }],
    ["HOST", "0.0.0.0", { host: "0.0.0.0" }],
    ["HOST", "[::]", { host: "::" }],
    ["HOST", "::1", { host: "::1" }],
    ["HOST", "fe80::1%eth0", { host: "fe80::1%eth0" }],
    ["HOST", "ip6-localhost", { host: "ip6-localhost" }],
    ["DATABASE_URL", "postgres://a:b@c/d", { databaseUrl: "postgres://a:b@c/d" }],
    ["DATABASE_URL", "postgresql:///d", { databaseUrl: "postgresql:///d" }],
    ["SIMPUL_DATA_DIR", "/var/simpul", { dataDir: "/var/simpul" }],
    ["SIMPUL_CLICK_DAYS", "30", { clickDays: 30 }],
    ["SIMPUL_HISTORY_DAYS", "1", { historyDays: 1 }],
    ["SIMPUL_JOURNAL_MB", "16", { journalMb: 16 }],
    ["SIMPUL_STORE_MB", "4", { storeMb: 4 }],
    ["SIMPUL_CACHE_MB", "1", { cacheMb: 1 }],
    ["SIMPUL_PUBLIC_URL", "https://Go.Example/", { publicOrigin: "https://go.example" }],
    ["SIMPUL_ADMIN_TOKEN", "0123456789abcdef", { adminToken: "0123456789abcdef" }],
    [
      "SIMPUL_TRUST_PROXY",
      "10.0.0.1, 10.1.0.0/16",
      { trustedProxies: ["10.0.0.1", "10.1.0.0/16"] },
    ],
    ["SIMPUL_TRUST_PROXY", "::1,fd00::/8", { trustedProxies: ["::1", "fd00::/8"] }],
    ["SIMPUL_ALLOW_PRIVATE_ADDRESSES", "true", { allowPrivateAddresses: true }],
    ["SIMPUL_ALLOW_PRIVATE_ADDRESSES", "false", { allowPrivateAddresses: false }],
    ["SIMPUL_MAIL_FROM", "tim@toko.example", { mailFrom: "tim@toko.example" }],
    ["SIMPUL_LOG_LEVEL", "debug", { logLevel: "debug" }],
  ])("%s=%s", ([name, value, expected]) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected);
  });

  test("a mail server with its sender", () => {
    const env = { SIMPUL_SMTP_URL: "smtps://u:p@mail", SIMPUL_MAIL_FROM: "a@b" };
    expect(readConfig(env)).toMatchObject({ smtpUrl: "smtps://u:p@mail", mailFrom: "a@b" });
  });
});

describe("is a problem:", () => {
  test.for<[string, string, string]>([
    ["PORT", "65536", "a whole number from 0 to 65535"],
    ["PORT", "-1", "a whole number from 0 to 65535"],
    ["PORT", "80a", "a whole number from 0 to 65535"],
    ...["0.0.0.0:8080", "[::]:8080", "[127.0.0.1]", "*", "http://localhost", "a b"].map(
      (value): [string, string, string] => [
        "HOST",
        value,
        "an address or a host name, without a port",
      ],
    ),
    ["DATABASE_URL", "mysql://a/b", "a postgres:// or postgresql:// URL"],
    ["DATABASE_URL", "postgres://a b:x", "a postgres:// or postgresql:// URL"],
    ["SIMPUL_HISTORY_DAYS", "0", "a whole number from 1 to 36500"],
    ["SIMPUL_HISTORY_DAYS", "1.5", "a whole number from 1 to 36500"],
    ["SIMPUL_STORE_MB", "3", "a whole number from 4 to 16384"],
    ["SIMPUL_CACHE_MB", "0", "a whole number from 1 to 65536"],
    ...[
      "go.example",
      "https://go.example/x",
      "https://go.example?x",
      "ftp://go.example",
      "http://u@h",
    ].map((value): [string, string, string] => [
      "SIMPUL_PUBLIC_URL",
      value,
      "an http or https origin without a path, such as https://go.example",
    ]),
    ["SIMPUL_ADMIN_TOKEN", "short", "16 to 200 visible characters"],
    ["SIMPUL_ADMIN_TOKEN", "with a space in its middle", "16 to 200 visible characters"],
    ["SIMPUL_TRUST_PROXY", "proxy.example", "addresses or CIDRs with commas between"],
    ["SIMPUL_TRUST_PROXY", "10.0.0.0/33", "addresses or CIDRs with commas between"],
    ["SIMPUL_TRUST_PROXY", "10.0.0.1,,10.0.0.2", "addresses or CIDRs with commas between"],
    ["SIMPUL_ALLOW_PRIVATE_ADDRESSES", "yes", "true or false"],
    ["SIMPUL_SMTP_URL", "http://mail", "a smtp:// or smtps:// URL"],
    ["SIMPUL_MAIL_FROM", "Simpul", MAIL_FROM_FORM],
    ["SIMPUL_MAIL_FROM", "Simpul <links@go.example> x", MAIL_FROM_FORM],
    ["SIMPUL_MAIL_FROM", "a@b.example, c@d.example", MAIL_FROM_FORM],
    ["SIMPUL_LOG_LEVEL", "loud", "one of trace, debug, info, warn, error, fatal"],
  ])("%s=%s", ([name, value, wanted]) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name} must be ${wanted}`]);
  });

  test.for([
    ["DATABASE_URL", "postgres://simpul:kopi#susu@db/simpul"],
    ["SIMPUL_SMTP_URL", "smtps://simpul:kopi#susu@mail"],
  ])("a # in the password of %s, which is not shown", ([name = "", value]) => {
    expect(problemsOf({ [name]: value, SIMPUL_MAIL_FROM: "a@b" })).toEqual([
      `${name} has a # in its user name or password that must be written as %23`,
    ]);
  });

  test("a mail server without a sender", () => {
    expect(problemsOf({ SIMPUL_SMTP_URL: "smtp://mail" })).toEqual([
      "SIMPUL_MAIL_FROM must be set where SIMPUL_SMTP_URL is",
    ]);
  });

  test("a setting that nobody knows beside those that Kubernetes sets for a service", () => {
    expect(
      problemsOf({
        SIMPUL_PORT: "tcp://10.96.0.12:8080",
        SIMPUL_PORT_8080_TCP: "tcp://10.96.0.12:8080",
        SIMPUL_SERVICE_PORT: "8080",
        SIMPUL_LOG_LEVELS: "info",
      }),
    ).toEqual(["SIMPUL_LOG_LEVELS is not a known setting"]);
  });

  test("a setting that nobody knows, and every other problem with it", () => {
    expect(
      problemsOf({ SIMPUL_PROT: "1", PORT: "x", SIMPUL_LOG_LEVEL: "loud", OTHER: "x" }),
    ).toEqual([
      "PORT must be a whole number from 0 to 65535",
      "SIMPUL_LOG_LEVEL must be one of trace, debug, info, warn, error, fatal",
      "SIMPUL_PROT is not a known setting",
    ]);
  });
});
