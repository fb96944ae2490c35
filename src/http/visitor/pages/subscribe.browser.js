// Runs on the subscription page. Whatever fails, the visitor goes on to where the link leads.
(() => {
  const allow = document.querySelector("button");
  const onward = document.querySelector("a.next");
  const status = document.querySelector("[role=status]");
  let gone = false;

  // In place of this page: on the way back a visitor would be sent on again by it.
  function goOn() {
    if (gone) return;
    gone = true;
    location.replace(onward.href + location.hash);
  }

  function bytesOf(base64url) {
    const text = atob(base64url.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  }

  // A browser has one subscription for a host; one of another key gives way.
  function subscribe(push) {
    const options = { userVisibleOnly: true, applicationServerKey: bytesOf(allow.dataset.key) };
    return push.subscribe(options).catch((error) => {
      if (error.name !== "InvalidStateError") throw error;
      return push
        .getSubscription()
        .then((old) => old.unsubscribe())
        .then(() => push.subscribe(options));
    });
  }

  function store(subscription) {
    return fetch(`${location.pathname.replace(/\/$/, "")}/subscribe`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ marker: allow.dataset.marker, subscription: subscription }),
      keepalive: true,
    });
  }

  // A push service that is slow keeps nobody from where the link leads.
  function subscribeInTime() {
    setTimeout(goOn, 8000);
    return navigator.serviceWorker
      .register("/sw.js")
      .then(() => navigator.serviceWorker.ready)
      .then((registration) => subscribe(registration.pushManager))
      .then(store);
  }

  function ask() {
    status.textContent = status.dataset.asking;
    return Notification.requestPermission().then(
      (answer) => answer === "granted" && subscribeInTime(),
    );
  }

  const able =
    window.isSecureContext &&
    "serviceWorker" in navigator &&
    "PushManager" in window &&
    "Notification" in window &&
    Notification.permission !== "denied";
  if (!able) {
    goOn();
    return;
  }
  allow.hidden = false;
  let asked = false;
  allow.addEventListener("click", () => {
    if (asked) return;
    asked = true;
    ask().then(goOn, goOn);
  });
  onward.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goOn();
  });
})();
