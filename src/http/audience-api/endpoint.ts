import type { FastifySchema } from "fastify";
import type { AudienceContext } from "../../audience/open-writes.ts";
import type { OnceRequest } from "../../audience/run-once.ts";
import type { Language } from "../../kit/language.ts";
import type { AuditAction } from "../../workspaces/audit.ts";
import type { Envelope } from "./envelope.ts";

/** One call, read as far as all calls are alike. */
export interface Call {
  readonly ctx: AudienceContext;
  readonly body: unknown;
  readonly query: object;
  readonly language: Language;
}

/** An answer that is made while it is sent, and for no longer than somebody takes it. */
export interface Stream {
  readonly contentType: string;
  readonly chunks: AsyncIterable<Buffer>;
}

/** One path and method of the API. */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Under `/v1`. */
  readonly path: string;
  readonly schema: FastifySchema & { readonly summary: string; readonly description: string };
  /** In bytes, where it is not the usual one. */
  readonly bodyLimit?: number;
  /** Where it waits for the store when all of it is one transaction, if not among single writes. */
  readonly lane?: OnceRequest["lane"];
  /** What it is called in the workspace's log, where a member does it; what keys do to people is in their history. */
  readonly audited?: AuditAction;
  /** Of a GET it may be a stream. */
  answer(call: Call): Promise<Envelope | Stream>;
}
