import { describe, expect, test } from "vitest";
import { useApp } from "../../support/app.ts";
import { makeSource, SUCCESS } from "../../support/audience.ts";

const running = useApp({ clock: () => new Date("2026-03-01T05:00:00.250Z") });

describe("a user", () => {
  test("is read whole, by EUID or by an identifier", async () => {
    const source = await makeSource(running.app);
    const { data } = await source.post("/v1/user/register", {
      identity_name: "registration_id",
      identity_values: ["phone of ana"],
    });
    const [{ euid }] = data as [{ euid: number }];
    await source.post("/v1/user/contact", {
      euid,
      contacts: { email: "ana@example.com", mobile_phone: "081234567890" },
    });
    await source.set(euid, { seen: "2026-03-01T05:00:00Z", note: "2026" });
    const whole = {
      ...SUCCESS,
      data: {
        euid,
        identifiers: { user_id: null, anonymous_id: null, registration_id: ["phone of ana"] },
        contacts: { email: "ana@example.com", mobile_phone: "081234567890" },
        normalized: { mobile_phone: "+6281234567890" },
        ambiguous: [],
        properties: { seen: "2026-03-01 12:00:00", note: "2026" },
        created_at: "2026-03-01T05:00:00.250Z",
        updated_at: "2026-03-01T05:00:00.250Z",
      },
    };
    expect(await source.get(`/v1/user?euid=${euid}`)).toStrictEqual(whole);
    const query = "identity_name=registration_id&identity_value=phone%20of%20ana";
    expect(await source.get(`/v1/user?${query}`)).toStrictEqual(whole);
  });

  test.for<[string, string, number, string]>([
    ["by nothing", "", 40007, "EUID cannot be empty"],
    ["by an empty EUID", "?euid=", 40007, "EUID cannot be empty"],
    ["by letters", "?euid=abc", 55108, "invalid EUID: no such user in this workspace"],
    ["by nobody's EUID", "?euid=1", 55108, "invalid EUID: no such user in this workspace"],
    ["by two EUIDs", "?euid=1&euid=2", 55108, "invalid EUID: no such user in this workspace"],
    [
      "by nobody's identifier",
      "?identity_name=user_id&identity_value=nobody",
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    [
      "by a name that is none",
      "?identity_name=email&identity_value=a",
      55106,
      "invalid identifier name: identity_name: it must be one of user_id, anonymous_id, registration_id",
    ],
    [
      "by a name alone",
      "?identity_name=user_id",
      55107,
      "identifier value cannot be empty: identity_value",
    ],
    [
      "by a value alone",
      "?identity_value=a",
      55106,
      "invalid identifier name: identity_name: it must be one of user_id, anonymous_id, registration_id",
    ],
    [
      "by both",
      "?euid=1&identity_name=user_id&identity_value=a",
      55004,
      "identity_name is not valid: not together with euid",
    ],
    ["by a field it does not know", "?id=1", 40007, "EUID cannot be empty"],
    [
      "by nobody's EUID, whatever else is wrong",
      "?euid=1&id=1",
      55108,
      "invalid EUID: no such user in this workspace",
    ],
    [
      "beside a field it does not know",
      "?euid=EUID&id=1",
      55004,
      "id is not a known field; the nearest is identity_name",
    ],
  ])("is not found %s", async ([, query, code, message]) => {
    const source = await makeSource(running.app);
    const path = `/v1/user${query.replace("EUID", String(await source.newUser()))}`;
    expect(await source.get(path)).toStrictEqual({ code, message });
  });

  test("of another workspace is not there", async () => {
    const [mine, theirs] = [await makeSource(running.app), await makeSource(running.app)];
    const euid = await theirs.newUser();
    expect(await mine.get(`/v1/user?euid=${euid}`)).toStrictEqual({
      code: 55108,
      message: "invalid EUID: no such user in this workspace",
    });
  });
});
