import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { second } from "../../time.ts";
import { type KeptMemory, PointMemory, windowNeed } from "./memory.ts";
import { Window, type WindowFigures } from "./window.ts";

const at = (seconds: number) => seconds * second;

describe("a window of two minutes", () => {
  const filled = (...values: readonly [seconds: number, value: number][]) => {
    const window = new Window(120);
    for (const [seconds, value] of values) window.take(at(seconds), value);
    return window;
  };

  test.each([
    [
      "counts and adds up",
      [
        [0, 1],
        [10, 2],
        [20, 3],
      ],
      20,
      { count: 3, sum: 6, mean: 2, min: 1, max: 3, first: 1, last: 3 },
    ],
    [
      "lets the oldest step go",
      [
        [0, 9],
        [10, 1],
        [125, 1],
      ],
      125,
      { count: 2, max: 1, first: 1 },
    ],
    ["is empty when all of it has gone", [[0, 9]], 125, { count: 0, sum: 0, mean: Number.NaN }],
    [
      "takes what comes late with the next that is not",
      [
        [0, 1],
        [20, 3],
        [10, 8],
      ],
      20,
      { count: 2, max: 3 },
    ],
    [
      "takes it then",
      [
        [0, 1],
        [20, 3],
        [10, 8],
        [30, 1],
      ],
      30,
      { count: 4, max: 8, last: 1 },
    ],
    [
      "forgets what is too late",
      [
        [0, 1],
        [200, 3],
        [10, 8],
        [210, 3],
      ],
      210,
      { count: 2, max: 3 },
    ],
    [
      "takes the same sample once",
      [
        [0, 1],
        [10, 5],
        [10, 5],
        [0, 1],
        [20, 1],
      ],
      20,
      { count: 3, sum: 7 },
    ],
    [
      "is exact where values are large",
      [
        [0, 1e9 + 1],
        [10, 1e9 + 2],
        [70, 1e9 + 3],
      ],
      70,
      { deviation: Math.sqrt(2 / 3) },
    ],
  ] as [string, [number, number][], number, Partial<WindowFigures>][])("%s", (_, values, now, expected) => {
    const { deviation, ...figures } = filled(...values).figures(at(now));
    const { deviation: expectedDeviation = deviation, ...others } = expected;
    expect(figures).toMatchObject(others);
    if (figures.count > 0) expect(deviation).toBeCloseTo(expectedDeviation, 6);
  });

  test("is whole when it has been watched from its first step on", () => {
    const window = filled([1, 5]);
    expect(window.wholeAt()).toBe(at(120));
    expect(window.isWhole(at(119.9))).toBe(false);
    expect(window.isWhole(at(120))).toBe(true);
  });

  test("says when it slides", () => {
    expect(filled([3, 1], [60, 1]).slidesAt(at(61))).toBe(at(122));
    expect(filled().slidesAt(0)).toBeUndefined();
  });
});

test("law: a window is what its samples say, to a step", () => {
  const samples = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: -50, max: 50 })), {
    maxLength: 80,
  });
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 400 }), (steps, length) => {
      const window = new Window(length);
      let now = 0;
      const all: [number, number][] = [];
      for (const [gap, value] of steps) {
        now += gap * second + 1;
        window.take(now, value);
        all.push([now, value]);
      }
      const from = (Math.floor(now / window.step) + 1) * window.step - window.length;
      const inside = all.filter(([time]) => time >= from).map(([, value]) => value);
      const figures = window.figures(now);
      expect(figures.count).toBe(inside.length);
      if (inside.length === 0) return;
      expect(figures.min).toBe(Math.min(...inside));
      expect(figures.max).toBe(Math.max(...inside));
      expect(figures.mean).toBeCloseTo(inside.reduce((a, b) => a + b, 0) / inside.length, 6);
    }),
  );
});

test("law: kept and restored anywhere, it goes on as if nothing had happened", () => {
  const needs = [
    windowNeed("x", 90),
    windowNeed("x", 300, { of: "transitions" }),
    windowNeed("x", 60, { of: "samples", values: [1] }),
  ];
  const sample = fc.tuple(fc.integer({ min: -20, max: 40 }), fc.integer({ min: 0, max: 2 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 60 }), (steps) => {
      const one = new PointMemory();
      let other = new PointMemory();
      for (const memory of [one, other]) memory.need(needs);
      let now = 100;
      for (const [gap, value, split] of steps) {
        now = Math.max(now, now + gap);
        for (const memory of [one, other]) memory.take("x", (gap < 0 ? now + gap : now) * second, value, "good");
        if (!split) continue;
        const kept: KeptMemory = JSON.parse(JSON.stringify(other.keep()));
        other = new PointMemory();
        other.need(needs);
        other.restore(kept);
      }
      for (const { key } of needs) {
        expect(other.window(key)?.figures(now * second)).toEqual(one.window(key)?.figures(now * second));
        expect(other.window(key)?.wholeAt()).toBe(one.window(key)?.wholeAt());
      }
      expect(other.keep()).toEqual(one.keep());
    }),
  );
});
