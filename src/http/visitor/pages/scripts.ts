import { readFileSync } from "node:fs";

/** Takes the destination from the link on the page, so one hash fits every destination. */
export const moveOnScript = 'location.replace(document.querySelector("a.next").href)';

/** What varies is read from the page, so one hash fits every link. */
export const subscribeScript = readFileSync(
  new URL("./subscribe.browser.js", import.meta.url),
  "utf8",
);
