/**
 * The limit that our figures are held against: `node:http` doing the least that answers the same.
 * `redirects FILE` answers 302 from a Map; `envelope` parses the body and answers the envelope.
 */
import { readFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

const [kind, file = ""] = process.argv.slice(2);

/** What the contract asks of a redirect. */
const HEADERS = [
  ...["Cache-Control", "private, no-store"],
  ...["Referrer-Policy", "no-referrer-when-downgrade"],
  ...["X-Robots-Tag", "noindex"],
  ...["Content-Length", "0"],
];

function redirects(): RequestListener {
  const targets = new Map<string, string>();
  for (const path of readFileSync(file, "utf8").trim().split("\n")) {
    targets.set(path, `https://example.com/landing${path}`);
  }
  return (request, response) => {
    const location = targets.get(request.url ?? "");
    if (location === undefined) response.writeHead(404).end();
    else response.writeHead(302, [...HEADERS, "Location", location]).end();
  };
}

function envelope(): RequestListener {
  const answer = JSON.stringify({ code: 0, message: "success" });
  return (request, response) => {
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const { euid } = JSON.parse(body);
      const headers = { "content-type": "application/json", "content-length": answer.length };
      response.writeHead(typeof euid === "number" ? 200 : 400, headers).end(answer);
    });
  };
}

const server = createServer(kind === "redirects" ? redirects() : envelope());
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
});
