/** What a reader of `docs/` sends and gets: a fenced `http` block, then a `json` block with the answer. */
export interface DocExample {
  /** Where it stands, as `file:line`. */
  readonly at: string;
  readonly request: DocMessage;
  readonly answer: DocAnswer;
}

export interface DocMessage {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

export interface DocAnswer {
  readonly status: number;
  /** Only those that the document shows. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

interface Fence {
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

/**
 * The examples of a document, in order. The answer is a `json` block where it is HTTP 200, else, or
 * where headers matter, an `http` block that begins with the status. Every block of these two
 * languages belongs to an example.
 */
export function readExamples(file: string, markdown: string): readonly DocExample[] {
  const fences = fencesOf(markdown).filter(({ language }) => ["http", "json"].includes(language));
  return fences.flatMap((fence, index) => {
    const isRequest = index % 2 === 0;
    if (isRequest !== isRequestFence(fence)) {
      const wanted = isRequest ? "a request" : "an answer";
      throw new Error(`${file}:${fence.line}: ${wanted} is wanted here`);
    }
    if (!isRequest) return [];
    const answer = fences[index + 1];
    if (answer === undefined) throw new Error(`${file}:${fence.line}: no answer follows`);
    const at = `${file}:${fence.line}`;
    return [{ at, request: readRequest(fence.text), answer: readAnswer(answer) }];
  });
}

function fencesOf(markdown: string): readonly Fence[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((found) => ({
    line: markdown.slice(0, found.index).split("\n").length,
    language: found[1] ?? "",
    text: (found[2] ?? "").trim(),
  }));
}

function isRequestFence({ language, text }: Fence): boolean {
  return language === "http" && !text.startsWith("HTTP/");
}

function readRequest(text: string): DocMessage {
  const { first, headers, body } = readMessage(text);
  const [method = "", path = ""] = first.split(" ");
  return { method, path, headers, body: body === "" ? undefined : body };
}

function readAnswer({ language, text }: Fence): DocAnswer {
  if (language === "json") return { status: 200, headers: {}, body: JSON.parse(text) };
  const { first, headers, body } = readMessage(text);
  const isText = /^text\/|ndjson/.test(headers["content-type"] ?? "");
  const told = isText ? `${body}\n` : JSON.parse(body);
  return { status: Number(first.split(" ")[1]), headers, body: told };
}

function readMessage(text: string) {
  const [head = "", ...rest] = text.split("\n\n");
  const [first = "", ...lines] = head.split("\n");
  const headers = lines.map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const byName: Record<string, string> = Object.fromEntries(headers);
  return { first, headers: byName, body: rest.join("\n\n") };
}
