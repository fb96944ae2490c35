import type { DeliveryKey } from "./delivery.ts";

/** Room for how many bits the workspace's number has. */
const SIZES = 64;

/**
 * One number for a workspace's number and a click's: it leads to the row without a table of numbers.
 * From the low end: how many bits the workspace's number has, that number, the click's.
 */
export function deliveryNumber({ workspaceId, clickId }: DeliveryKey): number {
  const bits = workspaceId.toString(2).length;
  const number = (clickId * 2 ** bits + workspaceId) * SIZES + bits;
  if (!Number.isSafeInteger(number)) throw new RangeError("the delivery has too large a number");
  return number;
}

/** Null where no delivery can have this number. */
export function readDeliveryNumber(number: number): DeliveryKey | null {
  const bits = number % SIZES;
  const rest = Math.floor(number / SIZES);
  const size = 2 ** bits;
  const key = { workspaceId: rest % size, clickId: Math.floor(rest / size) };
  const valid = bits > 0 && key.workspaceId >= size / 2 && key.clickId > 0;
  return valid ? key : null;
}
