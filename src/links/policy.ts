import { Fault } from "../kit/fault.ts";

/** What the owner of a link or of a group has said. `null`: not said; false and 0 are words too. */
export interface Settings {
  readonly subscribes: boolean | null;
  readonly qrBypass: boolean | null;
  readonly excludesOverseas: boolean | null;
  readonly notifiesPush: boolean | null;
  readonly notifiesMail: boolean | null;
  readonly statisticsPasswordHash: string | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly expiredUrl: string | null;
  readonly passwordHash: string | null;
  readonly maxForwards: number | null;
}

/** The rules one visit is held to: every question answered, a limit of 0 says none. */
export interface EffectiveSettings extends Settings {
  readonly subscribes: boolean;
  readonly qrBypass: boolean;
  readonly excludesOverseas: boolean;
  readonly notifiesPush: boolean;
  readonly notifiesMail: boolean;
  readonly maxForwards: number;
}

export type Source = "group" | "link" | "default";

export type SourcedSettings = {
  readonly [Name in keyof EffectiveSettings]: {
    readonly value: EffectiveSettings[Name];
    readonly from: Source;
  };
};

export const unset: Settings = {
  subscribes: null,
  qrBypass: null,
  excludesOverseas: null,
  notifiesPush: null,
  notifiesMail: null,
  statisticsPasswordHash: null,
  startsAt: null,
  endsAt: null,
  expiredUrl: null,
  passwordHash: null,
  maxForwards: null,
};

export const defaults: EffectiveSettings = {
  ...unset,
  subscribes: false,
  qrBypass: false,
  excludesOverseas: false,
  notifiesPush: false,
  notifiesMail: false,
  maxForwards: 0,
};

/** Where a group has spoken its word beats the link's. Written out, for it runs on every visit. */
export function effectiveSettings(link: Settings, group: Settings | null): EffectiveSettings {
  const first = group ?? link;
  return {
    subscribes: first.subscribes ?? link.subscribes ?? defaults.subscribes,
    qrBypass: first.qrBypass ?? link.qrBypass ?? defaults.qrBypass,
    excludesOverseas: first.excludesOverseas ?? link.excludesOverseas ?? defaults.excludesOverseas,
    notifiesPush: first.notifiesPush ?? link.notifiesPush ?? defaults.notifiesPush,
    notifiesMail: first.notifiesMail ?? link.notifiesMail ?? defaults.notifiesMail,
    statisticsPasswordHash: first.statisticsPasswordHash ?? link.statisticsPasswordHash,
    startsAt: first.startsAt ?? link.startsAt,
    endsAt: first.endsAt ?? link.endsAt,
    expiredUrl: first.expiredUrl ?? link.expiredUrl,
    passwordHash: first.passwordHash ?? link.passwordHash,
    maxForwards: first.maxForwards ?? link.maxForwards ?? defaults.maxForwards,
  };
}

/** The same answer as `effectiveSettings`, and whose word each one is. */
export function effectiveWithSource(link: Settings, group: Settings | null): SourcedSettings {
  const sourced = <Name extends keyof Settings>(name: Name): SourcedSettings[Name] => {
    const said = (settings: Settings | null) => (settings === null ? null : settings[name]);
    if (said(group) !== null) return { value: said(group), from: "group" } as SourcedSettings[Name];
    if (said(link) !== null) return { value: said(link), from: "link" } as SourcedSettings[Name];
    return { value: defaults[name], from: "default" } as SourcedSettings[Name];
  };
  return {
    subscribes: sourced("subscribes"),
    qrBypass: sourced("qrBypass"),
    excludesOverseas: sourced("excludesOverseas"),
    notifiesPush: sourced("notifiesPush"),
    notifiesMail: sourced("notifiesMail"),
    statisticsPasswordHash: sourced("statisticsPasswordHash"),
    startsAt: sourced("startsAt"),
    endsAt: sourced("endsAt"),
    expiredUrl: sourced("expiredUrl"),
    passwordHash: sourced("passwordHash"),
    maxForwards: sourced("maxForwards"),
  };
}

/** Asked of the state after a change, not of the change alone. */
export function checkWindow(startsAt: Date | null, endsAt: Date | null): void {
  if (startsAt === null || endsAt === null) return;
  if (startsAt.getTime() >= endsAt.getTime()) throw new Fault("window_inverted");
}
