import { type Sql, sql } from "../../db/sql.ts";
import type { Settings } from "../policy.ts";

/** The settings as both tables hold them. */
export interface SettingsRow {
  readonly subscribes: boolean | null;
  readonly qr_bypass: boolean | null;
  readonly excludes_overseas: boolean | null;
  readonly notifies_push: boolean | null;
  readonly notifies_mail: boolean | null;
  readonly statistics_password_hash: string | null;
  readonly starts_at: Date | null;
  readonly ends_at: Date | null;
  readonly expired_url: string | null;
  readonly password_hash: string | null;
  readonly max_forwards: number | null;
}

/** Their names, in the order of {@link settingsColumns} and of every list of values. */
export const SETTINGS_NAMES = sql`
  subscribes, qr_bypass, excludes_overseas, notifies_push, notifies_mail,
  statistics_password_hash, starts_at, ends_at, expired_url, password_hash, max_forwards`;

/** The same of one table in a join. */
export function settingsColumns(table: Sql): Sql {
  return sql`
    ${table}.subscribes, ${table}.qr_bypass, ${table}.excludes_overseas, ${table}.notifies_push,
    ${table}.notifies_mail, ${table}.statistics_password_hash, ${table}.starts_at,
    ${table}.ends_at, ${table}.expired_url, ${table}.password_hash, ${table}.max_forwards`;
}

/** One row's values, cast, in the same order. */
export function settingsValues(settings: Settings): Sql {
  return sql`
    ${settings.subscribes}::boolean, ${settings.qrBypass}::boolean,
    ${settings.excludesOverseas}::boolean, ${settings.notifiesPush}::boolean,
    ${settings.notifiesMail}::boolean, ${settings.statisticsPasswordHash}::text,
    ${settings.startsAt}::timestamptz, ${settings.endsAt}::timestamptz,
    ${settings.expiredUrl}::text, ${settings.passwordHash}::text, ${settings.maxForwards}::integer`;
}

/** Many rows' values as arrays, in the same order. */
export function settingsArrays(all: readonly Settings[]): Sql {
  const column = <Name extends keyof Settings>(name: Name) => all.map((one) => one[name]);
  return sql`
    ${column("subscribes")}::boolean[], ${column("qrBypass")}::boolean[],
    ${column("excludesOverseas")}::boolean[], ${column("notifiesPush")}::boolean[],
    ${column("notifiesMail")}::boolean[], ${column("statisticsPasswordHash")}::text[],
    ${column("startsAt")}::timestamptz[], ${column("endsAt")}::timestamptz[],
    ${column("expiredUrl")}::text[], ${column("passwordHash")}::text[],
    ${column("maxForwards")}::integer[]`;
}

export function toSettings(row: SettingsRow): Settings {
  return {
    subscribes: row.subscribes,
    qrBypass: row.qr_bypass,
    excludesOverseas: row.excludes_overseas,
    notifiesPush: row.notifies_push,
    notifiesMail: row.notifies_mail,
    statisticsPasswordHash: row.statistics_password_hash,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    expiredUrl: row.expired_url,
    passwordHash: row.password_hash,
    maxForwards: row.max_forwards,
  };
}
