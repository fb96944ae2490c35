import { type Sql, sql } from "../../db/sql.ts";
import type { Dimension } from "../dimension.ts";

/** What each dimension says of the click `c`. */
export const VALUES: Readonly<Record<Dimension, Sql>> = {
  country: sql`c.country`,
  device: sql`c.device`,
  browser: sql`c.browser`,
  os: sql`c.os`,
  referrer: sql`c.referrer`,
  language: sql`c.language`,
  utm_source: sql`c.utm_source`,
  utm_medium: sql`c.utm_medium`,
  utm_campaign: sql`c.utm_campaign`,
  qr: sql`case when c.qr then 'Y' else 'N' end`,
};
