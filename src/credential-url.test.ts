import { describe, expect, test } from "vitest";
import { findCredentialUrlProblem } from "./credential-url.ts";

const SCHEMES = ["postgres", "postgresql"];
const problemOf = (url: string) => findCredentialUrlProblem(url, SCHEMES);
const FORM = "must be a postgres:// or postgresql:// URL";
const written = (character: string, form: string) =>
  `has a ${character} in its user name or password that must be written as ${form}`;

describe("a character that ends the password before its time is named:", () => {
  test.for([
    ["postgres://simpul:kopi#susu@db.example/simpul", written("#", "%23")],
    ["postgres://simpul:5432#susu@db.example/simpul", written("#", "%23")],
    ["postgresql://simpul:#@db.example/simpul", written("#", "%23")],
    ["postgres://simpul:kopi/susu@db.example/simpul", written("/", "%2F")],
    ["postgres://simpul:12/susu@db.example/simpul", written("/", "%2F")],
    ["postgres://simpul:kopi?susu@db.example/simpul", written("?", "%3F")],
    ["postgres://simpul:12?susu@db.example/simpul", written("?", "%3F")],
    ["postgres://simpul:%ffkopi@db.example/simpul", written("%", "%25")],
  ] as const)("%s", ([url, problem]) => {
    expect(problemOf(url)).toBe(problem);
  });
});

describe("is no URL of a database:", () => {
  test.for(["mysql://a/b", "postgres", "postgres://a b:x", "postgres://simpul:kopi"])(
    "%s",
    (url) => {
      expect(problemOf(url)).toBe(FORM);
    },
  );
});

describe("is right:", () => {
  test.for([
    "postgres://simpul:kopi%23susu@db.example/simpul",
    "postgres://simpul:kopi@susu@db.example/simpul",
    "postgres://simpul:100%@db.example/simpul",
    "postgres://simpul:kopi@[2001:db8::1]:5432/simpul?sslmode=require",
    "postgres://db.example/simpul?user=simpul@tenant&password=x",
    "postgres://simpul@/simpul?host=/run/postgresql",
    "postgresql:///simpul",
    "postgres://db.example:5432/simpul@old",
  ])("%s", (url) => {
    expect(problemOf(url)).toBeNull();
  });
});
