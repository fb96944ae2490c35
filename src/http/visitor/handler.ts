import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { KnowAgent } from "../../clicks/known-agent.ts";
import type { RecordVisit } from "../../clicks/record-visit.ts";
import type { Places } from "../../clicks/take-place.ts";
import type { Context } from "../../context.ts";
import { Fault } from "../../kit/fault.ts";
import { badPath, makeHostReader, parseSidePath, parseVisitPath } from "../../links/address.ts";
import type { FoundLink, LinkFinder } from "../../links/find-link.ts";
import { tokenOfGroupPage } from "../../links/group-page.ts";
import { pathWithoutPasted, splitPastedQuery } from "../../links/pasted.ts";
import type { TryPassword } from "../../links/try-password.ts";
import { makeClientReader } from "../client-address.ts";
import { answerGroupStatistics } from "./answer-group-statistics.ts";
import type { AnswerParts } from "./answer-parts.ts";
import { answerSide, type SideParts } from "./answer-side.ts";
import { answerVisit } from "./answer-visit.ts";
import { makeClaimBrowser } from "./claim-browser.ts";
import { isForMachines, isOwnedHost, isServersOwn } from "./own-paths.ts";
import type { Drawer } from "./qr/open-drawer.ts";
import {
  sendBadAddress,
  sendError,
  sendNotFound,
  sendUnavailable,
  sendWrongMethod,
} from "./refusals.ts";
import { answerWorker, workerPath } from "./service-worker.ts";
import type { Visit } from "./visit.ts";
import { readVisitHeaders } from "./visit-headers.ts";

export interface VisitorParts {
  readonly context: AnswerParts["context"] & Pick<Context, "log">;
  readonly finder: LinkFinder;
  readonly places: Places;
  readonly tryPassword: TryPassword;
  readonly knowAgent: KnowAgent;
  readonly recordVisit: RecordVisit;
  readonly drawer: Drawer;
  /** Addresses and CIDRs. */
  readonly trustedProxies: readonly string[];
}

type Asked = Pick<Visit, "request" | "response" | "host" | "path">;

/** Answers a request, or calls `leave`, which has the server's own paths answer it. */
type Visitor = (request: IncomingMessage, response: ServerResponse, leave: () => void) => void;

/**
 * Answers what visitors ask of short links. On the default host the server's own paths are left, on
 * a host that no workspace owns those that machines call.
 */
export function makeVisitor(visitor: VisitorParts): Visitor {
  const { context, finder, trustedProxies } = visitor;
  const { publicHost } = context.site;
  const readHost = makeHostReader(publicHost);
  const readClient = makeClientReader(trustedProxies);
  const parts: AnswerParts & SideParts = {
    ...visitor,
    readClient,
    claimBrowser: makeClaimBrowser(context),
    fail: ({ request, response }, error) => fail(request, response, error),
  };

  function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    if (response.headersSent) {
      response.destroy();
    } else if (error instanceof Fault && error.code === "busy") {
      sendUnavailable({ request, response });
    } else {
      const requestId = randomBytes(8).toString("hex");
      context.log.error({ err: error, requestId }, "a visit could not be answered");
      sendError({ request, response }, requestId);
    }
  }

  async function findAndAnswer(visit: Visit, orElse = answerPasted): Promise<void> {
    const found = await finder.find(visit.host, visit.slug);
    await (found === null ? orElse(visit) : answerVisit(parts, visit, found));
  }

  function answer(visit: Visit, known: FoundLink | null | undefined): Promise<void> | null {
    if (known === undefined) return findAndAnswer(visit);
    return known === null ? answerPasted(visit) : answerVisit(parts, visit, known);
  }

  /** What has no link as it stands may have one without what text put behind it. */
  function answerPasted(visit: Visit): Promise<void> | null {
    const bare = pathWithoutPasted(visit.path);
    const slug = bare === null ? null : parseVisitPath(bare);
    if (typeof slug === "string") return findAndAnswer({ ...visit, slug }, sayNotFound);
    const side = bare === null ? null : parseSidePath(bare);
    return side === null
      ? sayNotFound(visit)
      : answerSide(parts, { ...visit, slug: side.slug }, side);
  }

  function sayNotFound(visit: Visit): null {
    sendNotFound(visit, visit);
    return null;
  }

  async function answerMachine(asked: Asked, leave: () => void): Promise<void> {
    if (await isOwnedHost(context, asked.host)) sendNotFound(asked, asked);
    else leave();
  }

  function receive(request: IncomingMessage, response: ServerResponse, leave: () => void): void {
    const { method = "GET", url = "/" } = request;
    const { path, query } = readTarget(url);
    const headers = readVisitHeaders(request.rawHeaders);
    const host = readHost(headers.host);
    const slug = parseVisitPath(path);
    const known = typeof slug === "string" ? finder.peek(host, slug) : undefined;
    // No link is named like one of the server's own paths, so a link that is known is none of them.
    if (!known) {
      if (path === workerPath) {
        const asked = { request, response, method, host, path };
        answerWorker(context, asked).catch((error: unknown) => fail(request, response, error));
        return;
      }
      if (host === publicHost && isServersOwn(path)) {
        leave();
        return;
      }
      if (isForMachines(path)) {
        answerMachine({ request, response, host, path }, leave).catch((error: unknown) =>
          fail(request, response, error),
        );
        return;
      }
    }
    if (method !== "GET" && method !== "HEAD" && method !== "POST") {
      sendWrongMethod({ request, response }, methodsOf(path));
    } else if (slug === badPath) sendBadAddress({ request, response });
    else if (host === "") sendNotFound({ request, response }, { host, path });
    else {
      const visit = { request, response, headers, method, host, path, query, slug: slug ?? "" };
      const answered = slug === null ? answerOther(visit) : answer(visit, known);
      answered?.catch((error: unknown) => fail(request, response, error));
    }
  }

  /** What no link can be called may be a question about one. */
  function answerOther(visit: Visit): Promise<void> | null {
    const token = tokenOfGroupPage(visit.path);
    if (token !== null) return answerGroupStatistics(parts, visit, token);
    const side = parseSidePath(visit.path);
    if (side !== null) return answerSide(parts, { ...visit, slug: side.slug }, side);
    return answerPasted(visit);
  }

  return (request, response, leave) => {
    try {
      receive(request, response, leave);
    } catch (error) {
      fail(request, response, error);
    }
  };
}

/** The query is without its "?". */
function readTarget(url: string): { readonly path: string; readonly query: string } {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? "" : url.slice(mark + 1);
  const pasted = /[&%]/.test(path) ? splitPastedQuery(path) : null;
  if (pasted === null) return { path, query };
  return { path: pasted.path, query: query === "" ? pasted.query : `${pasted.query}&${query}` };
}

function methodsOf(path: string): string {
  if (tokenOfGroupPage(path) !== null) return "GET, HEAD, POST";
  return parseSidePath(path)?.side === "subscribe" ? "POST" : "GET, HEAD";
}
