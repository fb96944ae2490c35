import type { ToldEvent } from "../../notifications/webhook-request.ts";

const VERSION = "v1";
const TYPES = { click: "link.click", test: "webhook.test" } as const;

/** The event in the receivers' words; the same text at each attempt. */
export function encodeBody(event: ToldEvent): Buffer {
  const { country, device, os, browser, referrer, language, qr, euid } = event;
  return Buffer.from(
    JSON.stringify({
      payloadVersion: VERSION,
      eventId: event.eventId,
      type: TYPES[event.kind],
      compIdx: event.workspaceId,
      grpIdx: event.groupId,
      linkId: event.slug,
      domain: event.origin,
      url: event.url,
      metric: event.metric === "clicks" ? "C" : "P",
      frequency: event.frequency,
      acesCnt: event.clicks,
      pernCnt: event.people,
      occurredAt: event.clickedAt.toISOString(),
      click: {
        country,
        device,
        os,
        browser,
        referrer,
        language,
        qrYn: qr ? "Y" : "N",
        euid,
      },
    }),
  );
}
