import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExactNumber } from "./exact-number.ts";
import { Fault } from "./fault.ts";
import { parseExact, parseJson, readUtf8 } from "./json.ts";

function refusal(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    if (error instanceof Fault) return { code: error.code, ...error.params };
    throw error;
  }
  return "accepted";
}

function unreadable(reason: string, key?: string): unknown {
  return { code: "body_unreadable", reason, ...(key === undefined ? {} : { key }) };
}

describe("a body is refused as unreadable", () => {
  test.for<[string, string, unknown]>([
    ["when empty", "", unreadable("json_syntax")],
    ["when cut off", '{"a":', unreadable("json_syntax")],
    ["when a byte order mark stands inside", '{"a"\uFEFF:1}', unreadable("json_syntax")],
    ["for NaN", '{"a":NaN}', unreadable("json_syntax")],
    ["for a key sent twice", '{"a":1,"b":2,"a":3}', unreadable("json_duplicate_key", "a")],
    ["for a key escaped once", '{"a":1,"\\u0061":2}', unreadable("json_duplicate_key", "a")],
    ["for a key twice in a list", '[{"x":{"k":1,"k":1}}]', unreadable("json_duplicate_key", "k")],
    [
      "for two __proto__",
      '{"__proto__":1,"__proto__":2}',
      unreadable("json_duplicate_key", "__proto__"),
    ],
    ["for two empty keys", '{"":1,"":2}', unreadable("json_duplicate_key", "")],
    ["at 33 levels", `${"[".repeat(33)}${"]".repeat(33)}`, unreadable("json_too_deep")],
    [
      "at 33 levels of objects",
      `${'{"a":'.repeat(33)}1${"}".repeat(33)}`,
      unreadable("json_too_deep"),
    ],
  ])("%s", ([, text, expected]) => {
    expect(refusal(() => parseJson(text, { exactNumbers: true }))).toEqual(expected);
  });
});

describe("a body is read", () => {
  test.for<[string, string]>([
    ["with one key in two objects", '{"a":{"k":1},"b":{"k":1},"c":[{"k":1},{"k":2}]}'],
    ["with colons, braces and quotes in strings", '{"a:{":"}:\\"{[","b\\\\":"\\\\\\"","c":":"}'],
    ["at 32 levels", `${"[".repeat(32)}${"]".repeat(32)}`],
    ["when it is no object", '"text"'],
    ["with keys that are numbers", '{"1":1,"01":2,"4294967295":3}'],
  ])("%s", ([, text]) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test("with names of the language as mere names", () => {
    const value = parseJson('{"__proto__":{"x":1e400},"constructor":2}', { exactNumbers: true });
    expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("a number in an exact body", () => {
  test.for<[string, unknown]>([
    ["46.2", 46.2],
    ["0", 0],
    ["123456789012345", 123456789012345],
    ["9007199254740991", 9007199254740991],
    ["9007199254740993", new ExactNumber("9007199254740993")],
    ["0.1000000000000000055", new ExactNumber("0.1000000000000000055")],
    ["0.30000000000000004", 0.30000000000000004],
    ["1e2", 100],
    ["1.50E+1", 15],
    ["1e-7", 1e-7],
    ["1e400", new ExactNumber("1e400")],
    ["-1E400", new ExactNumber("-1E400")],
    ["1e-400", new ExactNumber("1e-400")],
    ["0e999999999999", 0],
    ["1e999999999999", new ExactNumber("1e999999999999")],
    ["1000000000000000.00", 1000000000000000],
  ])("%s", ([source, expected]) => {
    expect(parseJson(`{"a":[${source}]}`, { exactNumbers: true })).toEqual({ a: [expected] });
    expect(parseJson(source, { exactNumbers: true })).toEqual(expected);
    expect(parseJson(`{"a":${source}}`)).toEqual({ a: Number(source) });
  });

  test("is written as it was read", () => {
    const text = '{"a":0.1000000000000000055,"b":[1.5,12345678901234567890.5]}';
    expect(JSON.stringify(parseJson(text, { exactNumbers: true }))).toBe(text);
    expect(JSON.stringify(parseExact(text))).toBe(text);
  });
});

test("whatever JSON can say is read as JSON.parse reads it", () => {
  const name = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", '"', "\\", ":"));
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      fc.string(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(name, tie("tree"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, fc.constantFrom(0, 1), (value, indent) => {
      const text = JSON.stringify(value, undefined, indent);
      expect(parseJson(text, { exactNumbers: true })).toEqual(JSON.parse(text));
    }),
  );
});

test("a repeated key is found wherever it stands", () => {
  const keys = fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(keys, fc.nat(), fc.nat({ max: 15 }), (names, pick, depth) => {
      const repeated = names[pick % names.length] ?? "";
      const pairs = [...names, repeated].map((name) => `${JSON.stringify(name)}:[]`).join(",");
      const text = `${'[{"x":'.repeat(depth)}{${pairs}}${"}]".repeat(depth)}`;
      expect(refusal(() => parseJson(text))).toEqual(unreadable("json_duplicate_key", repeated));
    }),
  );
});

describe("a hostile body is answered at once", () => {
  const mebi = 1024 * 1024;
  test.for<[string, string]>([
    ["ten thousand levels", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    ["a million levels", `${"[".repeat(mebi)}${"]".repeat(mebi)}`],
    ["a string of backslashes", JSON.stringify("\\".repeat(mebi))],
    ["a string of quotes", JSON.stringify('"'.repeat(mebi))],
    ["a number of a million zeros and a one", `[0.${"0".repeat(mebi)}1,1${"0".repeat(mebi)}]`],
    [
      "many keys, the last repeated",
      `{${Array.from({ length: 150_000 }, (_, i) => `"k${i}":1`).join(",")},"k0":1}`,
    ],
    ["many numbers", `[${"1,".repeat(mebi)}1e400]`],
  ])("%s", ([, text]) => {
    const began = performance.now();
    refusal(() => parseJson(text, { exactNumbers: true }));
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("bytes are read as UTF-8", () => {
  test("of any length in characters", () => {
    expect(readUtf8(Buffer.from("Jl. Kénanga 5 😀"))).toBe("Jl. Kénanga 5 😀");
  });

  test.for<[string, number[]]>([
    ["a byte that begins nothing", [0x22, 0xff, 0x22]],
    ["a sequence cut off", [0x22, 0xe2, 0x82]],
    ["an overlong slash", [0xc0, 0xaf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
  ])("but never with %s", ([, bytes]) => {
    expect(refusal(() => readUtf8(Buffer.from(bytes)))).toEqual(unreadable("utf8"));
  });
});
