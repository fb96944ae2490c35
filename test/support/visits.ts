import type { ReadVisit, Traits } from "../../src/clicks/click.ts";
import type { VisitRecord } from "../../src/clicks/click-record.ts";

const noTraits: Traits = {
  device: "mobile",
  os: "Android",
  browser: "Chrome",
  referrer: "instagram.com",
  language: "id",
  utmSource: "",
  utmMedium: "",
  utmCampaign: "",
};

/** A visit as the journal gives it, of whom and when the test says. */
export function visitOf(
  record: Partial<VisitRecord> & Pick<VisitRecord, "workspaceId" | "linkId" | "atMs">,
): ReadVisit {
  return {
    record: {
      groupId: null,
      placed: false,
      excluded: false,
      qr: false,
      visitor: 1,
      country: "ID",
      euid: null,
      agent: "",
      referrer: "",
      language: "",
      campaign: "",
      ...record,
    },
    traits: noTraits,
  };
}
