import { expect, test } from "vitest";
import { openWrites } from "../../src/audience/open-writes.ts";
import { openChanges } from "../../src/db/changes.ts";
import { sql } from "../../src/db/sql.ts";
import { insertTestWorkspace } from "../support/audience-node.ts";
import { useStore } from "../support/store.ts";

const store = useStore();

test("a change that was rolled back is not built upon", async () => {
  const { db } = store;
  await using changes = await openChanges({
    target: db.connection,
    onError: () => {},
    heartbeatMs: 5_000,
  });
  const enqueue = () => Promise.reject(new Error("there is no queue"));
  const writes = openWrites({ db, changes, clock: () => new Date(), enqueue });
  const { id: workspaceId } = await insertTestWorkspace(db, new Date());
  const [euid = 0] = await writes.register({ workspaceId, kind: "user_id", values: ["sari"] });
  const operation = { type: "increase", properties: { visits: 1 } } as const;
  const call = { workspaceId, dataSourceId: 1, zone: "UTC", euid, operation };

  await writes.changeProperties(call);
  const undone = writes.together(async (within) => {
    await within.changeProperties(call);
    throw new Error("the caller went away");
  });
  await expect(undone).rejects.toThrow("the caller went away");
  await writes.changeProperties(call);

  const row = await db.one(sql`
    select properties from profile
     where workspace_id = ${workspaceId}::bigint and euid = ${euid}::bigint`);
  expect(row).toEqual({ properties: { visits: 2 } });
});
