// The service worker of a link domain: shows what is pushed to it, and opens where that leads.
// It hears of no other request, so it changes nothing for the pages of the host.

// A newer worker takes over at once: there is nothing of the older one to finish.
self.addEventListener("install", () => self.skipWaiting());

function messageIn(data) {
  try {
    const message = data.json();
    return typeof message === "object" && message !== null ? message : {};
  } catch {
    return {};
  }
}

// Browsers show one of their own, or end the subscription, where a push shows nothing.
self.addEventListener("push", (event) => {
  const message = event.data === null ? {} : messageIn(event.data);
  const title = message.title || self.location.host;
  const options = { body: message.body || "", data: { url: message.url || "" } };
  // One of the same tag takes the place of the one before it.
  if (message.tag) options.tag = message.tag;
  event.waitUntil(self.registration.showNotification(title, options));
});

function isWeb(url) {
  return url.protocol === "https:" || url.protocol === "http:";
}

async function open(address) {
  if (address === "") return;
  const url = new URL(address, self.location.origin);
  if (!isWeb(url)) return;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const tab = tabs.find((each) => each.url === url.href);
  if (tab !== undefined) await tab.focus();
  else await self.clients.openWindow(url.href);
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});
