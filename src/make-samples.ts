import type { SharedWrites } from "./audience/open-writes.ts";
import { register } from "./audience/register.ts";
import type { Samples } from "./first-start.ts";
import { createGroup } from "./links/create-group.ts";
import { listGroups } from "./links/list-groups.ts";

const SAMPLE_GROUP = "Sample group";

/** What the first workspace is filled with, so that the first calls have something to act on. */
export function makeSamples(writes: SharedWrites): Samples {
  return {
    createSampleGroup: async (ctx) => {
      const filter = { name: SAMPLE_GROUP, groupId: null };
      const { groups } = await listGroups(ctx, { filter, page: { limit: 1, offset: 0 } });
      if (groups[0] !== undefined) return groups[0].id;
      return (await createGroup(ctx, { name: SAMPLE_GROUP, settings: {}, webhook: {} })).id;
    },
    createSampleUser: async (ctx) => {
      const acting = { ...ctx, writes, dataSourceId: 0 };
      const named = { name: "user_id", values: ["sample-user"], field: "identity_values" };
      const [user] = await register(acting, named);
      if (user === undefined) throw new Error("the sample user was not made");
      return user.euid;
    },
  };
}
