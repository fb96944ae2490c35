/** The one way to the server: both envelopes, one error, one session. */

export interface Question {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly query?: Readonly<Record<string, string | number | boolean | null | undefined>>;
  readonly body?: unknown;
  /** The version that is being changed, as it was read. */
  readonly ifMatch?: string | null;
  readonly signal?: AbortSignal;
  /** False where no session is no reason to ask for one. */
  readonly needsSession?: boolean;
}

export interface Answer<Result> {
  readonly result: Result;
  readonly etag: string | null;
}

const CODE_UNREACHED = 0;
const CODE_NO_SESSION = 40100;

/** Whatever the server refused, or that it could not be asked. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The code of the envelope; 0 where the server did not answer. */
  readonly code: number;
  readonly status: number;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | null;
  /** What came beside the refusal: after 412 the row as it stands. */
  readonly result: unknown;
  readonly etag: string | null;

  constructor(message: string, rest: Partial<Omit<ApiError, "name" | "message">>) {
    super(message);
    this.code = rest.code ?? CODE_UNREACHED;
    this.status = rest.status ?? 0;
    this.retryAfter = rest.retryAfter ?? null;
    this.result = rest.result ?? null;
    this.etag = rest.etag ?? null;
  }

  get unreached(): boolean {
    return this.code === CODE_UNREACHED || this.status >= 502;
  }

  /** The first of these fields that the message names, as every API of ours does. */
  fieldAmong<Name extends string>(names: readonly Name[]): Name | null {
    const words = new Set(this.message.match(/[\w.]+/g) ?? []);
    return names.find((name) => words.has(name)) ?? null;
  }
}

interface Surroundings {
  /** Sent as `X-Workspace`; null: the member's first. */
  workspaceIdx: number | null;
  language: string;
  /** Settles once somebody is signed in again; rejects where they would not. */
  signInAgain: (() => Promise<void>) | null;
}

/** What every call carries; the shell keeps it true. */
export const surroundings: Surroundings = {
  workspaceIdx: null,
  language: "en",
  signInAgain: null,
};

/** Asks, and where the session ended asks again once the person is back. */
export async function ask<Result>(path: string, question: Question = {}): Promise<Answer<Result>> {
  try {
    return await askOnce<Result>(path, question);
  } catch (error) {
    const ended = error instanceof ApiError && error.status === 401;
    const { signInAgain } = surroundings;
    if (!ended || question.needsSession === false || signInAgain === null) throw error;
    await signInAgain();
    return askOnce<Result>(path, question);
  }
}

/** A reading call whose result is all there is to know. */
export async function read<Result>(
  path: string,
  query: Question["query"] = {},
  signal?: AbortSignal,
): Promise<Result> {
  const { result } = await ask<Result>(path, { query, ...(signal && { signal }) });
  return result;
}

/** The address of a call, for what the browser fetches by itself. */
export function addressOf(path: string, query: Question["query"] = {}): string {
  const said = Object.entries(query).filter(([, value]) => value != null && value !== "");
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}

async function askOnce<Result>(path: string, question: Question): Promise<Answer<Result>> {
  const response = await send(path, question);
  const etag = readTag(response.headers.get("ETag"));
  const envelope = await readEnvelope(response);
  if (envelope.code === 0 && response.ok) {
    // The links API says `result`, the audience API `data`.
    return { result: (envelope.result ?? envelope.data ?? null) as Result, etag };
  }
  const retryAfter = Number(response.headers.get("Retry-After"));
  throw new ApiError(envelope.message, {
    code: response.status === 401 && envelope.code !== 40110 ? CODE_NO_SESSION : envelope.code,
    status: response.status,
    retryAfter: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    result: envelope.result ?? envelope.data ?? null,
    etag,
  });
}

/** As the server wrote it: proxies that compress weaken the tags of some answers and not of others. */
function readTag(header: string | null): string | null {
  const version = header?.match(/\d+/)?.[0];
  return version === undefined ? null : `"${version}"`;
}

function send(path: string, question: Question): Promise<Response> {
  const { method = "GET", query = {}, body, ifMatch, signal } = question;
  const headers = new Headers({ "X-Simpul": "1", "Accept-Language": surroundings.language });
  if (surroundings.workspaceIdx !== null) {
    headers.set("X-Workspace", String(surroundings.workspaceIdx));
  }
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (ifMatch != null) headers.set("If-Match", ifMatch);
  return fetch(addressOf(path, query), {
    method,
    headers,
    credentials: "same-origin",
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError("", { code: CODE_UNREACHED });
  });
}

interface Envelope {
  readonly code: number;
  readonly message: string;
  readonly result?: unknown;
  readonly data?: unknown;
}

async function readEnvelope(response: Response): Promise<Envelope> {
  try {
    const envelope: unknown = await response.json();
    if (isEnvelope(envelope)) return envelope;
  } catch {
    // Something between the browser and the server answered.
  }
  return { code: CODE_UNREACHED, message: "" };
}

function isEnvelope(value: unknown): value is Envelope {
  return typeof value === "object" && value !== null && "code" in value && "message" in value;
}
