import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, type Source, SUCCESS } from "../../support/audience.ts";

const running = useApp();

const refusalOf = (name: string) => ({
  code: 55107,
  message: `identifier value is a placeholder: ${name}: strangers would become one user by it; PUT /v1/identity/allowed allows an id that looks like one`,
});

const register = (source: Source, name: string, values: readonly string[]) =>
  source.post("/v1/user/register", { identity_name: name, identity_values: values });
const identify = (source: Source, identities: object) =>
  source.post("/v1/user/identify", { identities });
const findUser = (source: Source, name: string, value: string) =>
  source.get(`/v1/user?identity_name=${name}&identity_value=${encodeURIComponent(value)}`);
const euidOf = ({ data }: { readonly data?: unknown }) => (data as { euid: number }).euid;

describe("a placeholder joins nobody", () => {
  test.for(["undefined", "(null)", "{{user_id}}", "guest", "0", "-1", "anonymous", "TRUE"])(
    "as user_id of two browsers: %s",
    async (value) => {
      const source = await makeSource(running.app);
      for (const browser of ["browser 1", "browser 2"]) {
        const answer = await identify(source, { user_id: value, anonymous_id: browser });
        expect(answer).toStrictEqual(refusalOf("user_id"));
        // Nothing of the call is stored.
        expect(await findUser(source, "anonymous_id", browser)).toMatchObject({ code: 55108 });
      }
    },
  );

  test.for(["0".repeat(15), "0".repeat(64), "00000000-0000-0000-0000-000000000000"])(
    "as one of several registration_ids: %s",
    async (value) => {
      const source = await makeSource(running.app);
      const identities = { user_id: "rara", registration_id: ["fcm-1", value] };
      expect(await identify(source, identities)).toStrictEqual(refusalOf("registration_id"));
      expect(await findUser(source, "user_id", "rara")).toMatchObject({ code: 55108 });
    },
  );
});

describe("a placeholder is not registered", () => {
  test.for(["undefined", "NULL", '"none"', "[object Object]", "cust-{{id}}", "%USER%", "00000000"])(
    "nor the others of its call: %s",
    async (value) => {
      const source = await makeSource(running.app);
      expect(await register(source, "user_id", ["rara", value])).toStrictEqual(
        refusalOf("user_id"),
      );
      expect(await findUser(source, "user_id", "rara")).toMatchObject({ code: 55108 });
    },
  );

  test("but a name for nobody in particular is, and joins nobody", async () => {
    const source = await makeSource(running.app);
    expect(await register(source, "user_id", ["guest", "0"])).toMatchObject({ code: 0 });
    expect(await identify(source, { user_id: "guest" })).toStrictEqual(refusalOf("user_id"));
    expect(await findUser(source, "user_id", "guest")).toMatchObject({ code: 0 });
  });
});

describe("a workspace allows ids of its own that look like placeholders", () => {
  const allow = (source: Source, name: unknown, values: unknown) =>
    source.put("/v1/identity/allowed", { identity_name: name, values });
  const allowed = async (source: Source) => (await source.get("/v1/identity/allowed")).data;

  test("for this identifier alone, as long as they are in the list", async () => {
    const source = await makeSource(running.app);
    const other = await makeSource(running.app);
    expect(await allow(source, "user_id", ["null", "guest", "null"])).toStrictEqual(SUCCESS);
    expect(await allowed(source)).toStrictEqual([
      { identity_name: "user_id", values: ["null", "guest"] },
      { identity_name: "anonymous_id", values: [] },
      { identity_name: "registration_id", values: [] },
    ]);
    expect(await register(source, "user_id", ["null"])).toMatchObject({ code: 0 });
    const guest = euidOf(await identify(source, { user_id: "guest", anonymous_id: "b1" }));
    expect(euidOf(await identify(source, { user_id: "guest", anonymous_id: "b2" }))).toBe(guest);
    expect(await register(source, "user_id", ["NULL"])).toMatchObject({ code: 55107 });
    expect(await identify(source, { anonymous_id: "guest" })).toMatchObject({ code: 55107 });
    expect(await register(other, "user_id", ["null"])).toMatchObject({ code: 55107 });

    await allow(source, "user_id", []);
    expect(await allowed(source)).toContainEqual({ identity_name: "user_id", values: [] });
    expect(await identify(source, { user_id: "guest" })).toMatchObject({ code: 55107 });
    expect(await source.get(`/v1/user?euid=${guest}`)).toMatchObject({ code: 0 });
    expect(await source.delete(`/v1/user?euid=${guest}`)).toStrictEqual(SUCCESS);
  });

  test.for<[string, unknown, unknown, number]>([
    ["another identifier", "email", ["null"], 55106],
    ["no list", "user_id", "null", 55004],
    ["nothing", "user_id", undefined, 55107],
    ["an empty value", "user_id", [""], 55107],
    ["a number", "user_id", [0], 55004],
    ["257 characters", "user_id", ["0".repeat(257)], 55105],
    ["101 values", "user_id", Array.from({ length: 101 }, (_, at) => `${at}`), 55101],
  ])("but not %s", async ([, name, values, code]) => {
    const source = await makeSource(running.app);
    expect(await allow(source, name, values)).toMatchObject({ code });
  });
});
