import { describe, expect, test } from "vitest";
import { deleteOldDeliveries } from "../../../src/notifications/delete-old-deliveries.ts";
import { newHooked } from "../../support/hooked.ts";
import { newPerson } from "../../support/people.ts";
import { answerWith, ok, useReceiver } from "../../support/receiver.ts";
import { useVisitedApp } from "../../support/visitor.ts";
import { ask, makeWorkspaceIdx } from "./ask.ts";

const receiver = useReceiver();
const running = useVisitedApp({
  env: { SIMPUL_TRUST_PROXY: "127.0.0.1", SIMPUL_ALLOW_PRIVATE_ADDRESSES: "true" },
});
const PATIENT = { timeout: 15_000 };
const LOCAL = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const failure = (code: number, message: string) => ({ code, message, result: null });
const hook = (path: string) => newHooked(running, receiver, { path });
type Hooked = Awaited<ReturnType<typeof hook>>;

async function untilFirst(hooked: Hooked, like: object): Promise<void> {
  await expect.poll(async () => (await hooked.deliveries())[0], PATIENT).toMatchObject(like);
}

describe("the list of deliveries", () => {
  test("has a row for each event, the newest first, in pages of 30 and by status", async () => {
    const hooked = await hook("/listed");
    const groupId = await hooked.newGroup();
    const { slug } = await hooked.newLink({ groupId });
    await hooked.visit(slug, 30);
    await expect.poll(() => receiver.at("/listed").length, PATIENT).toBe(30);
    receiver.reply("/listed", answerWith(410));
    await hooked.visit(slug);
    await untilFirst(hooked, { status: "dead" });
    const list = (query: string) =>
      ask(running.app, "GET", `deliveries?workspaceIdx=${hooked.workspaceIdx}${query}`);
    const extra = { pages: 1, nextPages: 1, nextYn: "N", count: 1, totalCount: 1 };
    expect((await list("&status=dead")).body).toStrictEqual({
      code: 0,
      message: "",
      result: {
        extra,
        list: [
          {
            deliveryIdx: expect.any(Number),
            eventId: expect.stringMatching(UUID),
            grpIdx: groupId,
            linkId: slug,
            domain: "http://localhost:8080",
            callbackUrl: `${receiver.origin}/listed`,
            status: "dead",
            attempts: 1,
            lastStatus: 410,
            lastError: "HTTP 410",
            regYmdt: expect.stringMatching(LOCAL),
            nextYmdt: null,
          },
        ],
      },
    });
    expect((await list("")).body).toMatchObject({
      result: { extra: { pages: 1, nextPages: 2, nextYn: "Y", count: 30, totalCount: 31 } },
    });
    expect((await list("&pages=2")).body).toMatchObject({
      result: { extra: { ...extra, pages: 2, nextPages: 2, totalCount: 31 } },
    });
    expect((await list("&status=pending")).body).toStrictEqual({
      code: 0,
      message: "",
      result: { extra: { ...extra, count: 0, totalCount: 0 }, list: [] },
    });
  });

  test.for<[string, string, object]>([
    ["names no workspace", "", failure(40010, "workspaceIdx is missing")],
    [
      "names one that is not there",
      "?workspaceIdx=999999",
      failure(40400, "no such workspace: workspaceIdx"),
    ],
    [
      "has a status that there is not",
      "?workspaceIdx=1&status=lost",
      failure(40011, "status is not valid: it must be one of pending, delivered, dead"),
    ],
  ])("is refused where the call %s", async ([, query, expected]) => {
    expect((await ask(running.app, "GET", `deliveries${query}`)).body).toStrictEqual(expected);
  });
});

describe("what is sent again", () => {
  test("is the same event in a new round of attempts, dead or delivered", async () => {
    receiver.reply("/again", answerWith(410));
    const hooked = await hook("/again");
    await hooked.visit((await hooked.newLink()).slug);
    await untilFirst(hooked, { status: "dead", attempts: 1 });
    const [row] = await hooked.deliveries();
    const again = () => hooked.redeliver(row?.deliveryIdx ?? 0);
    receiver.reply("/again", answerWith(500));
    expect(await again()).toBeNull();
    await untilFirst(hooked, { status: "pending", attempts: 2, lastStatus: 500 });
    receiver.reply("/again", ok);
    await again();
    await untilFirst(hooked, { status: "delivered", attempts: 3, nextYmdt: null });
    await again();
    await untilFirst(hooked, { status: "delivered", attempts: 4 });
    // The retry that was put off meanwhile has nothing to do any more.
    await hooked.makeDue();
    await hooked.visit((await hooked.newLink()).slug);
    await expect.poll(() => receiver.at("/again").length, PATIENT).toBe(5);
    const sent = receiver.at("/again").slice(0, 4);
    expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  });

  test.for([1, 64, 999_999_999, Number.MAX_SAFE_INTEGER])(
    "is refused where no delivery has the number %d",
    async (deliveryIdx) => {
      const { body } = await ask(running.app, "POST", "deliveries/redeliver", { deliveryIdx });
      expect(body).toStrictEqual(failure(40400, "no such delivery: deliveryIdx"));
    },
  );
});

describe("between the click and the attempt", () => {
  /** An event whose first attempt failed. */
  async function failedOnce(path: string, groupId?: number, made?: Hooked): Promise<Hooked> {
    receiver.reply(path, answerWith(500));
    const hooked = made ?? (await hook(path));
    await hooked.visit((await hooked.newLink(groupId === undefined ? {} : { groupId })).slug);
    await untilFirst(hooked, { attempts: 1 });
    receiver.reply(path, ok);
    return hooked;
  }

  async function newGroupHook(path: string): Promise<{ hooked: Hooked; groupId: number }> {
    const hooked = await hook(`${path}-global`);
    const groupId = await hooked.newGroup();
    await hooked.links("PUT", "/api/link-group/v1/update", {
      grpIdx: groupId,
      webhookEnableYn: "Y",
      webhookCallbackUrl: receiver.origin + path,
    });
    await failedOnce(path, groupId, hooked);
    return { hooked, groupId };
  }

  test("a webhook that is switched off puts it off, and on again lets it come", async () => {
    const hooked = await failedOnce("/switched");
    await hooked.setGlobal({ enableYn: "N" });
    await hooked.makeDue();
    await untilFirst(hooked, { status: "pending", attempts: 2, lastError: "the webhook is off" });
    await hooked.setGlobal({ enableYn: "Y" });
    await hooked.makeDue();
    await untilFirst(hooked, { status: "delivered", attempts: 3 });
    expect(receiver.at("/switched")).toHaveLength(2);
  });

  test("a changed URL is where it goes", async () => {
    const hooked = await failedOnce("/moved");
    await hooked.setGlobal({ callbackUrl: `${receiver.origin}/moved-to` });
    await hooked.makeDue();
    await expect.poll(() => receiver.at("/moved-to").length, PATIENT).toBe(1);
    expect(receiver.at("/moved-to")[0]?.body).toBe(receiver.at("/moved")[0]?.body);
  });

  test("a group's webhook rests while the global one is off", async () => {
    const { hooked } = await newGroupHook("/rests");
    await hooked.setGlobal({ enableYn: "N" });
    await hooked.makeDue();
    await untilFirst(hooked, { status: "pending", attempts: 2, lastError: "the webhook is off" });
    expect(receiver.at("/rests")).toHaveLength(1);
  });

  test("a deleted group takes it with it", async () => {
    const { hooked, groupId } = await newGroupHook("/group-gone");
    await hooked.links("DELETE", `/api/link-group/v1/delete?grpIdx=${groupId}`);
    await hooked.makeDue();
    await untilFirst(hooked, { status: "dead", attempts: 2, lastError: "the group is gone" });
    expect(receiver.at("/group-gone")).toHaveLength(1);
  });

  test("a deleted link changes nothing: it tells what was", async () => {
    const hooked = await hook("/link-gone");
    receiver.reply("/link-gone", answerWith(500));
    const { slug } = await hooked.newLink();
    await hooked.visit(slug);
    await untilFirst(hooked, { attempts: 1 });
    await hooked.links("DELETE", `/api/link/v1/delete?linkId=${slug}&domain=http://localhost:8080`);
    receiver.reply("/link-gone", ok);
    await hooked.makeDue();
    await untilFirst(hooked, { status: "delivered" });
    expect(new Set(receiver.at("/link-gone").map(({ body }) => body)).size).toBe(1);
  });

  test("an erased user is nobody from then on", async () => {
    const hooked = await hook("/person");
    receiver.reply("/person", answerWith(500));
    const { db } = running.app.context;
    const euid = await newPerson(db, hooked.workspaceIdx);
    const { slug } = await hooked.newLink();
    const made = await hooked.links("POST", "/api/link/v1/personalize", {
      linkId: slug,
      euids: [euid],
    });
    const [{ shortUrl }] = made as [{ shortUrl: string }];
    await hooked.visit(new URL(shortUrl).pathname.slice(1));
    await untilFirst(hooked, { attempts: 1 });
    await hooked.erase(euid);
    receiver.reply("/person", ok);
    await hooked.makeDue();
    await untilFirst(hooked, { status: "delivered" });
    const euids = receiver.at("/person").map(({ body }) => JSON.parse(body).click.euid);
    expect(euids).toEqual([euid, null]);
  });

  test("a deleted workspace takes all with it", async () => {
    const hooked = await failedOnce("/workspace-gone");
    const { workspaceIdx } = hooked;
    await ask(running.app, "DELETE", `workspaces?workspaceIdx=${workspaceIdx}`);
    await hooked.makeDue();
    const other = await hook("/workspace-lives");
    await other.visit((await other.newLink()).slug);
    await untilFirst(other, { status: "delivered" });
    await expect.poll(() => hooked.jobs(), PATIENT).toBe(0);
    expect(receiver.at("/workspace-gone")).toHaveLength(1);
  });
});

test("a month later the settled ones are forgotten, and what is under way is not", async () => {
  receiver.reply("/old", answerWith(500));
  const hooked = await hook("/old");
  const { slug } = await hooked.newLink();
  await hooked.visit(slug);
  await untilFirst(hooked, { attempts: 1 });
  receiver.reply("/old", ok);
  await hooked.visit(slug);
  await untilFirst(hooked, { status: "delivered" });
  const { db } = running.app.context;
  const inDays = (days: number) => () => new Date(Date.now() + days * 86_400_000);
  await deleteOldDeliveries({ db, clock: inDays(29) }, hooked.workspaceIdx);
  expect(await hooked.deliveries()).toHaveLength(2);
  await deleteOldDeliveries({ db, clock: inDays(31) }, hooked.workspaceIdx);
  expect(await hooked.deliveries()).toMatchObject([{ status: "pending" }]);
});

describe("a test event", () => {
  const tryOut = (workspaceIdx: number) =>
    ask(running.app, "POST", "webhooks/test", { workspaceIdx });

  test("goes to the global URL now, and what the receiver says is told", async () => {
    const hooked = await hook("/tried");
    receiver.reply("/tried", (response) => response.writeHead(202).end("got \u001b[31mit"));
    const { body } = await tryOut(hooked.workspaceIdx);
    const [sent] = receiver.at("/tried");
    const eventId = JSON.parse(sent?.body ?? "").eventId;
    expect(body).toStrictEqual({
      code: 0,
      message: "",
      result: { eventId, status: 202, error: null, ms: expect.any(Number), answer: "got �[31mit" },
    });
    expect(JSON.parse(sent?.body ?? "")).toMatchObject({ type: "webhook.test", linkId: "test" });
    expect(await hooked.deliveries()).toEqual([]);
  });

  test("can be sent while the webhook is off, to see whether it may be turned on", async () => {
    const hooked = await hook("/tried-off");
    await hooked.setGlobal({ enableYn: "N" });
    receiver.reply("/tried-off", answerWith(404));
    expect((await tryOut(hooked.workspaceIdx)).body).toMatchObject({
      result: { status: 404, error: "HTTP 404" },
    });
  });

  test("is refused where there is nothing to send it to or to sign it with", async () => {
    const bare = await makeWorkspaceIdx(running.app);
    expect((await tryOut(bare)).body).toStrictEqual(
      failure(
        40020,
        "globalWebhook.callbackUrl is not an allowed webhook address: an enabled webhook needs one",
      ),
    );
    const unsigned = await makeWorkspaceIdx(running.app);
    await ask(running.app, "PUT", "workspaces", {
      workspaceIdx: unsigned,
      globalWebhook: { callbackUrl: `${receiver.origin}/unsigned` },
    });
    expect((await tryOut(unsigned)).body).toStrictEqual(
      failure(40021, "globalWebhook: the workspace's global webhook is off"),
    );
    const small = await makeWorkspaceIdx(running.app, { plan: "Premium" });
    expect((await tryOut(small)).body).toStrictEqual(
      failure(40300, "globalWebhook: this needs the Enterprise plan"),
    );
  });
});
