/** What is new in every run (numbers, link ids, secrets), by the field that shows it. */
const GENERATED: Readonly<Record<string, RegExp>> = {
  grpIdx: /^[1-9]\d*$/,
  idx: /^[1-9]\d*$/,
  euid: /^[1-9]\d{7,}$/,
  merged: /^[1-9]\d{7,}$/,
  linkId: /^[0-9A-Za-z]{7}$/,
  shortUrl: /(?<=^https:\/\/[^/]+\/)[0-9A-Za-z]{7}(?:~[0-9A-Za-z]{10,18})?$/,
  result: /(?<=^https:\/\/[^/]+\/)[0-9A-Za-z]{7}$|^whsec_[A-Za-z0-9+/]{43}=$/,
  webhookSecretKey: /^whsec_[A-Za-z0-9+/]{43}=$/,
  key: /^simpul_[0-9a-f]{48}$/,
  url: /(?<=\/app\/\w+\?token=)[\w-]{43}$/,
  vapidPublicKey: /^[\w-]{87}$/,
  eventId: /^[0-9a-f-]{36}$/,
  apiKey: /^[0-9a-f]{24}$/,
  apiSecret: /^[0-9a-f]{24}$/,
};

/** The words that a document has for what a run makes: each is learnt once, and holds from then on. */
export interface DocWords {
  /** A text of the document, with what this run made in place of the document's words. */
  inRun(text: string): string;
  /** An answer of this run in the document's words; what is new gets the word that is written there. */
  inDocument(told: unknown, written: unknown): unknown;
}

export function makeDocWords(): DocWords {
  const wordOf = new Map<string, string>();
  const madeOf = new Map<string, string>();

  function learn(field: string, told: string | number, written: unknown): string | number {
    const pattern = GENERATED[field];
    const made = pattern?.exec(String(told))?.[0];
    const word = pattern?.exec(String(written))?.[0];
    if (made === undefined || word === undefined) return told;
    if (!wordOf.has(made) && !madeOf.has(word)) {
      wordOf.set(made, word);
      madeOf.set(word, made);
    }
    const text = String(told).replace(made, () => wordOf.get(made) ?? made);
    return typeof told === "number" ? Number(text) : text;
  }

  function translate(told: unknown, written: unknown, field: string): unknown {
    if (typeof told === "string" || typeof told === "number") return learn(field, told, written);
    if (Array.isArray(told)) {
      return told.map((item, index) => translate(item, partOf(written, index), field));
    }
    if (typeof told !== "object" || told === null) return told;
    const fields = Object.entries(told);
    return Object.fromEntries(
      fields.map(([name, value]) => [name, translate(value, partOf(written, name), name)]),
    );
  }

  return {
    inRun: (text) => text.replaceAll(/\w+/g, (word) => madeOf.get(word) ?? word),
    inDocument: (told, written) =>
      typeof told === "string"
        ? told.replaceAll(/\w+/g, (word) => wordOf.get(word) ?? word)
        : translate(told, written, ""),
  };
}

function partOf(value: unknown, name: string | number): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string | number, unknown>>)[name]
    : undefined;
}
