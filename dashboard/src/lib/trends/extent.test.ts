import { expect, test } from "vitest";
import { extentOf } from "./extent.ts";

const track = (value: (number | null)[], spread = 0) => ({
  at: value.map((_, index) => index),
  value,
  low: spread === 0 ? undefined : value.map((one) => (one === null ? null : one - spread)),
  high: spread === 0 ? undefined : value.map((one) => (one === null ? null : one + spread)),
});
const shown = (...given: Parameters<typeof extentOf>) => {
  const extent = extentOf(...given);
  return extent && [Number(extent.low.toFixed(6)), Number(extent.high.toFixed(6))];
};

test.each([
  ["values with a twentieth of air", [track([10, 30, 20])], [], 0, [9, 31]],
  ["the band of a mean", [track([10, 30], 5)], [], 0, [3.5, 36.5]],
  ["a near limit", [track([10, 30])], [40], 0, [8.5, 41.5]],
  ["not a far one", [track([10, 30])], [90], 0, [9, 31]],
  ["a line that stands still", [track([5, 5])], [], 2, [4.945, 5.055]],
  ["no negative side for an empty queue", [track([0, 0])], [], 0, [-0.5, 10.5]],
  ["limits alone", [track([null])], [1, 3], 1, [0.9, 3.1]],
  ["what lies in the window", [track([10, 30, 1_000])], [], 0, [9, 31]],
] as const)("an axis shows %s", (_, tracks, limits, decimals, expected) => {
  expect(shown(tracks, 0, 1, limits, decimals)).toEqual(expected);
});

test("nothing to show", () => expect(extentOf([track([])], 0, 1, [], 0)).toBeUndefined());
