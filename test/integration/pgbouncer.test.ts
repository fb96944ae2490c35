import { expect, inject, test } from "vitest";
import { openTestApp } from "../support/app.ts";
import { walkMainPaths } from "../support/main-paths.ts";
import { startPgBouncer } from "../support/pgbouncer.ts";
import { dropStorePlace, makeStorePlace } from "../support/store.ts";

test.runIf(inject("store") === "postgres")(
  "behind PgBouncer in session mode it starts, counts and delivers, and is told of changes",
  async () => {
    const place = await makeStorePlace();
    if (place.url === null) throw new Error("a server's database");
    {
      await using pooler = await startPgBouncer(place.url);
      await using app = await openTestApp(
        { ...place, url: pooler.url },
        { env: { SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" } },
      );
      expect(await walkMainPaths(app)).toMatchObject({
        visits: { open: 302, ended: 410 },
        people: { codes: [0, 0] },
        clicks: { status: 302 },
      });
    }
    await dropStorePlace(place);
  },
);
