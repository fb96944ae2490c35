import type { LinkFields } from "./columns.ts";

/** A row of the file on its way to becoming a link. */
export interface ImportRow {
  readonly line: number;
  readonly cells: readonly string[];
  /** Null where the row has more cells than columns. */
  readonly link: LinkFields | null;
}

export interface BadRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly reason: string;
}

export interface MadeRow {
  readonly line: number;
  readonly url: string;
  readonly shortUrl: string;
}

export type ItemAnswer = { readonly shortUrl: string } | { readonly message: string };

export interface ImportSteps {
  /** Answers in the order of the links. */
  readonly send: (links: readonly LinkFields[]) => Promise<readonly ItemAnswer[]>;
  /** True where the server may have done it all the same: it did not answer. */
  readonly isUnanswered: (error: unknown) => boolean;
  /** Seconds to wait where the server asked for it, else null. */
  readonly pauseOf: (error: unknown) => number | null;
  /** Links made since then that nobody told us of, by their destination. */
  readonly findMade: (since: Date) => Promise<readonly { url: string; shortUrl: string }[]>;
  readonly wait: (seconds: number) => Promise<void>;
  readonly now: () => Date;
  readonly tooManyCells: string;
}

interface Sent {
  readonly rows: readonly ImportRow[];
  /** Null where the server stored none of them for certain. */
  readonly at: Date | null;
}

/** As much as is sent at once: the server reads 4 MiB. */
const MOST_BYTES = 3_000_000;

const bytesOf = (link: LinkFields): number => new TextEncoder().encode(JSON.stringify(link)).length;

/**
 * Makes the links of a file, some hundred a call. It can be stopped between calls and goes on after
 * the last answer; where a call was not answered it asks first which of its links are there.
 */
export class LinkImport {
  readonly made: MadeRow[] = [];
  readonly bad: BadRow[] = [];
  #rows: AsyncIterator<ImportRow>;
  #steps: ImportSteps;
  #atOnce: number;
  #stopped = false;
  #ahead: ImportRow | null = null;
  #unanswered: Sent | null = null;

  constructor(rows: AsyncIterable<ImportRow>, atOnce: number, steps: ImportSteps) {
    this.#rows = rows[Symbol.asyncIterator]();
    this.#atOnce = atOnce;
    this.#steps = steps;
  }

  get done(): number {
    return this.made.length + this.bad.length;
  }

  /** After the call that is under way. */
  stop(): void {
    this.#stopped = true;
  }

  /** True once the file is at its end; false where it was stopped. Throws what a call throws. */
  async run(onProgress: () => void): Promise<boolean> {
    this.#stopped = false;
    while (!this.#stopped) {
      const batch = this.#unanswered ? await this.#withoutMade(this.#unanswered) : null;
      const rows = batch ?? (await this.#nextBatch());
      if (rows === null) return true;
      if (rows.length > 0 && !(await this.#send(rows))) return false;
      onProgress();
    }
    return false;
  }

  async #nextBatch(): Promise<readonly ImportRow[] | null> {
    const batch: ImportRow[] = [];
    let bytes = 0;
    for (;;) {
      const row = this.#ahead ?? (await this.#nextRow());
      this.#ahead = null;
      if (row === null) return batch.length > 0 ? batch : null;
      if (row.link === null) {
        this.bad.push({ ...row, reason: this.#steps.tooManyCells });
        continue;
      }
      bytes += bytesOf(row.link);
      if (batch.length > 0 && (batch.length === this.#atOnce || bytes > MOST_BYTES)) {
        this.#ahead = row;
        return batch;
      }
      batch.push(row);
    }
  }

  async #nextRow(): Promise<ImportRow | null> {
    const next = await this.#rows.next();
    return next.done ? null : next.value;
  }

  /** False where it was stopped while the server wanted us to wait. */
  async #send(rows: readonly ImportRow[]): Promise<boolean> {
    // Held from before the call: whatever ends it, its rows are not forgotten and not sent blindly.
    this.#unanswered = { rows, at: this.#steps.now() };
    const answers = await this.#sendPatiently(rows.map((row) => row.link ?? {}));
    if (answers === null) return false;
    this.#unanswered = null;
    rows.forEach((row, at) => {
      const answer = answers[at];
      if (answer && "shortUrl" in answer) this.#keep(row, answer.shortUrl);
      else this.bad.push({ ...row, reason: answer?.message ?? "" });
    });
    return true;
  }

  async #sendPatiently(links: readonly LinkFields[]): Promise<readonly ItemAnswer[] | null> {
    while (!this.#stopped) {
      try {
        return await this.#steps.send(links);
      } catch (error) {
        if (!this.#steps.isUnanswered(error)) this.#storedNothing();
        const seconds = this.#steps.pauseOf(error);
        if (seconds === null) throw error;
        await this.#steps.wait(seconds);
      }
    }
    return null;
  }

  /** After a refusal the rows can be sent again as they are. */
  #storedNothing(): void {
    if (this.#unanswered !== null) this.#unanswered = { ...this.#unanswered, at: null };
  }

  async #withoutMade({ rows, at }: Sent): Promise<readonly ImportRow[]> {
    if (at === null) return rows;
    const told = new Set(this.made.map(({ shortUrl }) => shortUrl));
    const found = await this.#steps.findMade(at);
    const untold = found.filter(({ shortUrl }) => !told.has(shortUrl));
    return rows.filter((row) => {
      const there = untold.findIndex(({ url }) => isSameUrl(url, String(row.link?.["url"])));
      if (there < 0) return true;
      const [link] = untold.splice(there, 1);
      if (link) this.#keep(row, link.shortUrl);
      return false;
    });
  }

  #keep({ line, link }: ImportRow, shortUrl: string): void {
    this.made.push({ line, url: String(link?.["url"] ?? ""), shortUrl });
  }
}

/** The server may write a URL in its normal form. */
function isSameUrl(one: string, other: string): boolean {
  return one === other || (URL.parse(one)?.href ?? one) === (URL.parse(other)?.href ?? other);
}
