import type { Queryable } from "../../db/database.ts";
import { sql } from "../../db/sql.ts";
import type { StoredUser } from "../user.ts";
import { PROFILE } from "./profiles.ts";
import { weightOf } from "./weight.ts";

/** A page looks at so many users at most, whether or not they are wanted. */
const PAGE = 500;

/** And holds no more than this, unless it is one user: what a reader takes at its own pace. */
const PAGE_BYTES = 512 * 1024;

export interface ProfilePage {
  readonly rows: readonly StoredUser[];
  /** The last that was looked at; null where there was none. */
  readonly last: number | null;
}

/** The next users after this number, of them those that changed since. */
export async function listProfilePage(
  store: Queryable,
  workspaceId: number,
  { after, updatedSince }: { readonly after: number; readonly updatedSince: Date | null },
): Promise<ProfilePage> {
  const since = updatedSince ?? new Date(0);
  const seen = await store.all<{ euid: number; wanted: boolean; weight: number }>(sql`
    select euid, updated_at >= ${since}::timestamptz as wanted,
           ${weightOf(sql`properties`)}
      from profile
     where workspace_id = ${workspaceId}::bigint and euid > ${after}::bigint
     order by euid
     limit ${PAGE}::integer`);
  const wanted: number[] = [];
  let [last, bytes]: [number | null, number] = [null, 0];
  for (const one of seen) {
    if (one.wanted) {
      bytes += one.weight;
      if (wanted.length > 0 && bytes > PAGE_BYTES) break;
      wanted.push(one.euid);
    }
    last = one.euid;
  }
  if (wanted.length === 0) return { rows: [], last };
  const rows = await store.all<StoredUser>(sql`
    select ${PROFILE}
      from profile
     where workspace_id = ${workspaceId}::bigint and euid = any(${wanted}::bigint[])
     order by euid`);
  return { rows, last };
}
