import type { SeriesView } from "@plantroom/model/api/types.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nearest, trackOf, within } from "./track.ts";

const second = 1_000;
const iso = (at: number) => new Date(at).toISOString();

function series(samples: readonly (readonly [at: number, value: number | null])[], resolutionSeconds = 0): SeriesView {
  return {
    site: "s",
    equipment: "e",
    point: "p",
    unit: "MPa",
    resolutionSeconds,
    samples: samples.map(([at, value]) => [iso(at * second), value, "good"]),
    ...(resolutionSeconds > 0 && {
      low: samples.map(([, value]) => (value === null ? null : value - 1)),
      high: samples.map(([, value]) => (value === null ? null : value + 1)),
    }),
  };
}
const every = (step: number, count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => [from + index * step, index] as const);

describe("live values", () => {
  test("go on where the query ended", () => {
    const track = trackOf(series(every(5, 3)), [{ at: 15 * second, value: 9 }], { intervalSeconds: 5 });
    expect(track.at).toEqual([0, 5_000, 10_000, 15_000]);
    expect(track.value).toEqual([0, 1, 2, 9]);
    expect(track.low).toBeUndefined();
  });
  test("that the query already holds are not drawn twice", () => {
    const track = trackOf(
      series(every(5, 3)),
      [5, 10, 15].map((at) => ({ at: at * second, value: at })),
      { intervalSeconds: 5 },
    );
    expect(track.at).toEqual([0, 5_000, 10_000, 15_000]);
  });
  test("follow a bucket that is still filling, and carry no band of their own", () => {
    const track = trackOf(series(every(60, 3), 60), [{ at: 125 * second, value: 7 }], { intervalSeconds: 5 });
    expect(track.at).toEqual([30_000, 90_000, 124_999, 125_000]);
    expect(track.low).toEqual([-1, 0, 1, 7]);
    expect(track.high).toEqual([1, 2, 3, 7]);
  });
});

describe("a gap", () => {
  const gaps = (...[view, expected]: [SeriesView, number]) =>
    trackOf(view, [], { intervalSeconds: expected }).value.flatMap((value, index) => (value === null ? [index] : []));
  test("is silence for longer than two and a half intervals", () => {
    expect(gaps(series([...every(5, 4), ...every(5, 4, 60)]), 5)).toEqual([4]);
  });
  test("is not a single missed report", () => {
    expect(gaps(series([...every(5, 4), ...every(5, 4, 25)]), 5)).toEqual([]);
  });
  test("is not history at a quarter of an hour before live values", () => {
    expect(gaps(series([...every(900, 8), ...every(5, 8, 8 * 900)]), 5)).toEqual([]);
  });
  test("in such history is an hour without any", () => {
    expect(gaps(series([...every(900, 8), ...every(900, 8, 8 * 900 + 3_600)]), 5)).toEqual([8]);
  });
  test("is what the server says it is", () => {
    expect(
      gaps(
        series(
          [
            [0, 1],
            [60, null],
            [120, 3],
          ],
          60,
        ),
        5,
      ),
    ).toEqual([1]);
  });
});

test("the nearest time is nearer than any other", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }), fc.integer(), (list, moment) => {
      const times = [...new Set(list)].sort((a, b) => a - b);
      const found = times[nearest(times, moment)] ?? Number.NaN;
      expect(Math.abs(found - moment)).toBe(Math.min(...times.map((time) => Math.abs(time - moment))));
    }),
  );
  expect(nearest([], 5)).toBe(-1);
});

test("a window keeps one sample beyond each edge", () => {
  const track = trackOf(series(every(5, 10)), [], { intervalSeconds: 5 });
  expect(within(track, 12_000, 21_000)).toEqual({ first: 2, end: 6 });
  expect(within(track, -9, 99_000)).toEqual({ first: 0, end: 10 });
  expect(within(trackOf(series([]), [], { intervalSeconds: 5 }), 0, 1)).toEqual({ first: 0, end: 0 });
});
