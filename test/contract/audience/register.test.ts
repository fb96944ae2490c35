import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource } from "../../support/audience.ts";

const running = useApp();
const PATH = "/v1/user/register";

describe("registering", () => {
  test("gives each value its user, in order, repeated ones too", async () => {
    const source = await makeSource(running.app);
    const body = { identity_name: "user_id", identity_values: ["ana", "budi", "ana"] };
    const first = await source.post(PATH, body);
    const [ana, budi] = first.data as { euid: number }[];
    expect(first).toStrictEqual({
      code: 0,
      message: "success",
      data: [
        { identity_value: "ana", euid: ana?.euid },
        { identity_value: "budi", euid: budi?.euid },
        { identity_value: "ana", euid: ana?.euid },
      ],
    });
    expect(ana?.euid).toBeGreaterThanOrEqual(10_000_001);
    expect(budi?.euid).not.toBe(ana?.euid);
    expect(await source.post(PATH, body)).toStrictEqual(first);
  });

  test("keeps kinds of identifier and workspaces apart", async () => {
    const [one, other] = [await makeSource(running.app), await makeSource(running.app)];
    const euidOf = async (source: typeof one, identity_name: string) => {
      const { data } = await source.post(PATH, { identity_name, identity_values: ["same"] });
      return (data as [{ euid: number }])[0].euid;
    };
    const euids = [
      await euidOf(one, "user_id"),
      await euidOf(one, "anonymous_id"),
      await euidOf(one, "registration_id"),
      await euidOf(other, "user_id"),
    ];
    expect(new Set(euids).size).toBe(4);
  });

  test("gives concurrent calls for one value one user", async () => {
    const source = await makeSource(running.app);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        source.post(PATH, { identity_name: "user_id", identity_values: ["one", `own ${at}`] }),
      ),
    );
    const euids = answers.map(({ data }) => (data as { euid: number }[]).map(({ euid }) => euid));
    expect(new Set(euids.map(([shared]) => shared)).size).toBe(1);
    expect(new Set(euids.map(([, own]) => own)).size).toBe(50);
  });

  const values = (count: number) => Array.from({ length: count }, (_, at) => `v${at}`);

  test("takes a hundred values", async () => {
    const source = await makeSource(running.app);
    const { data } = await source.post(PATH, {
      identity_name: "registration_id",
      identity_values: values(100),
    });
    expect(data).toHaveLength(100);
  });

  test.for<[string, unknown, number, string]>([
    [
      "a name that is none",
      { identity_name: "email", identity_values: ["a"] },
      55106,
      "invalid identifier name: identity_name: it must be one of user_id, anonymous_id, registration_id",
    ],
    [
      "no name",
      { identity_values: ["a"] },
      55106,
      "invalid identifier name: identity_name: it must be one of user_id, anonymous_id, registration_id",
    ],
    [
      "no values",
      { identity_name: "user_id" },
      55107,
      "identifier value cannot be empty: identity_values",
    ],
    [
      "an empty list",
      { identity_name: "user_id", identity_values: [] },
      55107,
      "identifier value cannot be empty: identity_values",
    ],
    [
      "an empty value",
      { identity_name: "user_id", identity_values: ["a", ""] },
      55107,
      "identifier value cannot be empty: identity_values",
    ],
    [
      "a null",
      { identity_name: "user_id", identity_values: [null] },
      55107,
      "identifier value cannot be empty: identity_values",
    ],
    [
      "101 values",
      { identity_name: "user_id", identity_values: values(101) },
      55101,
      "too many identifier values: identity_values: at most 100",
    ],
    [
      "a value of 257 characters",
      { identity_name: "user_id", identity_values: ["x".repeat(257)] },
      55105,
      "identifier value too long: identity_values: at most 256 characters",
    ],
    [
      "a value that is no text",
      { identity_name: "user_id", identity_values: [7] },
      55004,
      "identity_values is not valid: it must be text",
    ],
    [
      "values that are no list",
      { identity_name: "user_id", identity_values: "a" },
      55004,
      "identity_values is not valid: it must be a list",
    ],
    [
      "a field it does not know",
      { identity_name: "user_id", identity_values: ["a"], identity_value: "a" },
      55004,
      "identity_value is not a known field; the nearest is identity_values",
    ],
    ["a list instead of an object", [], 55004, "body is not valid: it must be of type object"],
  ])("refuses %s", async ([, body, code, message]) => {
    const source = await makeSource(running.app);
    expect(await source.post(PATH, body)).toStrictEqual({ code, message });
  });
});
