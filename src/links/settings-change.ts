import { Fault } from "../kit/fault.ts";
import { type Plan, requirePlan } from "../workspaces/plan.ts";
import { checkWindow, type Settings } from "./policy.ts";

type Maybe<Value> = Value | null | undefined;

/** What a call says of the settings: undefined leaves one as it is, null clears it. */
export interface SettingsChange {
  readonly subscribes?: Maybe<boolean>;
  readonly qrBypass?: Maybe<boolean>;
  readonly excludesOverseas?: Maybe<boolean>;
  readonly notifiesPush?: Maybe<boolean>;
  readonly notifiesMail?: Maybe<boolean>;
  readonly statisticsPassword?: Maybe<string>;
  readonly startsAt?: Maybe<Date>;
  readonly endsAt?: Maybe<Date>;
  readonly expiredUrl?: Maybe<string>;
  readonly password?: Maybe<string>;
  readonly maxForwards?: Maybe<number>;
}

/** The same with what is stored of the passwords in their place. */
export type HashedChange = {
  readonly [Name in keyof Settings]?: Settings[Name] | undefined;
};

export function applySettings(before: Settings, change: HashedChange): Settings {
  const said = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...before, ...Object.fromEntries(said) };
}

/** A gated setting that says no more than the default is not refused. */
export function requireSettingsPlan(plan: Plan, change: SettingsChange): void {
  if (change.notifiesPush === true) requirePlan(plan, "pushNotify");
  if (change.notifiesMail === true) requirePlan(plan, "mailNotify");
}

/** Refuses a window that is inverted once the change is made; one it does not touch is not asked. */
export function checkChangedWindow(change: SettingsChange, before: Settings): void {
  if (change.startsAt === undefined && change.endsAt === undefined) return;
  const { startsAt = before.startsAt, endsAt = before.endsAt } = change;
  checkWindow(startsAt, endsAt);
}

export function checkMail(change: SettingsChange, mail: boolean): void {
  if (change.notifiesMail === true && !mail) throw new Fault("mail_unavailable");
}
