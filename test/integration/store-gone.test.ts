import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import type { App } from "../../src/compose.ts";
import { openTestApp } from "../support/app.ts";
import { insertLinkRow } from "../support/link-rows.ts";
import { dropStorePlace, makeStorePlace, type StorePlace } from "../support/store.ts";
import { openStoreWay, type StoreWay } from "../support/store-way.ts";
import { visit } from "../support/visitor.ts";
import { makeWorkspace } from "../support/workspace.ts";

describe.runIf(inject("store") === "postgres")("when the store is gone", () => {
  let place: StorePlace;
  let way: StoreWay;
  let app: App;
  let port = 0;

  beforeAll(async () => {
    place = await makeStorePlace();
    way = await openStoreWay(place.url ?? "");
    app = await openTestApp({ url: way.url, folder: "" });
    ({ port } = await app.listen());
  });
  afterAll(async () => {
    await app[Symbol.asyncDispose]();
    way.cut();
    await dropStorePlace(place);
  });

  test("known links forward, what needs it is 503, and all is well when it is back", async () => {
    const { workspace } = (await makeWorkspace(app)).context;
    const { db } = app.context;
    const known = await insertLinkRow(db, { workspaceId: workspace.id });
    const unknown = await insertLinkRow(db, { workspaceId: workspace.id });
    const limited = await insertLinkRow(db, { workspaceId: workspace.id, max_forwards: 2 });
    const status = async ({ slug }: { slug: string }) =>
      (await visit(port, { path: `/${slug}` })).status;
    expect([await status(known), await status(limited)]).toEqual([302, 302]);

    way.cut();
    for (let i = 0; i < 3; i++) {
      expect([await status(known), await status(unknown), await status(limited)]).toEqual([
        302, 503, 503,
      ]);
    }

    await way.mend();
    await vi.waitUntil(async () => (await status(unknown)) === 302, { timeout: 10_000 });
    // Nobody got through the limit meanwhile.
    await vi.waitUntil(async () => (await status(limited)) !== 503, { timeout: 10_000 });
    expect([await status(known), await status(limited)]).toEqual([302, 410]);
  });
});
