import { formatLocal } from "../../kit/local-time.ts";
import type { WebhookMetric } from "../../links/group.ts";
import type { Flag } from "../wire/schema.ts";

/** Single values between the wire and the domain: null and undefined go through as they are. */

export function toFlag(value: boolean): Flag;
export function toFlag(value: boolean | null): Flag | null;
export function toFlag(value: boolean | null): Flag | null {
  return value === null ? null : value ? "Y" : "N";
}

export function fromFlag<Empty extends null | undefined>(
  value: Flag | Empty,
): boolean | Exclude<Empty, Flag> {
  return value === "Y" ? true : value === "N" ? false : (value as Exclude<Empty, Flag>);
}

export function toMetric(metric: WebhookMetric): "C" | "P" {
  return metric === "people" ? "P" : "C";
}

export function fromMetric(metric: "C" | "P"): WebhookMetric {
  return metric === "P" ? "people" : "clicks";
}

export function toLocal(at: Date, zone: string): string;
export function toLocal(at: Date | null, zone: string): string | null;
export function toLocal(at: Date | null, zone: string): string | null {
  return at === null ? null : formatLocal(at, zone);
}

/** What clears stays apart from what was not said: "" and null are null, undefined is undefined. */
export function unlessCleared<Value, Read>(
  value: Value | null | undefined,
  read: (value: Value) => Read,
): Read | null | undefined {
  if (value === undefined) return undefined;
  return value === null || value === "" ? null : read(value);
}
