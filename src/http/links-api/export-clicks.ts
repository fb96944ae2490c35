import { Readable } from "node:stream";
import Type from "typebox";
import { findUsers } from "../../audience/find-user.ts";
import { csvRecord } from "../../kit/csv.ts";
import { Fault } from "../../kit/fault.ts";
import type { ClickDetail } from "../../statistics/click-detail.ts";
import { exportClicks as open } from "../../statistics/export-clicks.ts";
import { streams } from "../wire/answer.ts";
import { fieldsOf } from "../wire/body.ts";
import { compileFields } from "../wire/fields.ts";
import { described, Flag, OneOf } from "../wire/schema.ts";
import type { Endpoint } from "./api.ts";
import { CLICK_FIELDS, encodeClick, type WireClick } from "./click-fields.ts";
import { linkNameChecks } from "./link-name.ts";
import { decodeRange, decodeScope, rangeFields, scopeFields, tags } from "./statistics-fields.ts";

const query = Type.Object(
  {
    ...rangeFields,
    ...scopeFields,
    workspaceIdx: Type.Optional(
      described(
        Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
        "As the header X-Workspace, for a browser that cannot send it; a key has its own",
      ),
    ),
    format: Type.Optional(
      described(OneOf("csv", "ndjson"), "csv: RFC 4180 with a header; ndjson: an object a line"),
    ),
    bom: Type.Optional(
      described(Flag, "Y: a byte order mark first, by which spreadsheets know UTF-8; csv only"),
    ),
  },
  { additionalProperties: false },
);
const read = compileFields(query, { query: true, also: linkNameChecks });

interface Format {
  readonly contentType: string;
  readonly head: string;
  readonly line: (click: WireClick) => string;
}

const FORMATS: Readonly<Record<"csv" | "ndjson", Format>> = {
  csv: {
    contentType: "text/csv; charset=utf-8",
    head: csvRecord(CLICK_FIELDS),
    line: (click) => csvRecord(CLICK_FIELDS.map((field) => click[field])),
  },
  ndjson: {
    contentType: "application/x-ndjson",
    head: "",
    line: (click) => `${JSON.stringify(click)}\n`,
  },
};

const BYTE_ORDER_MARK = "\uFEFF";

export const exportClicks: Endpoint = (app, acting) => {
  const response = streams({
    "text/csv": "RFC 4180 with a header",
    "application/x-ndjson": "an object a line",
  });
  const schema = { querystring: query, response, summary: "Every click of some days", tags };
  app.get("/api/statistics/v2/clicks/export", { schema }, async (request, reply) => {
    const ctx = acting(request);
    const wire = read(fieldsOf(request.query));
    const { format: name = "csv", bom = "N" } = wire;
    if (name !== "csv" && bom === "Y") {
      throw new Fault("field_invalid", { field: "bom", reason: "not_together", other: "format" });
    }
    const asked = { of: decodeScope(wire), range: decodeRange(wire) };
    const pages = await open({ ...ctx, findUsers }, asked);
    const file = `clicks-${wire.startYmd}-${wire.endYmd}.${name}`;
    const { contentType } = FORMATS[name];
    reply.header("Content-Type", contentType);
    reply.header("Content-Disposition", `attachment; filename="${file}"`);
    const head = (bom === "Y" ? BYTE_ORDER_MARK : "") + FORMATS[name].head;
    const format = { ...FORMATS[name], head };
    return reply.send(Readable.from(textOf(pages, format, ctx.workspace.timeZone)));
  });
};

/** A page is made when the one before has left, and none once the client is gone. */
async function* textOf(
  pages: AsyncIterable<readonly ClickDetail[]>,
  { head, line }: Format,
  zone: string,
): AsyncGenerator<string> {
  if (head !== "") yield head;
  for await (const page of pages) {
    yield page.map((click) => line(encodeClick(click, zone))).join("");
  }
}
