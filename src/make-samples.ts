import type { SharedWrites } from "./audience/open-writes.ts";
import { register } from "./audience/register.ts";
import type { Samples } from "./first-start.ts";
import { createGroup } from "./links/create-group.ts";

/** What the first workspace is filled with, so that the first calls have something to act on. */
export function makeSamples(writes: SharedWrites): Samples {
  return {
    createSampleGroup: async (ctx) => {
      const group = { name: "Sample group", settings: {}, webhook: {} };
      return (await createGroup(ctx, group)).id;
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
