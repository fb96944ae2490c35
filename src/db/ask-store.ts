import type { Database } from "./database.ts";
import { sql } from "./sql.ts";

/** Null where the store answers in time, else what is wrong in a few words. */
export async function whyStoreIsAway(db: Database, withinMs: number): Promise<string | null> {
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<string>((resolve) => {
    late = setTimeout(() => resolve("the store does not answer"), withinMs);
  });
  const asked = db
    .in("visit")
    .one(sql`select 1 as one`)
    .then(() => null)
    .catch(() => "the store is away");
  return Promise.race([asked, silence]).finally(() => clearTimeout(late));
}
