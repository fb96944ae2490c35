import { createHash, createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import { newHooked } from "../../support/hooked.ts";
import { type Received, useReceiver } from "../../support/receiver.ts";
import { useVisitedApp } from "../../support/visitor.ts";
import { ask, resultOf } from "../admin/ask.ts";

const receiver = useReceiver();
const running = useVisitedApp({
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1", SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" },
});
const HEX_32 = /^[0-9a-f]{32}$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Waits until a path has so many. */
async function sentTo(path: string, many: number): Promise<Received[]> {
  await expect
    .poll(() => receiver.at(path).length, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(many);
  return receiver.at(path);
}

const told = ({ body }: Received) => JSON.parse(body);

/** As a receiver would check our own scheme: nothing of it but the document. */
function signaturesOf({ headers, body }: Received, secret: string) {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const signed = String(headers["x-vivoldi-signature"]);
  const [time, ...rest] = signed.split(",");
  const expected = createHmac("sha256", key)
    .update(`${time?.slice(2)}.${body}`)
    .digest("hex");
  return { signed, time, expected: `v1=${expected}`, given: rest.slice(0, -1), last: rest.at(-1) };
}

test("an event says all there is to say, in this order, with every header", async () => {
  const hooked = await newHooked(running, receiver, { path: "/whole" });
  const groupId = await hooked.newGroup();
  const { slug } = await hooked.newLink({ groupId, url: "https://shop.example/spring" });
  await hooked.visit(slug, 1);
  const [sent] = await sentTo("/whole", 1);
  if (sent === undefined) throw new Error("it was sent");
  const { eventId, occurredAt } = told(sent);
  expect(sent.body).toBe(
    JSON.stringify({
      payloadVersion: "v1",
      eventId,
      type: "link.click",
      compIdx: hooked.workspaceIdx,
      grpIdx: groupId,
      linkId: slug,
      domain: "http://localhost:8080",
      url: "https://shop.example/spring",
      metric: "C",
      frequency: 1,
      acesCnt: 1,
      pernCnt: 1,
      occurredAt,
      click: {
        country: "ID",
        device: "mobile",
        os: "Android",
        browser: "Chrome",
        referrer: "",
        language: "",
        qrYn: "N",
        euid: null,
      },
    }),
  );
  expect(eventId).toMatch(UUID);
  expect(occurredAt).toMatch(ISO);
  const { headers } = sent;
  const at = Number(headers["x-vivoldi-timestamp"]);
  expect(Math.abs(Date.now() - at)).toBeLessThan(10_000);
  expect(headers).toStrictEqual({
    host: new URL(receiver.origin).host,
    connection: "keep-alive",
    "user-agent": "Simpul",
    "accept-encoding": "identity",
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(sent.body)),
    "x-vivoldi-request-id": expect.stringMatching(HEX_32),
    "x-vivoldi-event-id": eventId,
    "x-vivoldi-webhook-type": "GLOBAL",
    "x-vivoldi-resource-type": "URL",
    "x-vivoldi-action-type": "NONE",
    "x-vivoldi-comp-idx": String(hooked.workspaceIdx),
    "x-vivoldi-timestamp": String(at),
    "x-content-sha256": createHash("sha256").update(sent.body).digest("hex"),
    "x-vivoldi-signature": headers["x-vivoldi-signature"],
    "webhook-id": eventId,
    "webhook-timestamp": String(Math.floor(at / 1_000)),
    "webhook-signature": headers["webhook-signature"],
  });
  const { signed, expected } = signaturesOf(sent, hooked.secret);
  expect(signed).toBe(`t=${at},${expected},alg=hmac-sha256`);
  const standard = headers as Record<string, string>;
  expect(new Webhook(hooked.secret).verify(sent.body, standard)).toEqual(told(sent));
});

test("while two secrets hold both sign, the new one first", async () => {
  const hooked = await newHooked(running, receiver, { path: "/rotated" });
  const { slug } = await hooked.newLink();
  const { webhookSecretKey } = await resultOf<{ webhookSecretKey: string }>(
    ask(running.app, "POST", "webhooks/rotate-secret", { workspaceIdx: hooked.workspaceIdx }),
  );
  await hooked.visit(slug);
  const [sent] = await sentTo("/rotated", 1);
  if (sent === undefined) throw new Error("it was sent");
  const [newer, older] = [webhookSecretKey, hooked.secret].map((it) => signaturesOf(sent, it));
  expect(newer?.given).toEqual([newer?.expected, older?.expected]);
  for (const secret of [webhookSecretKey, hooked.secret]) {
    const headers = sent.headers as Record<string, string>;
    expect(new Webhook(secret).verify(sent.body, headers)).toEqual(told(sent));
  }
});

test("a group's own webhook replaces the global one, with its own secret", async () => {
  const hooked = await newHooked(running, receiver, { path: "/global" });
  const groupId = await hooked.newGroup();
  const secret = await hooked.links("PUT", "/api/link-group/v1/update", {
    grpIdx: groupId,
    webhookEnableYn: "Y",
    webhookCallbackUrl: `${receiver.origin}/group`,
    webhookMetric: "P",
  });
  const { slug } = await hooked.newLink({ groupId });
  await hooked.visit(slug);
  const [sent] = await sentTo("/group", 1);
  if (sent === undefined) throw new Error("it was sent");
  expect(sent.headers["x-vivoldi-webhook-type"]).toBe("GROUP");
  expect(told(sent)).toMatchObject({ grpIdx: groupId, metric: "P", acesCnt: 1, pernCnt: 1 });
  const headers = sent.headers as Record<string, string>;
  expect(new Webhook(String(secret)).verify(sent.body, headers)).toEqual(told(sent));
  expect(receiver.at("/global")).toEqual([]);
});

test("a group's webhook of every 200th click, and the global one, fire at clicks 200 and 400", async () => {
  const hooked = await newHooked(running, receiver, { path: "/global-200th", frequency: 200 });
  const groupId = await hooked.newGroup();
  await hooked.links("PUT", "/api/link-group/v1/update", {
    grpIdx: groupId,
    webhookEnableYn: "Y",
    webhookCallbackUrl: `${receiver.origin}/group-200th`,
    webhookFrequency: 200,
  });
  const grouped = await hooked.newLink({ groupId });
  const alone = await hooked.newLink();
  for (const { slug } of [grouped, alone]) await hooked.visit(slug, 401);
  for (const path of ["/group-200th", "/global-200th"]) {
    const sent = (await sentTo(path, 2)).map(told);
    expect(sent.map(({ frequency, acesCnt }) => [frequency, acesCnt])).toEqual([
      [200, 200],
      [200, 400],
    ]);
  }
}, 60_000);

test("events of one link come in the order of its clicks", async () => {
  const hooked = await newHooked(running, receiver, { path: "/order" });
  // The first is answered last, if they were sent together.
  let slowest = 40;
  receiver.reply("/order", (response) => {
    slowest = Math.max(0, slowest - 4);
    setTimeout(() => response.end(), slowest);
  });
  const { slug } = await hooked.newLink();
  await hooked.visit(slug, 30);
  const sent = await sentTo("/order", 30);
  expect(sent.map((one) => told(one).acesCnt)).toEqual(Array.from({ length: 30 }, (_, n) => n + 1));
});

describe("a receiver that", () => {
  test("fails is sent the same again, under a new request id", async () => {
    const hooked = await newHooked(running, receiver, { path: "/failing" });
    const replies = [500, 302, 204];
    receiver.reply("/failing", (response) => {
      response.writeHead(replies.shift() ?? 500, { location: `${receiver.origin}/led-on` }).end();
    });
    const { slug } = await hooked.newLink();
    await hooked.visit(slug);
    for (const tries of [1, 2]) {
      await sentTo("/failing", tries);
      await expect.poll(async () => (await hooked.deliveries())[0]?.attempts).toBe(tries);
      await hooked.makeDue();
    }
    const sent = await sentTo("/failing", 3);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers["x-vivoldi-event-id"])).size).toBe(1);
    expect(new Set(sent.map(({ headers }) => headers["x-vivoldi-request-id"])).size).toBe(3);
    expect(receiver.at("/led-on")).toEqual([]);
    await expect
      .poll(() => hooked.deliveries())
      .toMatchObject([
        { status: "delivered", attempts: 3, lastStatus: 204, lastError: null, nextYmdt: null },
      ]);
  });
});
