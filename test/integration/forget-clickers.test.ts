import { beforeAll, expect, test } from "vitest";
import { countTotals } from "../../src/statistics/count-totals.ts";
import { dayRange } from "../../src/statistics/day-range.ts";
import { forgetClickers } from "../../src/statistics/forget-clickers.ts";
import type { AskedScope } from "../../src/statistics/load-scope.ts";
import { useApp } from "../support/app.ts";
import { makeMonths } from "../support/clicks.ts";
import { openShop } from "../support/shop.ts";

const host = useApp({ clock: () => new Date("2026-03-05T00:00:00Z") });
beforeAll(() => makeMonths(host.app.context.db, "2026-02", "2026-04"));

const [ANA, BUDI, CITRA] = [10_000_001, 10_000_002, 10_000_003] as const;
const MARCH = dayRange("2026-03-01", "2026-03-31");

/** A shop whose two links, one of them in a group, were clicked by people and by strangers. */
async function open() {
  const shop = await openShop(host.app, "UTC");
  const { ctx, scopes, groups } = shop;
  const [linkId = 0, otherId = 0] = shop.links;
  const [groupId = 0] = groups;
  const click = (...euids: readonly (number | null)[]) =>
    shop.add(
      euids.flatMap((euid, minute) => [
        { at: `2026-03-01T12:${minute + 10}:00Z`, linkId, groupId, euid },
        { at: `2026-03-01T18:${minute + 10}:00Z`, linkId: otherId, euid },
      ]),
    );
  const asked: readonly AskedScope[] = [...scopes, { groupId }, {}];
  return {
    click,
    async total(most = 2) {
      while (await shop.total(most));
    },
    forget: (...euids: readonly number[]) =>
      forgetClickers(ctx, { workspaceId: ctx.workspace.id, euids }),
    /** Of either link, the group and the workspace: all clicks, those of known people, and these. */
    told: () =>
      Promise.all(
        asked.map(async (of) => {
          const { clicks, known, knownPeople } = await countTotals(ctx, { of, range: MARCH });
          return [clicks, known, knownPeople];
        }),
      ),
  };
}

test.for<[string, "before" | "after" | "between"]>([
  ["before they are totalled", "before"],
  ["once they are totalled", "after"],
  ["with some totalled and some not", "between"],
])("an erased person's clicks are nobody's %s", async ([, when]) => {
  const { click, total, forget, told } = await open();
  await click(ANA, BUDI, null);
  if (when !== "before") await total();
  await click(ANA, ANA, CITRA);
  if (when === "after") await total();
  expect(await told()).toEqual([
    [6, 5, 3],
    [6, 5, 3],
    [6, 5, 3],
    [12, 10, 3],
  ]);
  await forget(ANA, CITRA);
  const left = [
    [6, 1, 1],
    [6, 1, 1],
    [6, 1, 1],
    [12, 2, 1],
  ];
  expect(await told()).toEqual(left);
  await forget(ANA, CITRA);
  await total();
  expect(await told()).toEqual(left);
});

test("many clicks are nobody's though they are totalled meanwhile, and the work runs twice", async () => {
  const { click, total, forget, told } = await open();
  // Several batches, so that steps of totalling fall between them.
  for (let round = 0; round < 40; round += 1) {
    await click(...Array.from({ length: 10 }, () => [ANA, CITRA]).flat(), BUDI);
  }
  const forgetting = [ANA, CITRA, ANA, CITRA].map((euid) => forget(euid));
  await Promise.all([total(10), ...forgetting]);
  expect(await told()).toEqual([
    [840, 40, 1],
    [840, 40, 1],
    [840, 40, 1],
    [1_680, 80, 1],
  ]);
});
