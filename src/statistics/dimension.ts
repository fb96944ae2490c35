/** What clicks are told apart by, beside their time. */
export const dimensions = [
  "country",
  "device",
  "browser",
  "os",
  "referrer",
  "language",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "qr",
] as const;

export type Dimension = (typeof dimensions)[number];

/** Kinds of total, each made on its own: the quarters of an hour, and the days of all dimensions. */
export const parts = ["quarter", "day"] as const;

export type Part = (typeof parts)[number];
