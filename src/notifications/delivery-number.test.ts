import fc from "fast-check";
import { expect, test } from "vitest";
import { deliveryNumber, readDeliveryNumber } from "./delivery-number.ts";

const workspaceId = fc.integer({ min: 1, max: 2 ** 20 });
const clickId = fc.integer({ min: 1, max: 2 ** 26 });

test("a delivery's number leads back to its workspace and click, and no other has it", () => {
  fc.assert(
    fc.property(fc.record({ workspaceId, clickId }), (key) => {
      expect(readDeliveryNumber(deliveryNumber(key))).toEqual(key);
    }),
  );
});

test("whatever number is sent names one delivery or none", () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (number) => {
      const key = readDeliveryNumber(number);
      if (key !== null) expect(deliveryNumber(key)).toBe(number);
    }),
  );
});

test("a thousand clicks a second fit for years", () => {
  const clickId = 2 ** 31 * 60;
  expect(readDeliveryNumber(deliveryNumber({ workspaceId: 1_000, clickId }))).toEqual({
    workspaceId: 1_000,
    clickId,
  });
  expect(() => deliveryNumber({ workspaceId: 2 ** 30, clickId })).toThrow(RangeError);
});
