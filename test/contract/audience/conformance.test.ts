import { describe, expect, test } from "vitest";
import { parseExact } from "../../../src/kit/json.ts";
import { useApp } from "../../support/app.ts";
import { type AudienceBody, makeSource, type Source, SUCCESS } from "../../support/audience.ts";
import {
  type Cell,
  cellsOf,
  expand,
  readRefusal,
  readStored,
  titleOf,
  valueAfter,
} from "../../support/conformance.ts";
import {
  NAMES,
  OPERATIONS,
  type OperationName,
  PROFILES,
  SENT,
  STORED,
  VALUES,
} from "./conformance-table.ts";

const running = useApp();
const PATH = "/v1/user/property";
const NOTHING: Readonly<Record<string, unknown>> = {};
/** A list that lost all its members; none can be set. */
const EMPTY = "[]";

describe.for(Object.keys(OPERATIONS) as OperationName[])("%s", (operation) => {
  const cells = cellsOf(operation);

  test("has a cell for all that may be stored and sent", () => {
    const all = STORED.flatMap((stored) =>
      SENT.map((sent) => titleOf({ ...readStored(stored), sent, name: "", result: "" })),
    );
    expect(cells.map(titleOf).sort()).toStrictEqual(all.sort());
  });

  test("does in every cell what the table says, and answers so", async () => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await store(source, euid, cells);
    const items = cells.map(
      ({ name, sent }) => `{"euid":${euid},"type":"${operation}","properties":{"${name}":${sent}}}`,
    );
    const answer = await source.post(`${PATH}/batch`, `{"items":[${items}]}`);
    const { results } = answer.data as { results: AudienceBody[] };
    const properties = await readExact(source, euid);

    const seen = cells.map((cell, index) => [
      titleOf(cell),
      { answer: results[index], value: properties[cell.name] },
    ]);
    const promised = cells.map((cell) => {
      const value = valueAfter(cell.result, cell.old, cell.sent);
      return [
        titleOf(cell),
        {
          answer: answerOf(cell.name, cell.result, sayRefusal(operation, cell)),
          value: value === undefined ? undefined : parseExact(value),
        },
      ];
    });
    expect(Object.fromEntries(seen)).toStrictEqual(Object.fromEntries(promised));
    expect(answer).toStrictEqual(batchOf(results));
  });
});

describe("at the limits", () => {
  test.for(VALUES)("%s of %s by %s: %s", async ([operation, stored, sent, result]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const [type = "", , times = "1"] = operation.split(" ");
    const call = (kind: string, value: string): Promise<AudienceBody> =>
      source.post(PATH, `{"euid":${euid},"type":"${kind}","properties":{"x":${expand(value)}}}`);
    if (stored !== "none") expect(await call("set", stored)).toStrictEqual(SUCCESS);
    const answers: AudienceBody[] = [];
    for (let time = 0; time < Number(times); time += 1) answers.push(await call(type, sent));

    const say = (why: string) => `the value of x is not valid: ${why}`;
    expect(answers.at(-1)).toStrictEqual(answerOf("x", result, say));
    const value = valueAfter(result, stored === "none" ? undefined : stored, sent);
    expect(await readExact(source, euid)).toStrictEqual(
      value === undefined ? NOTHING : parseExact(`{"x":${expand(value)}}`),
    );
  });

  test.for(NAMES)("a property called %s: %s", async ([notation, result]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    await source.set(euid, { gold: 5 });
    const name = expand(notation);
    const body = `{"euid":${euid},"type":"set","properties":{${name}:1}}`;
    const answer = await source.post(PATH, body);
    const sent = JSON.parse(name) as string;
    const say = (why: string) =>
      `invalid user attribute name: ${sent === "" ? name : sent}: ${why}`;
    expect(answer).toStrictEqual(answerOf(sent, result, say));
    expect(await readExact(source, euid)).toStrictEqual(
      result === "sent" ? { gold: 5, [sent]: 1 } : { gold: 5 },
    );
  });

  test.for(PROFILES)("a profile of %i bytes: %s", async ([bytes, result]) => {
    const source = await makeSource(running.app);
    const euid = await source.newUser();
    const texts = Array.from({ length: 65 }, (_, at) => [`text_${at}`, "x".repeat(4_000)]);
    const before = Object.fromEntries(texts) as Readonly<Record<string, string>>;
    const rest = bytes - JSON.stringify({ ...before, x: "" }).length;
    const after = { ...before, x: "x".repeat(rest) };
    expect(await source.set(euid, before)).toStrictEqual(SUCCESS);
    const answer = await source.set(euid, { x: after.x });
    expect(answer).toStrictEqual(answerOf("x", result, (why) => why));
    expect(await source.properties(euid)).toStrictEqual(result === "sent" ? after : before);
  });
});

/** Gives the cells' attributes their types, and those that have one their value. */
async function store(source: Source, euid: number, cells: readonly Cell[]): Promise<void> {
  const known = cells.filter(({ type }) => type !== "unknown");
  const values = known.map(({ name, type, old }) => {
    const settable = old === EMPTY ? undefined : old;
    return `"${name}":${settable ?? sampleOf(type)}`;
  });
  const body = `{"euid":${euid},"type":"set","properties":{${values}}}`;
  expect(await source.post(PATH, body)).toStrictEqual(SUCCESS);
  const empty = known.filter(({ old }) => old === undefined).map(({ name }) => [name, null]);
  expect(await source.change(euid, "delete", Object.fromEntries(empty))).toStrictEqual(SUCCESS);
  const emptied = known.filter(({ old }) => old === EMPTY).map(({ name }) => [name, ["a", "b"]]);
  if (emptied.length === 0) return;
  expect(await source.change(euid, "remove", Object.fromEntries(emptied))).toStrictEqual(SUCCESS);
}

function sampleOf(type: string): string | undefined {
  const of = STORED.map(readStored).filter((stored) => stored.type === type);
  return of.find(({ old }) => old !== undefined)?.old;
}

function answerOf(name: string, result: string, say: (why: string) => string): AudienceBody {
  const refusal = readRefusal(result);
  if (refusal === undefined) return SUCCESS;
  const envelope = { code: refusal.code, message: say(refusal.why) };
  return { ...envelope, rejected: [{ name, ...envelope }] };
}

function batchOf(results: readonly AudienceBody[]): AudienceBody {
  const rejected = results.flatMap(({ code, message }, index) =>
    code === 0 ? [] : [{ name: String(index), code, message }],
  );
  if (rejected.length === 0) return { ...SUCCESS, data: { results } };
  return { code: 0, message: "partial success", data: { results }, rejected };
}

const NEEDED: Partial<Record<OperationName, string>> = {
  increase: "NUMBER",
  add: "LIST",
  remove: "LIST",
};

/** The message of a cell's refusal: of what is sent first, then of what it meets. */
function sayRefusal(operation: OperationName, { name, type, sent, result }: Cell) {
  return (): string => {
    if (result === "55103") return `the value of ${name} is empty`;
    const needed = NEEDED[operation];
    const wanted = needed ?? type;
    const found = kindOf(JSON.parse(sent));
    const invalid = `the value of ${name} is not valid: `;
    if (found === "LIST" && sent.includes("1") && ["LIST", "unknown"].includes(wanted)) {
      return `${invalid}every item must be text`;
    }
    if (wanted === "unknown") {
      return `${invalid}it must be text, a number, a boolean or a list of texts`;
    }
    const fits = found === wanted || (needed === "LIST" && found === "STRING");
    return `${name}: ${wanted} expected, ${fits ? type : found} found`;
  };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "LIST";
  const kinds: Readonly<Record<string, string>> = { string: "STRING", boolean: "BOOL" };
  return kinds[typeof value] ?? (typeof value === "number" ? "NUMBER" : "OBJECT");
}

/** The user's properties, with every number as it is written. */
async function readExact(source: Source, euid: number): Promise<Record<string, unknown>> {
  const { body } = await running.app.server.inject({
    url: `/v1/user?euid=${euid}`,
    headers: { authorization: `Basic ${source.workspace.basic}` },
  });
  const { data } = parseExact(body) as { data: { properties: Record<string, unknown> } };
  return data.properties;
}
