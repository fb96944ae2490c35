import type { FastifyRequest } from "fastify";
import Type from "typebox";
import { Fault } from "../../kit/fault.ts";
import type { ClickDetail } from "../../statistics/click-detail.ts";
import type { MinuteCount } from "../../statistics/count-recent-minutes.ts";
import { readApiKey } from "../api-key.ts";
import { streams } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described } from "../wire/schema.ts";
import type { Endpoint, LinksApiParts } from "./api.ts";
import { encodeClick } from "./click-fields.ts";
import { type EventStream, openEventStream } from "./event-stream.ts";
import { tags } from "./statistics-fields.ts";
import { toLocal } from "./values.ts";

const HEARTBEAT_MS = 15_000;

const query = Type.Object(
  {
    workspaceIdx: Type.Optional(
      described(
        Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        "As the header X-Workspace, for a browser that cannot send it; a key has its own",
      ),
    ),
    lastEventId: Type.Optional(
      described(
        Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
        "As the header Last-Event-ID, for clients that cannot send it",
      ),
    ),
    recentMinutes: Type.Optional(
      described(
        Type.Integer({ minimum: 1, maximum: 60 }),
        "First an event `minutes`: the clicks of each of the last so many minutes; then the newest clicks of them, at most 100",
      ),
    ),
  },
  { additionalProperties: false },
);
const read = compileFields(query, { query: true });

export const liveClicks: Endpoint = (app, acting, { followClicks, ...doors }) => {
  const isRefused = makeRefused(doors);
  const open = new Set<EventStream>();
  app.addHook("preClose", async () => {
    for (const stream of open) stream.end();
  });
  const response = streams({
    "text/event-stream":
      "server-sent events `click`, with the number of the click as id; before them `minutes`, where it is asked for",
  });
  const schema = { querystring: query, response, summary: "Clicks as they are counted", tags };
  app.get("/api/statistics/v2/live", { schema }, async (request, reply) => {
    const ctx = acting(request);
    const { lastEventId = null, recentMinutes: minutes } = read(fieldsOf(request.query));
    const { timeZone } = ctx.workspace;
    const stream = openEventStream();
    stream.send(": here they come\n\n");
    const leave = await followClicks(ctx, {
      after: lastEventOf(request) ?? lastEventId,
      ...(minutes !== undefined && {
        recent: {
          minutes,
          hear: (counts, upTo) => stream.send(minutesText(counts, upTo, timeZone)),
        },
      }),
      hear: (clicks) => stream.send(textOf(clicks, timeZone)),
    });
    const beat = setInterval(() => {
      stream.send(": still here\n\n");
      void isRefused(request).then((refused) => refused && stream.end());
    }, HEARTBEAT_MS);
    open.add(stream);
    stream.onClose(() => {
      clearInterval(beat);
      open.delete(stream);
      leave();
    });
    // A client that is gone already is told by nobody else.
    if (reply.raw.destroyed) stream.body.destroy();
    reply.raw.once("close", () => stream.body.destroy());
    reply.header("Content-Type", "text/event-stream; charset=utf-8");
    reply.header("Cache-Control", "no-store");
    reply.header("X-Accel-Buffering", "no");
    return reply.send(stream.body);
  });
};

function lastEventOf({ headers }: FastifyRequest): number | null {
  const text = headers["last-event-id"];
  return typeof text === "string" && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** True once the key, or the session, that the call came with is good no more. */
function makeRefused({ authenticate, door }: Pick<LinksApiParts, "authenticate" | "door">) {
  return async (request: FastifyRequest): Promise<boolean> => {
    if (door.isFor(request)) return door.isClosed(request);
    try {
      await authenticate.linkKey(readApiKey(request));
      return false;
    } catch (error) {
      return error instanceof Fault && error.code !== "busy";
    }
  };
}

/** As its id the last click that is counted in it: a client adds those after it. */
function minutesText(counts: readonly MinuteCount[], upTo: number, zone: string): string {
  const list = counts.map(({ at, clicks }) => ({ acesYmdt: toLocal(at, zone), acesCnt: clicks }));
  return `event: minutes\nid: ${upTo}\ndata: ${JSON.stringify(list)}\n\n`;
}

/** Who follow one workspace are sent the same text. */
const texts = new WeakMap<readonly ClickDetail[], string>();

function textOf(clicks: readonly ClickDetail[], zone: string): string {
  const known = texts.get(clicks);
  if (known !== undefined) return known;
  const text = clicks
    .map((click) => {
      const data = JSON.stringify(encodeClick(click, zone));
      return `event: click\nid: ${click.id}\ndata: ${data}\n\n`;
    })
    .join("");
  texts.set(clicks, text);
  return text;
}
