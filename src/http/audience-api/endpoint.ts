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

/** How the data of an answer is kept for a request that comes again. */
export interface KeptData {
  /** What is kept of the data. */
  without(data: unknown): unknown;
  /** The data anew, from what was kept and the same body. */
  restore(kept: unknown, body: unknown): unknown;
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
  /** Where the answer repeats what the body says of people: erasing them would miss a copy of it. */
  readonly kept?: KeptData;
  /** Of a GET it may be a stream. */
  answer(call: Call): Promise<Envelope | Stream>;
}
