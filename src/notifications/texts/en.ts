import type { NoticeTexts } from "./catalogue.ts";

export const en: NoticeTexts = {
  clicksReached: (clicks, name) => ({
    subject: `${counted(clicks)}: ${name}`,
    heading: `Your link has ${counted(clicks)}`,
    paragraphs: [],
  }),
  webhookDisabled: (host) => ({
    subject: `Webhook switched off: ${host}`,
    heading: "A webhook was switched off",
    paragraphs: [
      "50 deliveries in a row did not arrive, so no more are tried.",
      "See that the receiver answers with a status from 200 to 299, then switch the webhook on again.",
    ],
  }),
  labels: {
    link: "Link",
    title: "Title",
    clicks: "Clicks",
    group: "Group",
    at: "When",
    more: "More figures",
    webhookOf: "Webhook of",
    host: "Receiver",
  },
  noGroup: "none",
  wholeWorkspace: "the workspace",
  why: (workspace) => `You get this because your address is set for notices of ${workspace}.`,
  stop: "Stop these mails",
};

function counted(clicks: string): string {
  return clicks === "1" ? "1 click" : `${clicks} clicks`;
}
