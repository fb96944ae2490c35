import { ask } from "../../api.ts";

const PATH = "/api/workspace/v1/push-subscription";

/** Asks the person, then tells the server where this browser is reached; answers that address. */
export async function subscribe(applicationServerKey: string): Promise<string> {
  if ((await Notification.requestPermission()) !== "granted") {
    throw new DOMException("Notification", "NotAllowedError");
  }
  await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  const worker = await navigator.serviceWorker.ready;
  const subscription = await worker.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey,
  });
  const { endpoint, keys } = subscription.toJSON();
  const body = { endpoint, p256dh: keys?.["p256dh"], auth: keys?.["auth"] };
  await ask(PATH, { method: "POST", body });
  return subscription.endpoint;
}

/** The browser stays subscribed: visitors of links on this host share its one subscription. */
export async function unsubscribe(endpoint: string): Promise<void> {
  await ask(PATH, { method: "DELETE", query: { endpoint } });
}
