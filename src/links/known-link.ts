import type { RedirectType } from "./link.ts";
import { defaults, type EffectiveSettings, effectiveSettings, type Settings } from "./policy.ts";

/** What a node keeps of a link: as much as a visit needs, for there may be a million of them. */
export interface KnownLink {
  readonly id: number;
  readonly workspaceId: number;
  readonly groupId: number | null;
  readonly url: string;
  readonly redirectType: RedirectType;
  /** From this moment there is no such link. */
  readonly deletesAtMs: number | null;
  /** `null` where the owner has set nothing, which most have not. */
  readonly own: Settings | null;
  /** Only where a page moves on, which is what shows it. */
  readonly preview: Preview | null;
}

export interface Preview {
  readonly title: string | null;
  readonly description: string | null;
  readonly image: string | null;
}

export interface KnownGroup {
  readonly settings: Settings;
  /** What holds for a link of the group that has set nothing itself. */
  readonly alone: EffectiveSettings;
}

/** Makes nothing new for a link without settings of its own. */
export function settingsOf(link: KnownLink, group: KnownGroup | null): EffectiveSettings {
  if (link.own === null) return group === null ? defaults : group.alone;
  return effectiveSettings(link.own, group === null ? null : group.settings);
}

const LINK_BYTES = 130;
const SETTINGS_BYTES = 120;
const DATE_BYTES = 104;
const STRING_BYTES = 24;

/** Roughly what it holds in memory; measured over a million links. */
export function bytesOfLink(link: KnownLink): number {
  let bytes = LINK_BYTES + link.url.length;
  if (link.own !== null) bytes += bytesOfSettings(link.own);
  if (link.preview !== null) {
    const { title, description, image } = link.preview;
    for (const text of [title, description, image]) bytes += bytesOfText(text);
  }
  return bytes;
}

export function bytesOfGroup(group: KnownGroup): number {
  return 2 * SETTINGS_BYTES + bytesOfSettings(group.settings);
}

function bytesOfSettings(settings: Settings): number {
  let bytes = SETTINGS_BYTES + bytesOfText(settings.expiredUrl);
  bytes += bytesOfText(settings.passwordHash);
  for (const at of [settings.startsAt, settings.endsAt]) if (at !== null) bytes += DATE_BYTES;
  return bytes;
}

// Two bytes a character, as for text beyond Latin-1.
function bytesOfText(text: string | null): number {
  return text === null ? 0 : STRING_BYTES + 2 * text.length;
}
