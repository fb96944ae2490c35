import type { FastifyReply, FastifyRequest } from "fastify";
import { Fault } from "../kit/fault.ts";
import { type Language, pickLanguage } from "../kit/language.ts";
import { failure } from "./envelope.ts";
import type { WireNames } from "./messages/tell.ts";

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** A proxy that compresses makes a tag weak (nginx, Cloudflare) or adds the coding to it (Apache, Caddy). */
const TAG = /^\s*(?:W\/)?"(\d{1,15})(?:--?(?:gzip|br|zstd|deflate))?"\s*$/;

/**
 * The versions that `If-Match` names, compared weakly because proxies change tags on the way; null
 * where the last writer may win.
 */
export function expectedVersions(header: string | undefined): readonly number[] | null {
  if (header === undefined || header.trim() === "*") return null;
  return header.split(",").flatMap((tag) => {
    const found = TAG.exec(tag);
    return found === null ? [] : [Number(found[1])];
  });
}

/** A row as `get` answers it, with its version. */
export interface PresentRow {
  readonly version: number;
  readonly row: object;
}

/** Where somebody was quicker the caller is shown what stands; any other refusal goes its way. */
export function withPresentRow(
  wireNames: WireNames,
  load: (request: FastifyRequest, language: Language) => Promise<PresentRow>,
) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (!(error instanceof Fault) || error.code !== "changed_meanwhile") throw error;
    const language = pickLanguage(request.headers["accept-language"]);
    const { version, row } = await load(request, language);
    reply.code(412).header("ETag", etagOf(version));
    return reply.send({ ...failure(error, language, wireNames), result: row });
  };
}
