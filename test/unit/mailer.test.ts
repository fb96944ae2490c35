import { afterAll, describe, expect, test } from "vitest";
import {
  type Mail,
  MailFailed,
  MailRefused,
  openMailer,
  whyMailIsAway,
} from "../../src/kit/mailer.ts";
import { type BadManner, openBadServer, openMailbox } from "../support/mailbox.ts";

const mailbox = await openMailbox();
const from = "Kopi <links@kopi.example>";
const mailer = await openMailer({ url: mailbox.url, from });
afterAll(async () => {
  await mailer[Symbol.asyncDispose]();
  await mailbox[Symbol.asyncDispose]();
});

const unsubscribeUrl = "https://go.example/api/mail/v1/unsubscribe?token=1.abc";
const mail: Mail = {
  to: "sari@toko.example",
  subject: "클릭 1,000회: кофе",
  text: "1,000 klik\n",
  html: "<p>1,000 klik</p>",
  id: "1 clicks 2",
  unsubscribeUrl,
};

test("a mail arrives whole: both texts, sender, and the address that stops it by one POST", async () => {
  await mailer.send(mail);
  const [came] = mailbox.received;
  if (came === undefined) throw new Error("nothing came");
  const { parsed, ...envelope } = came;
  expect(envelope).toEqual({ to: [mail.to], from: "links@kopi.example" });
  expect({
    from: parsed.from?.text,
    subject: parsed.subject,
    text: parsed.text,
    html: parsed.html,
  }).toEqual({
    from: '"Kopi" <links@kopi.example>',
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
  });
  const header = (name: string) =>
    parsed.headerLines.find(({ key }) => key === name)?.line.replace(/\r\n\s+/g, " ");
  expect([header("list-unsubscribe"), header("list-unsubscribe-post")]).toEqual([
    `List-Unsubscribe: <${unsubscribeUrl}>`,
    "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
  ]);
  expect(header("auto-submitted")).toBe("Auto-Submitted: auto-generated");
});

test("the same mail sent twice has one id, and for another mailbox another", async () => {
  const before = mailbox.received.length;
  for (const to of ["a@toko.example", "a@toko.example", "b@toko.example"]) {
    await mailer.send({ ...mail, to });
  }
  const [one, again, other] = mailbox.received.slice(before).map((each) => each.parsed.messageId);
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  expect(one).toMatch(/^<[0-9a-f]{32}@kopi\.example>$/);
});

describe("a recipient that the server", () => {
  test.for<[string, number, typeof MailRefused | typeof MailFailed]>([
    ["does not know is refused for good", 550, MailRefused],
    ["cannot take now may be tried later", 451, MailFailed],
  ])("%s, and no address is told", async ([, responseCode, kind]) => {
    const to = `gone-${responseCode}@toko.example`;
    mailbox.refuse.set(to, responseCode);
    const error = await mailer.send({ ...mail, to }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toBe(`EENVELOPE at RCPT TO: ${responseCode}`);
  });
});

test("an address with a line break in it brings no second recipient", async () => {
  const before = mailbox.offered.length;
  const to = "a@toko.example\r\nRCPT TO:<b@toko.example>";
  await mailer.send({ ...mail, to }).catch(() => {});
  expect(mailbox.offered.slice(before)).not.toContain("b@toko.example");
});

describe("a server that is", () => {
  test.for<BadManner>(["silent", "drops the greeting", "drops the data"])(
    "%s costs one try and a moment",
    async (manner) => {
      await using server = await openBadServer(manner);
      await using impatient = await openMailer({ url: server.url, from, withinMs: 500 });
      await expect(impatient.send(mail)).rejects.toBeInstanceOf(MailFailed);
      expect(server.visits()).toBe(1);
    },
  );
});

test("whether the server can be used is told without the URL's secrets", async () => {
  expect(await whyMailIsAway(mailbox.url, 2_000)).toBeNull();
  const wrong = mailbox.url.replace("se%2Fcret", "guess");
  expect(await whyMailIsAway(wrong, 2_000)).toMatch(/^EAUTH at AUTH \w+: 535$/);
  expect(await whyMailIsAway("smtp://u:hidden@127.0.0.1:1", 2_000)).toBe("ECONNREFUSED at CONN");
});
