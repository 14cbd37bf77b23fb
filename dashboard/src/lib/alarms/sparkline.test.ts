import fc from "fast-check";
import { expect, test } from "vitest";
import { type AlarmTrend, mainPoint, sparklineOf } from "./sparkline.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
type Point = AlarmTrend["points"][number];
const point = (samples: readonly (readonly [number, number])[], more: Partial<Point> = {}): Point => ({
  point: "p",
  unit: "bar",
  samples: samples.map(([minute, value]) => [at(minute), value, null, null]),
  ...more,
});
const trend = (...points: Point[]): AlarmTrend => ({ source: "kept", from: at(0), to: at(60), points });

test("the point with the limit is the one that the alarm is about", () => {
  const state: Point = { point: "running", unit: "", samples: [[at(0), true, null, null]] };
  expect(mainPoint(trend(state, point([[0, 1]]), point([[0, 2]], { point: "limited", limit: 3 })))?.point).toBe(
    "limited",
  );
  expect(mainPoint(trend(state, point([[0, 1]])))?.point).toBe("p");
  expect(mainPoint(trend(state))).toBeUndefined();
});

test("time runs from left to right, and what is outside has no place", () => {
  const drawn = sparklineOf(
    trend(),
    point([
      [0, 1],
      [60, 2],
    ]),
    300,
    100,
  );
  expect([drawn.xOf(Date.parse(at(0))), drawn.xOf(Date.parse(at(30))), drawn.xOf(Date.parse(at(60)))]).toEqual([
    0, 150, 300,
  ]);
  expect(drawn.xOf(Date.parse(at(61)))).toBeUndefined();
});

test("whatever the values, everything stands inside the box, a higher value above a lower one", () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      values,
      fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: undefined }),
      (list, limit) => {
        const samples = list.map((value, index) => [index, value] as const);
        const drawn = sparklineOf(trend(), point(samples, limit === undefined ? {} : { limit }), 300, 100);
        const ys = [...drawn.line.matchAll(/[\d.-]+ ([\d.-]+)/g)].map(([, y]) => Number(y));
        expect(ys).toHaveLength(list.length);
        for (const y of [...ys, drawn.limitY ?? 0]) {
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(100);
        }
        const top = list.indexOf(Math.max(...list));
        expect(ys[top]).toBe(Math.min(...ys));
      },
    ),
  );
});

test.each([
  ["one value", [5], undefined],
  ["nothing at all", [0], undefined],
  ["a difference of arithmetic alone", [0], 5e-324],
])("%s is a line in the middle", (_, values, limit) => {
  const samples = values.map((value, index) => [index, value] as const);
  expect(sparklineOf(trend(), point(samples, limit === undefined ? {} : { limit }), 300, 100).line).toBe("M0 50");
});

test("a band is drawn only where something was lost in the mean", () => {
  const wide = point([]);
  const samples: Point["samples"] = [
    [at(0), 2, 1, 3],
    [at(1), 2, 2, 2],
  ];
  expect(sparklineOf(trend(), { ...wide, samples }, 300, 100).band).toMatch(/^M.*Z$/);
  expect(sparklineOf(trend(), point([[0, 1]]), 300, 100).band).toBe("");
});
