import { formatLocal } from "../kit/local-time.ts";
import type { Attribute, AttributeType } from "./attribute.ts";
import type { PropertyValue } from "./property.ts";

/** A value as its reader sees it. */
export type ShowValue = (name: string, value: PropertyValue) => PropertyValue;

/** Date-times are shown as the workspace's wall clock has them, `YYYY-MM-DD HH:mm:ss`. */
export function makeShowValue(attributes: readonly Attribute[], zone: string): ShowValue {
  const types = new Map<string, AttributeType>(attributes.map(({ name, type }) => [name, type]));
  return (name, value) =>
    types.get(name) === "DATETIME" && typeof value === "string"
      ? formatLocal(new Date(value), zone)
      : value;
}
