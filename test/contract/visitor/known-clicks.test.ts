import { describe, expect, test } from "vitest";
import { type Source, SUCCESS, sourceOf } from "../../support/audience.ts";
import { insertGroupRow, insertLinkRow } from "../../support/link-rows.ts";
import { linksClient } from "../../support/links-api.ts";
import { PATIENT } from "../../support/patient.ts";
import { useVisitedApp } from "../../support/visitor.ts";

const NOON = "2026-11-05T05:00:00.000Z";
const running = useVisitedApp({
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1" },
  clock: () => new Date(NOON),
});
const PHONE =
  "Mozilla/5.0 (Linux; Android 14; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36";

let addresses = 0;

/** A link of a workspace, and both of its APIs. */
async function openCampaign() {
  const links = await linksClient(running.app);
  const people = sourceOf(running.app, links.workspace);
  const { db, workspace } = links.workspace.context;
  const groupId = await insertGroupRow(db, workspace.id);
  const { slug } = await insertLinkRow(db, { workspaceId: workspace.id, groupId });
  return {
    people,
    groupId,
    slug,
    async click(euid: number) {
      const asked = { linkId: slug, euids: [euid] };
      const { result } = await links.post("/api/link/v1/personalize", asked);
      const [{ shortUrl }] = result as [{ shortUrl: string }];
      addresses += 1;
      const headers = { "x-forwarded-for": `36.66.1.${addresses}`, "user-agent": PHONE };
      const { status } = await running.visit({ path: new URL(shortUrl).pathname, headers });
      expect(status).toBe(302);
    },
    async knownClicks() {
      const query = "startYmd=2026-11-05&endYmd=2026-11-05";
      const { result } = await links.get(`/api/statistics/v2/totals?${query}`);
      return (result as { acesCnt: number; knownCnt: number }) ?? {};
    },
    async exported() {
      const path =
        "/api/statistics/v2/clicks/export?startYmd=2026-11-05&endYmd=2026-11-05&format=ndjson";
      const { body } = await links.send({ method: "GET", path });
      const lines = String(body).split("\n").slice(0, -1);
      return lines.map((line) => (JSON.parse(line) as { euid: number | null }).euid);
    },
  };
}

async function timelineOf(people: Source, euid: number) {
  const { data } = await people.get(`/v1/user/timeline?euid=${euid}`);
  return (data as { items: { type: string }[] } | undefined)?.items ?? [];
}

const CLICKED = {
  first_click_at: "2026-11-05 12:00:00",
  last_click_at: "2026-11-05 12:00:00",
};

describe("a click of a personal link", () => {
  test("stands on its person's timeline and moves the standard attributes", async () => {
    const { people, slug, groupId, click } = await openCampaign();
    const euid = await people.newUser();
    await people.set(euid, { plan: "gold" });
    await click(euid);
    await expect.poll(() => timelineOf(people, euid)).toHaveLength(2);
    const [, told] = await timelineOf(people, euid);
    expect(told).toStrictEqual({
      type: "click",
      at: NOON,
      name: "link_click",
      properties: {
        link: `http://localhost:8080/${slug}`,
        group: expect.any(String),
        group_id: groupId,
        country: "ID",
        device: "mobile",
        referrer: "",
      },
    });
    expect(await people.properties(euid)).toStrictEqual({
      plan: "gold",
      ...CLICKED,
      click_count: 1,
    });
  });

  test("by a number that was merged is the winner's, and the clicks of both add up", async () => {
    const { people, click, exported, knownClicks } = await openCampaign();
    const identify = async (identities: object) => {
      const { data } = await people.post("/v1/user/identify", { identities });
      return (data as { euid: number }).euid;
    };
    const ana = await identify({ user_id: "ana" });
    const phone = await identify({ registration_id: "phone" });
    await click(ana);
    await click(phone);
    await expect.poll(() => timelineOf(people, phone)).toHaveLength(1);
    await expect.poll(() => timelineOf(people, ana)).toHaveLength(1);
    expect((await exported()).toSorted()).toEqual([ana, phone].toSorted());
    expect(await knownClicks()).toMatchObject({ knownCnt: 2, knownPernCnt: 2 });
    await identify({ user_id: "ana", registration_id: "phone" });
    await click(phone);
    await expect.poll(exported).toEqual([ana, ana, ana]);
    expect(await knownClicks()).toMatchObject({ knownCnt: 3, knownPernCnt: 1 });
    const types = (await timelineOf(people, phone)).map(({ type }) => type);
    expect(types).toEqual(["merge", "click", "click", "click"]);
    expect(await people.properties(ana)).toStrictEqual({ ...CLICKED, click_count: 3 });
  });

  test("by somebody who was erased is nobody's, and so are those before", async () => {
    const { people, click, exported, knownClicks } = await openCampaign();
    const euid = await people.newUser();
    await click(euid);
    await expect.poll(exported).toEqual([euid]);
    expect(await people.delete(`/v1/user?euid=${euid}`)).toStrictEqual(SUCCESS);
    expect(await exported()).toEqual([null]);
    await expect
      .poll(knownClicks, PATIENT)
      .toMatchObject({ acesCnt: 1, knownCnt: 0, knownPernCnt: 0 });
    // Nobody comes to clear this one: it must be nobody's from the start.
    await click(euid);
    await expect.poll(exported).toEqual([null, null]);
    expect(await knownClicks()).toMatchObject({ acesCnt: 2, knownCnt: 0, knownPernCnt: 0 });
  });
});
