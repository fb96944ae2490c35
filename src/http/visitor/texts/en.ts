import type { Texts } from "./catalogue.ts";

const askForNew = "Need a new one? Ask the person or account that shared it with you.";

export const en: Texts = {
  shortLinksOf: (owner) => `Short links of ${owner}`,
  notFound: {
    title: "No link here",
    heading: "There is no link at this address",
    spelling: "Check the spelling: capital and small letters count.",
    ask: "If you tapped it in a message or scanned it, ask whoever shared it for a new one.",
  },
  early: {
    title: (day) => `Opens on ${day}`,
    heading: "This link is not open yet",
    opens: "Opens",
    again: "Open the same link again after that time.",
  },
  expired: {
    title: "Link has ended",
    heading: "This link has ended",
    until: "Was open until",
    ask: askForNew,
  },
  full: {
    title: "Link is full",
    heading: "This link is full",
    why: "It has been opened as many times as it allows. It stays closed for those who opened it before, too.",
    ask: askForNew,
  },
  password: {
    title: "Enter the password",
    wrongTitle: "Error: that password is not right",
    heading: "This link needs a password",
    where: "The password is in the message or on the poster where you found this link.",
    label: "Password",
    hint: "Capital and small letters count.",
    open: "Open the link",
    wrong: (triesLeft) => `That password is not right. ${left(triesLeft)}`,
  },
  passwordWait: {
    title: "Too many tries",
    heading: "Too many tries",
    why: "After 5 wrong passwords, this link takes no more for a while.",
    again: (minutes) =>
      `Open the link again in ${minutes === 1 ? "1 minute" : `${minutes} minutes`}.`,
  },
  forward: {
    title: (linkTitle) => `Opening ${linkTitle}`,
    heading: "Opening your link",
    moving: "The next page opens by itself. If it does not, tap this address:",
  },
  subscribe: {
    title: (owner) => `News from ${owner}?`,
    heading: (owner) => `Would you like news from ${owner}?`,
    what: "It arrives as a notification on this device. You can turn it off at any time in the settings of your browser.",
    allow: "Yes, allow notifications",
    skip: "No, go straight on",
    once: "Whatever you answer, your link opens at once. This link does not ask again.",
    asking: "Your browser asks once more. After that, your link opens.",
  },
  preview: {
    title: "A short link",
    heading: "A short link",
    why: "Your app looks like a program that only fetches a preview. If you want to open the link, continue.",
    goOn: "Continue",
  },
  unavailable: {
    title: "Cannot be opened right now",
    heading: "This link cannot be opened right now",
    why: "The server could not look it up in time. Wait a moment, then try again.",
    retry: "Try again",
  },
  badAddress: {
    title: "Address cannot be read",
    heading: "This address cannot be read",
    why: "Part of it was damaged on the way, at a % sign.",
    ask: "Copy the whole link again, or ask whoever shared it for a new one.",
  },
  method: {
    title: "Nothing was done",
    heading: "This address can only be opened",
    why: "Something else was asked of it, so nothing was done. Open the link as a page.",
    open: "Open the link",
  },
  error: {
    title: "Something went wrong",
    heading: "Something went wrong on this server",
    why: "Wait a moment, then try again.",
    report: "If it happens again, tell whoever shared the link this number:",
    retry: "Try again",
  },
};

function left(tries: number): string {
  if (tries <= 0) return "No tries left.";
  return tries === 1 ? "1 try left." : `${tries} tries left.`;
}
