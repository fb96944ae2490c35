import type { IncomingMessage } from "node:http";

const mostBodyBytes = 4 * 1024;

/** "broken-off" where the visitor went away in the middle. */
export function readBody(request: IncomingMessage): Promise<Buffer | "too-large" | "broken-off"> {
  if (Number(request.headers["content-length"] ?? 0) > mostBodyBytes) {
    return Promise.resolve("too-large");
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  return new Promise((resolve) => {
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBodyBytes) resolve("too-large");
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(Buffer.concat(chunks)));
    request.on("error", () => resolve("broken-off"));
    request.on("close", () => resolve("broken-off"));
  });
}
