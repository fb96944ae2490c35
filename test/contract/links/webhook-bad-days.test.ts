import { once } from "node:events";
import { createServer } from "node:https";
import { type AddressInfo, createServer as createRawServer } from "node:net";
import { describe, expect, test } from "vitest";
import { insertDueEvents, newHooked } from "../../support/hooked.ts";
import { PATIENT } from "../../support/patient.ts";
import { answerWith, ok, type Reply, startReceiver, useReceiver } from "../../support/receiver.ts";
import { strangeCertificate } from "../../support/strange-certificate.ts";
import { useVisitedApp } from "../../support/visitor.ts";
import { ask, resultOf } from "../admin/ask.ts";

const receiver = useReceiver();
const running = useVisitedApp({
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1", SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" },
});
type Hooked = Awaited<ReturnType<typeof newHooked>>;

/** How the only delivery stands once it was attempted so often. */
async function attempted(hooked: Hooked, attempts: number) {
  await expect.poll(async () => (await hooked.deliveries())[0]?.attempts, PATIENT).toBe(attempts);
  return (await hooked.deliveries())[0];
}

/** Whether the workspace's global webhook is on. */
async function isOn({ workspaceIdx }: Hooked): Promise<string | undefined> {
  const all = await resultOf<{ workspaceIdx: number; globalWebhook: { enableYn: string } }[]>(
    ask(running.app, "GET", "workspaces"),
  );
  return all.find((row) => row.workspaceIdx === workspaceIdx)?.globalWebhook.enableYn;
}

const BIG = Buffer.alloc(10 * 1024 * 1024, "x");

describe("one attempt at a receiver that", () => {
  test.for<[string, Reply, object]>([
    [
      "closes before its answer is tried again",
      (response) => response.destroy(),
      { status: "pending", lastStatus: null, lastError: "ECONNRESET" },
    ],
    [
      "answers 10 MB is over at its status",
      (response) => response.end(BIG),
      { status: "delivered", lastStatus: 200, lastError: null },
    ],
    [
      "redirects to a private address is tried again, and leads nowhere",
      (response) => response.writeHead(307, { location: "http://127.0.0.1:22/" }).end(),
      { status: "pending", lastStatus: 307, lastError: "HTTP 307" },
    ],
    [
      "says that it is gone is the last",
      answerWith(410),
      { status: "dead", lastStatus: 410, lastError: "HTTP 410", nextYmdt: null },
    ],
    [
      "never answers is given up after 5 s",
      () => {},
      { status: "pending", lastStatus: null, lastError: "no answer within 5 s" },
    ],
  ])("%s", async ([name, reply, expected]) => {
    const path = `/${name.replaceAll(/\W/g, "-")}`;
    receiver.reply(path, reply);
    const hooked = await newHooked(running, receiver, { path });
    await hooked.visit((await hooked.newLink()).slug);
    expect(await attempted(hooked, 1)).toMatchObject(expected);
  });

  test("has a certificate that nobody trusts is tried again, and told nothing", async () => {
    let told = 0;
    const server = createServer(strangeCertificate, (_, response) => {
      told += 1;
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const hooked = await newHooked(
      running,
      { ...receiver, origin: `https://127.0.0.1:${port}` },
      { path: "/" },
    );
    await hooked.visit((await hooked.newLink()).slug);
    expect(await attempted(hooked, 1)).toMatchObject({
      status: "pending",
      lastStatus: null,
      lastError: "DEPTH_ZERO_SELF_SIGNED_CERT",
    });
    expect(told).toBe(0);
    server.close();
  });

  test("is not there any more is tried again", async () => {
    const gone = await startReceiver();
    await gone[Symbol.asyncDispose]();
    const hooked = await newHooked(running, gone, { path: "/" });
    await hooked.visit((await hooked.newLink()).slug);
    expect(await attempted(hooked, 1)).toMatchObject({
      lastStatus: null,
      lastError: "ECONNREFUSED",
    });
  });
});

describe("a receiver is sent an event once that answers", () => {
  const OK = "HTTP/1.1 200 OK\r\n";
  const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
  test.for<[string, string, "closes"?]>([
    ["204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok"],
    ["with 20 KB of cookies", `${OK}${"Set-Cookie: a=b\r\n".repeat(1_200)}\r\n`, "closes"],
    ["with a chunk cut off", `${OK}${CHUNKED}ff\r\nhalf`, "closes"],
    ["with a body that never ends", `${OK}${CHUNKED}1\r\nx\r\n`],
    ["with headers that break off", `${OK}Content-Le`, "closes"],
    ["with two lengths", `${OK}Content-Length: 1\r\nContent-Length: 2\r\n\r\nok`],
  ])("%s", async ([, answer, ending]) => {
    let events = 0;
    const server = createRawServer((socket) => {
      socket.on("error", () => {});
      socket.on("data", (packet) => {
        if (packet.includes("POST /odd HTTP/1.1")) events += 1;
        socket.write(answer);
        if (ending === "closes") socket.end();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const odd = { ...receiver, origin: `http://127.0.0.1:${port}` };
    const hooked = await newHooked(running, odd, { path: "/odd" });
    await hooked.visit((await hooked.newLink()).slug);
    expect(await attempted(hooked, 1)).toMatchObject({ status: "delivered", lastError: null });
    expect([events, await hooked.jobs()]).toEqual([1, 0]);
    server.close();
  });
});

test("a receiver that fails for two days has ten attempts, each later than the one before", async () => {
  receiver.reply("/fails-long", answerWith(500));
  const hooked = await newHooked(running, receiver, { path: "/fails-long" });
  await hooked.visit((await hooked.newLink()).slug);
  const waits: number[] = [];
  for (let tries = 1; tries <= 9; tries += 1) {
    const seen = await attempted(hooked, tries);
    waits.push((Date.parse(`${seen?.nextYmdt}+07:00`) - Date.now()) / 1_000);
    await hooked.makeDue();
  }
  expect(await attempted(hooked, 10)).toMatchObject({
    status: "dead",
    lastStatus: 500,
    nextYmdt: null,
  });
  for (const [index, seconds] of [
    5, 30, 120, 600, 1_800, 7_200, 21_600, 43_200, 86_400,
  ].entries()) {
    // A tenth sooner or later, and what the looking took.
    expect(waits[index]).toBeGreaterThan(seconds * 0.9 - 5);
    expect(waits[index]).toBeLessThan(seconds * 1.1 + 1);
  }
  expect(new Set(receiver.at("/fails-long").map(({ body }) => body)).size).toBe(1);
});

test("fifty dead in a row disable the webhook; a delivered one between them keeps it on", async () => {
  const replies = [...Array.from({ length: 49 }, () => 410), 200];
  receiver.reply("/dies", (response) => response.writeHead(replies.shift() ?? 410).end());
  const hooked = await newHooked(running, receiver, { path: "/dies" });
  const { slug } = await hooked.newLink();
  await hooked.visit(slug, 99);
  await expect.poll(() => receiver.at("/dies").length, PATIENT).toBe(99);
  await expect.poll(() => hooked.deliveries("&status=pending"), PATIENT).toEqual([]);
  expect(await isOn(hooked)).toBe("Y");
  await hooked.visit(slug);
  await expect.poll(() => isOn(hooked), PATIENT).toBe("N");
  await hooked.visit(slug);
  const address = `linkId=${slug}&domain=http://localhost:8080`;
  const clicks = async () =>
    ((await hooked.links("GET", `/api/link/v1/get?${address}`)) as { acesCnt: number }).acesCnt;
  await expect.poll(clicks, PATIENT).toBe(101);
  // Nothing is told of a click that was counted while the webhook was off.
  await hooked.setGlobal({ enableYn: "Y" });
  receiver.reply("/dies", ok);
  await hooked.visit(slug);
  await expect.poll(() => receiver.at("/dies").length, PATIENT).toBe(101);
  expect(JSON.parse(receiver.at("/dies").at(-1)?.body ?? "").acesCnt).toBe(102);
});

test("fifty dead of a group's webhook disable that one, and the global one goes on", async () => {
  receiver.reply("/group-dies", answerWith(410));
  const hooked = await newHooked(running, receiver, { path: "/lives" });
  const groupId = await hooked.newGroup();
  await hooked.links("PUT", "/api/link-group/v1/update", {
    grpIdx: groupId,
    webhookEnableYn: "Y",
    webhookCallbackUrl: `${receiver.origin}/group-dies`,
  });
  const { slug } = await hooked.newLink({ groupId });
  await hooked.visit(slug, 50);
  const webhookOf = async () =>
    (
      (await hooked.links("GET", `/api/link-group/v1/get?grpIdx=${groupId}`)) as {
        webhookEnableYn: string;
      }
    ).webhookEnableYn;
  await expect.poll(webhookOf, PATIENT).toBe("N");
  expect(await isOn(hooked)).toBe("Y");
  await hooked.visit(slug);
  await expect.poll(() => receiver.at("/lives").length, PATIENT).toBe(1);
});

test("ten thousand due events of a receiver that hangs delay nobody, and all come when it wakes", async () => {
  await using sleeper = await startReceiver();
  sleeper.reply("/", () => {});
  const asleep = await newHooked(running, sleeper, { path: "/" });
  const { id: linkId, slug } = await asleep.newLink();
  const many = 10_000;
  await insertDueEvents(running, { workspaceId: asleep.workspaceIdx, linkId, slug, many });
  const awake = await newHooked(running, receiver, { path: "/awake" });
  const other = await awake.newLink();
  await expect.poll(() => sleeper.received.length, PATIENT).toBeGreaterThan(0);
  const clicked = performance.now();
  await awake.visit(other.slug);
  await expect.poll(() => receiver.at("/awake").length, PATIENT).toBe(1);
  expect((receiver.at("/awake")[0]?.at ?? 0) - clicked).toBeLessThan(5_000);

  sleeper.reply("/", ok);
  const came = () => new Set(sleeper.received.map(({ body }) => JSON.parse(body).eventId)).size;
  await expect.poll(came, { timeout: 150_000, interval: 250 }).toBe(many);
  await expect.poll(() => asleep.deliveries("&status=pending"), PATIENT).toMatchObject([]);
  expect(sleeper.mostAtOnce()).toBeLessThanOrEqual(16);
}, 240_000);
