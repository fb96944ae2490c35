import Type, { type Static } from "typebox";
import type { Settings, SourcedSettings } from "../../links/policy.ts";
import type { SettingsChange } from "../../links/settings-change.ts";
import {
  Clearable,
  described,
  Flag,
  Nullable,
  Verbatim,
  WireDateTime,
  WireUrl,
} from "../wire/schema.ts";
import type { Reading } from "./reading.ts";
import { fromFlag, toFlag, toLocal, unlessCleared } from "./values.ts";

const MAX_INTEGER = 2 ** 31 - 1;

const flag = (description: string) => Type.Optional(described(Nullable(Flag), description));

/** The settings that groups and links have in common; null clears one, "" a text, URL or time. */
export const settingsFields = {
  notfSubscYn: flag("Y: the visitor is asked for web-push permission, then goes on"),
  qrBypassYn: flag("Y: a scanned QR code leads straight to the original URL, uncounted"),
  blockOverseasSticsYn: flag("Y: visits from outside the home country stay out of statistics"),
  pushNotifyYn: flag("Y: web push to members at click thresholds; Personal plan"),
  mailNotifyYn: flag("Y: e-mail at click thresholds; Personal plan"),
  nonmemberSticsPwd: Type.Optional(
    described(
      Clearable(Verbatim(4, 100)),
      "Opens the public statistics page of each link behind this password",
    ),
  ),
  strtYmdt: Type.Optional(described(Nullable(WireDateTime), "Reachable from this moment")),
  endYmdt: Type.Optional(described(Nullable(WireDateTime), "Blocked after this moment")),
  expireUrl: Type.Optional(described(Nullable(WireUrl), "Where visitors go after endYmdt")),
  pwd: Type.Optional(described(Clearable(Verbatim(1, 100)), "Visitors must enter it first")),
  acesMaxCnt: Type.Optional(
    described(
      Nullable(Type.Integer({ minimum: 0, maximum: MAX_INTEGER })),
      "Forwards allowed on each link since it was made; 0: no limit",
    ),
  ),
};

const Fields = Type.Object(settingsFields);
export type SettingsWire = Static<typeof Fields>;

export function decodeSettings(wire: SettingsWire, { time, url }: Reading): SettingsChange {
  const same = (text: string): string => text;
  return {
    subscribes: fromFlag(wire.notfSubscYn),
    qrBypass: fromFlag(wire.qrBypassYn),
    excludesOverseas: fromFlag(wire.blockOverseasSticsYn),
    notifiesPush: fromFlag(wire.pushNotifyYn),
    notifiesMail: fromFlag(wire.mailNotifyYn),
    statisticsPassword: unlessCleared(wire.nonmemberSticsPwd, same),
    startsAt: unlessCleared(wire.strtYmdt, time("strtYmdt")),
    endsAt: unlessCleared(wire.endYmdt, time("endYmdt")),
    expiredUrl: unlessCleared(wire.expireUrl, url("expireUrl")),
    password: unlessCleared(wire.pwd, same),
    maxForwards: wire.acesMaxCnt,
  };
}

/** Null where not set; of the passwords only whether there is one. */
export function encodeSettings(settings: Settings, zone: string) {
  return {
    notfSubscYn: toFlag(settings.subscribes),
    qrBypassYn: toFlag(settings.qrBypass),
    blockOverseasSticsYn: toFlag(settings.excludesOverseas),
    pushNotifyYn: toFlag(settings.notifiesPush),
    mailNotifyYn: toFlag(settings.notifiesMail),
    nonmemberSticsPwdYn: toFlag(settings.statisticsPasswordHash !== null),
    strtYmdt: toLocal(settings.startsAt, zone),
    endYmdt: toLocal(settings.endsAt, zone),
    expireUrl: settings.expiredUrl,
    pwdYn: toFlag(settings.passwordHash !== null),
    acesMaxCnt: settings.maxForwards,
  };
}

type SettingsName = keyof ReturnType<typeof encodeSettings>;

/** The names under which readers are told of settings, for each of the domain's. */
const SETTINGS_WIRE_NAMES: Readonly<Record<keyof Settings, SettingsName>> = {
  subscribes: "notfSubscYn",
  qrBypass: "qrBypassYn",
  excludesOverseas: "blockOverseasSticsYn",
  notifiesPush: "pushNotifyYn",
  notifiesMail: "mailNotifyYn",
  statisticsPasswordHash: "nonmemberSticsPwdYn",
  startsAt: "strtYmdt",
  endsAt: "endYmdt",
  expiredUrl: "expireUrl",
  passwordHash: "pwdYn",
  maxForwards: "acesMaxCnt",
};

/** The names under which they are set, the passwords too. */
export const SETTINGS_SENT_NAMES = {
  ...SETTINGS_WIRE_NAMES,
  passwordHash: "pwd",
  statisticsPasswordHash: "nonmemberSticsPwd",
} as const satisfies Readonly<Record<keyof Settings, string>>;

/** The rules a visit is held to, each with whose word it is. */
export function encodeEffective(sourced: SourcedSettings, zone: string) {
  const names = Object.keys(SETTINGS_WIRE_NAMES) as (keyof Settings)[];
  const values = Object.fromEntries(
    names.map((name) => [name, sourced[name].value]),
  ) as unknown as Settings;
  const encoded = encodeSettings(values, zone);
  return Object.fromEntries(
    names.map((name) => {
      const wireName = SETTINGS_WIRE_NAMES[name];
      return [wireName, { value: encoded[wireName], from: sourced[name].from }];
    }),
  );
}
