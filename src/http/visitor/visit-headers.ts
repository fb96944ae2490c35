/** The headers that every visit is asked for, as they came; undefined where there was none. */
export interface VisitHeaders {
  readonly host: string | undefined;
  readonly agent: string | undefined;
  readonly referrer: string | undefined;
  readonly language: string | undefined;
  /** Why it was sent, by the browser: `Sec-Purpose`, or an older name of it. */
  readonly purpose: string | undefined;
}

/**
 * Reads names and values in turn, as Node has them before it makes an object of all, which costs a
 * visit more than all else that is read of it. Where one came twice the first counts.
 */
export function readVisitHeaders(raw: readonly string[]): VisitHeaders {
  let host: string | undefined;
  let agent: string | undefined;
  let referrer: string | undefined;
  let language: string | undefined;
  let purpose: string | undefined;
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? "";
    const value = raw[i + 1];
    switch (name.length) {
      case 4:
        if (is(name, "host")) host ??= value;
        break;
      case 10:
        if (is(name, "user-agent")) agent ??= value;
        break;
      case 7:
        if (is(name, "referer")) referrer ??= value;
        else if (is(name, "purpose")) purpose ??= value;
        break;
      case 15:
        if (is(name, "accept-language")) language ??= value;
        break;
      case 11:
        if (is(name, "sec-purpose")) purpose ??= value;
        break;
      case 9:
        if (is(name, "x-purpose")) purpose ??= value;
        break;
      case 5:
        if (is(name, "x-moz")) purpose ??= value;
        break;
    }
  }
  return { host, agent, referrer, language, purpose };
}

function is(name: string, lowerCase: string): boolean {
  return name === lowerCase || name.toLowerCase() === lowerCase;
}
