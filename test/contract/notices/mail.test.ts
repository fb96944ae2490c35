import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "../../../src/db/sql.ts";
import { tellClicks } from "../../../src/notifications/tell-clicks.ts";
import { markEmail } from "../../../src/workspaces/email-mark.ts";
import { updateWorkspace } from "../../../src/workspaces/update-workspace.ts";
import type { Workspace } from "../../../src/workspaces/workspace.ts";
import { sayWays } from "../../support/crossings.ts";
import { insertLinkRow } from "../../support/link-rows.ts";
import { openMailbox, type ReceivedMail } from "../../support/mailbox.ts";
import { insertWorkspaceRow } from "../../support/node.ts";
import { useVisitedApp } from "../../support/visitor.ts";

const mailbox = await openMailbox();
afterAll(() => mailbox[Symbol.asyncDispose]());
const running = useVisitedApp({
  env: { SIMPUL_SMTP_URL: mailbox.url, SIMPUL_MAIL_FROM: "Simpul <links@go.example>" },
});
const PATIENCE = { timeout: 20_000, interval: 100 };

let tests = 0;
let sari = "";
let budi = "";
beforeEach(() => {
  tests += 1;
  sari = `sari-${tests}@toko.example`;
  budi = `budi-${tests}@toko.example`;
});

const mailsTo = (...emails: string[]): ReceivedMail[] =>
  mailbox.received.filter(({ to }) => to.some((each) => emails.includes(each)));
const offersTo = (email: string): number => mailbox.offered.filter((each) => each === email).length;

async function workspaceWith(settings: Partial<Workspace> = {}): Promise<number> {
  const { db } = running.app.context;
  return insertWorkspaceRow(db, { notifyEmails: [sari, budi], ...settings });
}

/** Visits a link whose first click is told by mail. */
async function clickIn(workspaceId: number): Promise<{ slug: string; linkId: number }> {
  const { db } = running.app.context;
  const { id: linkId, slug } = await insertLinkRow(db, { workspaceId, title: "Kopi" });
  await sayWays(db, { workspaceId, linkId }, [false, true]);
  expect((await running.visit(`/${slug}`)).status).toBe(302);
  return { slug, linkId };
}

/** Tells that the webhook was switched off, as the part that does so would. */
async function tellOf(workspaceId: number): Promise<void> {
  const { db, enqueue } = running.app.context;
  const at = "2026-11-05T05:03:09.000Z";
  const notice = { kind: "webhook-disabled", groupName: null, host: "hooks.example", at } as const;
  await db.transaction((tx) =>
    enqueue(tx, "notifications.tell-workspace", { workspaceId, notice }),
  );
}

const path = (workspaceId: number, email: string): string => {
  const { mark } = markEmail(running.app.context.keys.mailKey, workspaceId, email);
  return `/api/mail/v1/unsubscribe?token=${workspaceId}.${mark}`;
};
const unsubscribed = async (workspaceId: number) =>
  running.app.context.db.one(sql`
    select unsubscribed_emails as emails from workspace
     where workspace_id = ${workspaceId}::bigint`);

test("a visit that reaches a threshold is told to each address once, whoever is refused", async () => {
  mailbox.refuse.set(sari, 550);
  const workspaceId = await workspaceWith({ notifyThresholds: [1] });
  const { slug, linkId } = await clickIn(workspaceId);
  await expect.poll(() => mailsTo(budi).length, PATIENCE).toBe(1);
  await expect.poll(() => offersTo(sari), PATIENCE).toBe(1);
  const { subject, text } = mailsTo(budi)[0]?.parsed ?? {};
  expect(subject).toBe("1 click: Kopi");
  expect(text).toContain(`Link: http://localhost:8080/${slug}\nTitle: Kopi\nClicks: 1\n`);
  // The job comes again: the next mail in line is not of this click.
  const reached = [{ linkId, threshold: 1 }];
  await tellClicks(running.app.context, { workspaceId, reached });
  await tellOf(workspaceId);
  await expect.poll(() => mailsTo(budi).length, PATIENCE).toBe(2);
  expect(mailsTo(budi)[1]?.parsed.subject).toBe("Webhook switched off: hooks.example");
});

describe("an address that stops its mails", () => {
  test("by one POST gets no more, and the other goes on", async () => {
    const workspaceId = await workspaceWith();
    await tellOf(workspaceId);
    await expect.poll(() => mailsTo(sari, budi).length, PATIENCE).toBe(2);
    const header = mailsTo(sari)[0]?.parsed.headerLines.find(
      ({ key }) => key === "list-unsubscribe",
    );
    const url = new URL(/<([^>]+)>/.exec(header?.line.replace(/\s+/g, "") ?? "")?.[1] ?? "");
    expect(url.origin).toBe("http://localhost:8080");
    const asked = {
      path: url.pathname + url.search,
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "List-Unsubscribe=One-Click",
    };
    expect((await running.visit(asked)).status).toBe(200);
    expect((await running.visit(asked)).status).toBe(200);
    expect(await unsubscribed(workspaceId)).toEqual({ emails: [sari] });
    await tellOf(workspaceId);
    await expect.poll(() => mailsTo(budi).length, PATIENCE).toBe(2);
    expect(mailsTo(sari)).toHaveLength(1);
  });

  test("is not stopped by a program that looks into mails", async () => {
    const workspaceId = await workspaceWith();
    for (const method of ["GET", "HEAD"]) {
      await running.visit({ path: path(workspaceId, sari), method });
    }
    expect(await unsubscribed(workspaceId)).toEqual({ emails: [] });
  });
});

describe("the page that stops mails", () => {
  const page = async (query: string, method: "GET" | "POST", language: string) => {
    const path = `/api/mail/v1/unsubscribe${query}`;
    return running.visit({ path, method, headers: { "accept-language": language } });
  };

  test("is in the reader's language, and works without script", async () => {
    const answer = await page("?token=1.AAAAAAAAAAAAAAAAAAAAAA", "GET", "id");
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<html lang="id">');
    expect(answer.body).toContain('<form method="post"><button>Hentikan surel</button></form>');
    expect(answer.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-language": "id",
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
    });
  });

  test("answers the same, whoever is in whose list", async () => {
    const workspaceId = await workspaceWith();
    const known = path(workspaceId, sari).replace(/^[^?]+/, "");
    const stranger = path(workspaceId, "nobody@toko.example").replace(/^[^?]+/, "");
    const queries = [known, stranger, "?token=999999.AAAAAAAAAAAAAAAAAAAAAA", "?token=x", ""];
    for (const method of ["GET", "POST"] as const) {
      const answers = await Promise.all(queries.map((query) => page(query, method, "ko")));
      const bodies = answers.map(({ status, body }) => ({ status, body }));
      expect(new Set(bodies.map((each) => JSON.stringify(each))).size).toBe(1);
      expect(bodies[0]?.status).toBe(200);
    }
    expect(await unsubscribed(workspaceId)).toEqual({ emails: [sari] });
  });

  test("takes the form that mailboxes send, and no flood", async () => {
    const boundary = "----simpul";
    const form = `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`;
    const headers = { "content-type": `multipart/form-data; boundary=${boundary}` };
    const workspaceId = await workspaceWith();
    const asked = { path: path(workspaceId, budi), method: "POST", headers };
    expect((await running.visit({ ...asked, body: form })).status).toBe(200);
    expect(await unsubscribed(workspaceId)).toEqual({ emails: [budi] });
    expect((await running.visit({ ...asked, body: "x".repeat(20_000) })).status).toBe(413);
  });
});

test("who stopped mails gets them again once taken out of the list and put in anew", async () => {
  const { context } = running.app;
  const workspaceId = await workspaceWith();
  await running.visit({ path: path(workspaceId, sari), method: "POST" });
  const put = (notifyEmails: string[]) =>
    updateWorkspace(context, { workspaceId, changes: { notifyEmails } });
  await put([sari, budi]);
  expect(await unsubscribed(workspaceId)).toEqual({ emails: [sari] });
  await put([budi]);
  await put([sari, budi]);
  expect(await unsubscribed(workspaceId)).toEqual({ emails: [] });
});
