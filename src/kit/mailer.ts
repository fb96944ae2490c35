import { createHash } from "node:crypto";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same mail sent again has the same one: by it a mailbox knows that it has it already. */
  readonly id: string;
  /** Where one POST stops such mails (RFC 8058); null of a mail that comes once. */
  readonly unsubscribeUrl: string | null;
}

/** Hands mails to the operator's SMTP server, a few at a time. */
export interface Mailer extends AsyncDisposable {
  /** Done once the server took it. Throws `MailRefused`, or `MailFailed` where a later try may do. */
  send(mail: Mail): Promise<void>;
}

/** The server wants nothing for this recipient, or not this mail. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
}

/** Nobody was asked, or nobody could say. Its message holds no address and nothing of the URL. */
export class MailFailed extends Error {
  override readonly name = "MailFailed";
}

export interface MailerOptions {
  /** With the server's user and password: it is shown nowhere. */
  readonly url: string;
  readonly from: string;
  readonly withinMs?: number;
}

const CONNECTIONS = 4;
const WITHIN_MS = 30_000;
const REACH_MS = 10_000;
const IDLE_MS = 30_000;

/** The library is loaded here: a server without mail does without. */
export async function openMailer(options: MailerOptions): Promise<Mailer> {
  const { url, from, withinMs = WITHIN_MS } = options;
  const transport = await openTransport(url, Math.min(REACH_MS, withinMs));
  const domain = domainOf(from);
  return {
    async send({ to, subject, text, html, id, unsubscribeUrl }) {
      const hash = createHash("sha256").update(`${id} ${to}`).digest("hex").slice(0, 32);
      const sent = transport.sendMail({
        from,
        to: { name: "", address: to },
        subject,
        text,
        html,
        messageId: `<${hash}@${domain}>`,
        ...(unsubscribeUrl !== null && { list: { unsubscribe: { url: unsubscribeUrl } } }),
        headers: {
          ...(unsubscribeUrl !== null && {
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }),
          "Auto-Submitted": "auto-generated",
        },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal: AbortSignal.timeout(withinMs),
      });
      await sent.catch((error: unknown) => {
        throw failureOf(error);
      });
    },
    async [Symbol.asyncDispose]() {
      transport.close();
    },
  };
}

/** Null where the server greets, and takes the user and password of the URL; else why not. */
export async function whyMailIsAway(url: string, withinMs: number): Promise<string | null> {
  const transport = await openTransport(url, withinMs);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return failureOf(error).message;
  } finally {
    transport.close();
  }
}

async function openTransport(url: string, withinMs: number) {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    // A connection that breaks off may have handed the mail over: the caller decides about a second.
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: withinMs,
    greetingTimeout: withinMs,
    dnsTimeout: withinMs,
    socketTimeout: 2 * withinMs,
  });
}

interface SmtpError {
  readonly code?: unknown;
  /** Of the system: why there is no connection. */
  readonly originalCode?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/** Servers repeat addresses in what they say, so only their numbers are passed on. */
function failureOf(error: unknown): MailRefused | MailFailed {
  const { code, originalCode, command, responseCode } = (error ?? {}) as SmtpError;
  const said = typeof responseCode === "number" ? responseCode : null;
  const step = typeof command === "string" ? command : "CONN";
  const reason = [originalCode, code].find((each) => typeof each === "string") ?? "error";
  const about = `${reason} at ${step}`;
  const text = said === null ? about : `${about}: ${said}`;
  const ofRecipient = code === "EENVELOPE" || code === "EMESSAGE";
  // What a server has against the sender is the operator's to mend, and holds for every mail.
  if (ofRecipient && step === "API") return new MailRefused(text);
  const refused = ofRecipient && step !== "MAIL FROM" && said !== null && said >= 500;
  return refused ? new MailRefused(text) : new MailFailed(text);
}

function domainOf(from: string): string {
  return /@([^\s@<>]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
}
