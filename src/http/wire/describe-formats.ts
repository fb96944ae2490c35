/** What a format of ours means to somebody who has only the document. */
const MEANINGS: Readonly<Record<string, string>> = {
  line: "one line of text, without control characters; trimmed, NFC; the length counts code points",
  memo: "text that may hold line breaks and tabs; trimmed, NFC; the length counts code points",
  verbatim: "text taken as sent; the length counts code points",
  "wire-date-time":
    "`YYYY-MM-DD HH:mm:ss` in the workspace's time zone, or ISO 8601 with an offset",
  "wire-date": "`YYYY-MM-DD`, a day in the workspace's time zone",
  "wire-url": "an http or https URL of at most 3,000 bytes",
};

/** The same schema with our formats told in words, since no reader of JSON Schema knows their names. */
export function describeFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(describeFormats);
  if (typeof schema !== "object" || schema === null) return schema;
  const { format, ...rest } = schema as Record<string, unknown>;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [name, describeFormats(value)]),
  );
  const meaning = typeof format === "string" ? MEANINGS[format] : undefined;
  if (meaning === undefined) {
    return format === undefined ? inner : { format: describeFormats(format), ...inner };
  }
  const { description } = rest;
  return {
    ...inner,
    description: typeof description === "string" ? `${description}: ${meaning}` : meaning,
  };
}
