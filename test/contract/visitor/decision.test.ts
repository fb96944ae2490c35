import { beforeAll, describe, expect, test } from "vitest";
import { insertGroupRow, insertLinkRow, type LinkRow } from "../../support/link-rows.ts";
import { hashPassword } from "../../support/password.ts";
import { useVisitedApp, type VisitAnswer } from "../../support/visitor.ts";

let now = new Date("2026-03-10T12:00:00Z");
const running = useVisitedApp({ clock: () => now });

const before = new Date("2026-03-01T00:00:00Z");
const after = new Date("2026-03-31T00:00:00Z");
const ended = "https://example.com/event-expired";
let secret = "";
beforeAll(async () => {
  secret = await hashPassword("kopi");
});

async function link(row: Partial<LinkRow>): Promise<string> {
  const { app, workspace } = running;
  const { slug } = await insertLinkRow(app.context.db, { workspaceId: workspace.id, ...row });
  return `/${slug}`;
}

function heading({ body }: VisitAnswer): string | undefined {
  return /<h1>(.*?)<\/h1>/.exec(body)?.[1];
}

const notFound = "There is no link at this address";
const early = "This link is not open yet";
const over = "This link has ended";
const locked = "This link needs a password";
const full = "This link is full";

describe("the first row that holds answers", () => {
  // Each link has all that the rows below its own would answer.
  test.for<[string, () => Partial<LinkRow>, number, string | undefined]>([
    [
      "past its deletion",
      () => ({ deletesAt: before, starts_at: after, password_hash: secret }),
      404,
      notFound,
    ],
    ["before its start", () => ({ starts_at: after, password_hash: secret }), 403, early],
    ["after its end", () => ({ ends_at: before, password_hash: secret }), 410, over],
    ["after its end, with a place to go", () => ({ ends_at: before, expired_url: ended }), 302, ""],
    ["behind a password", () => ({ password_hash: secret, max_forwards: 1 }), 401, locked],
    ["otherwise", () => ({ starts_at: before, ends_at: after, deletesAt: after }), 302, ""],
  ])("%s", async ([, row, status, words]) => {
    const path = await link(row());
    for (const method of ["GET", "GET", "HEAD"]) {
      const answer = await running.visit({ path, method });
      expect(answer.status).toBe(status);
      if (method === "GET" && words !== "") expect(heading(answer)).toBe(words);
      if (method === "HEAD") expect(answer.body).toBe("");
    }
  });

  test("HEAD has the status and headers of GET", async () => {
    for (const row of [
      {},
      { starts_at: after },
      { password_hash: secret },
      { redirectType: 200 },
    ]) {
      const path = await link(row as Partial<LinkRow>);
      const { headers: got } = await running.visit(path);
      const { headers: asked, body } = await running.visit({ path, method: "HEAD" });
      expect({ ...asked, date: "" }).toStrictEqual({ ...got, date: "" });
      expect(body).toBe("");
    }
  });

  test("a link that nobody made is told as it was typed", async () => {
    const answer = await running.visit("/tidak%20ada");
    expect(answer.status).toBe(404);
    expect(heading(answer)).toBe(notFound);
    expect(answer.body).toContain("localhost:8080/tidak ada");
  });
});

describe("a limit", () => {
  test("lets as many in as it says, whoever only asked with HEAD", async () => {
    const path = await link({ max_forwards: 2 });
    const answers = [];
    for (const method of ["HEAD", "GET", "HEAD", "GET", "GET", "HEAD", "GET"])
      answers.push((await running.visit({ path, method })).status);
    expect(answers).toEqual([302, 302, 302, 302, 410, 410, 410]);
  });

  test("tells who comes too late that the link is full", async () => {
    const path = await link({ max_forwards: 1 });
    await running.visit(path);
    expect(heading(await running.visit(path))).toBe(full);
  });
});

describe("the group's word beats the link's", () => {
  test.for<[string, Partial<LinkRow>, Partial<LinkRow>, number]>([
    ["a start of the group's", {}, { starts_at: after }, 403],
    ["an earlier start of the group's", { starts_at: after }, { starts_at: before }, 302],
    ["an end of the group's", { ends_at: after }, { ends_at: before }, 410],
    ["no limit, said by the group", { max_forwards: 1 }, { max_forwards: 0 }, 302],
    ["a group that says nothing", { ends_at: before }, {}, 410],
  ])("%s", async ([, own, group, status]) => {
    const { app, workspace } = running;
    const groupId = await insertGroupRow(app.context.db, workspace.id, group);
    const path = await link({ ...own, groupId });
    expect((await running.visit(path)).status).toBe(status);
    expect((await running.visit(path)).status).toBe(status);
  });

  test("where to go after the end is the group's, the end the link's own", async () => {
    const { app, workspace } = running;
    const groupId = await insertGroupRow(app.context.db, workspace.id, { expired_url: ended });
    const answer = await running.visit(`${await link({ ends_at: before, groupId })}?a=1`);
    expect(answer).toMatchObject({ status: 302, headers: { location: ended } });
  });
});

describe("at the very moment", () => {
  const opens = new Date("2026-03-01T00:00:00Z");
  const closes = new Date("2026-03-31T23:59:59Z");
  test.for<[string, number, number]>([
    ["a millisecond before the start", opens.getTime() - 1, 403],
    ["on the start", opens.getTime(), 302],
    ["on the end", closes.getTime(), 302],
    ["a millisecond after the end", closes.getTime() + 1, 410],
  ])("%s", async ([, moment, status]) => {
    const path = await link({ starts_at: opens, ends_at: closes });
    now = new Date(moment);
    try {
      expect((await running.visit(path)).status).toBe(status);
    } finally {
      now = new Date("2026-03-10T12:00:00Z");
    }
  });

  test("from the moment of its deletion there is no such link, though it is known", async () => {
    const deletesAt = new Date("2026-03-10T12:00:01Z");
    const path = await link({ deletesAt });
    expect((await running.visit(path)).status).toBe(302);
    now = deletesAt;
    try {
      expect((await running.visit(path)).status).toBe(404);
    } finally {
      now = new Date("2026-03-10T12:00:00Z");
    }
  });
});
