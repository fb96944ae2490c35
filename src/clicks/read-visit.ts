import { readCampaign } from "./campaign.ts";
import type { ReadVisit } from "./click.ts";
import { decodeRecord } from "./click-record.ts";
import { makeAgentReader } from "./device.ts";
import { referrerHost } from "./referrer.ts";
import { visitLanguage } from "./visit-language.ts";

/** Makes what reads a line of the journal; null where it says nothing that could be counted. */
export function makeReadVisit(): (line: string) => ReadVisit | null {
  const readAgent = makeAgentReader();
  return (line) => {
    const record = decodeRecord(line);
    if (record === null) return null;
    const { source, medium, campaign } = readCampaign(record.campaign);
    return {
      record,
      traits: {
        ...readAgent(record.agent),
        referrer: referrerHost(record.referrer),
        language: visitLanguage(record.language),
        utmSource: source,
        utmMedium: medium,
        utmCampaign: campaign,
      },
    };
  };
}
