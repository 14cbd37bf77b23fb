import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { electricityMeter } from "../device-types/meters.ts";
import { hour } from "../time.ts";
import { difference, differences, isMeasured, type Reading, registerOf } from "./register.ts";

/** Rolls over at 1000, shows tenths, advances at most 20 an hour. */
const shape = { rollover: 1_000, resolution: 0.1, maxPerHour: 20 };
const hourly = (values: readonly number[]): Reading[] => values.map((value, i) => ({ at: i * hour, value }));

describe("two registers an hour apart", () => {
  test.each([
    ["an advance is consumption", 100, 107, "consumption", 7],
    ["no advance is consumption of nothing", 100, 100, "consumption", 0],
    ["the most it can count", 100, 120, "consumption", 20],
    ["one step of the register more", 100, 120.1, "consumption", 20.1],
    ["more than it can count", 100, 121, "spike", 0],
    ["through the rollover", 995, 3, "rollover", 8],
    ["a fall from high to low that is too far for a rollover", 910, 90, "decrease", 0],
    ["a fall from the middle", 500, 3, "decrease", 0],
    ["a fall from beyond the rollover", 1900, 3, "decrease", 0],
    ["back by one step", 100, 99.9, "jitter", 0],
    ["back by ten steps, in decimal fractions", 100.1, 99.1, "jitter", 0],
    ["back by eleven steps", 100, 98.9, "decrease", 0],
  ] as const)("%s: %d, %d is %s %d", (_, prev, cur, kind, amount) => {
    const found = difference({ at: 0, value: prev }, { at: hour, value: cur }, shape);
    expect(found).toMatchObject({ from: 0, to: hour, kind });
    expect(found.amount).toBeCloseTo(amount, 9);
  });

  test("the most grows with the time between", () => {
    const later = (hours: number) => difference({ at: 0, value: 0 }, { at: hours * hour, value: 100 }, shape).kind;
    expect([later(4), later(5)]).toEqual(["spike", "consumption"]);
  });

  test("an exchange counts the old meter's end and the new one's start", () => {
    const exchange = { at: hour / 2, finalReading: 504, initialReading: 10 };
    const found = difference({ at: 0, value: 500 }, { at: hour, value: 13 }, shape, exchange);
    expect(found).toMatchObject({ kind: "replacement", amount: 7 });
  });

  test("an exchange whose numbers cannot be counts nothing", () => {
    const exchange = { at: hour / 2, finalReading: 400, initialReading: 10 };
    const found = difference({ at: 0, value: 500 }, { at: hour, value: 13 }, shape, exchange);
    expect(found).toMatchObject({ kind: "decrease", amount: 0 });
  });
});

describe("a run of hourly registers", () => {
  const told = (values: readonly number[]) =>
    differences(hourly(values), shape).map(({ from, to, kind, amount }) =>
      [`${from / hour}-${to / hour}`, kind, Math.round(amount * 10) / 10].join(" "),
    );

  test.each([
    ["nothing from one reading", [100], []],
    ["a single high sample is passed over", [100, 900, 104], ["0-1 spike 0", "0-2 consumption 4"]],
    ["a single low sample is passed over", [100, 0, 104], ["0-1 decrease 0", "0-2 consumption 4"]],
    [
      "an exchange without a record starts anew once the next reading confirms it",
      [500, 2, 5, 9],
      ["0-1 decrease 0", "1-2 consumption 3", "2-3 consumption 4"],
    ],
    ["a step up starts anew once the next reading confirms it", [100, 800, 805], ["0-1 spike 0", "1-2 consumption 5"]],
    [
      "two bad samples are both passed over",
      [100, 900, 400, 104],
      ["0-1 spike 0", "1-2 decrease 0", "0-3 consumption 4"],
    ],
    [
      "coming back from jitter counts nothing twice",
      [100, 99.5, 100, 101],
      ["0-1 jitter 0", "1-2 consumption 0", "2-3 consumption 1"],
    ],
    ["sinking in small steps is found out", [100, 99.4, 98.8], ["0-1 jitter 0", "1-2 decrease 0"]],
    ["rolls over and goes on", [990, 998, 6, 16], ["0-1 consumption 8", "1-2 rollover 8", "2-3 consumption 10"]],
  ] as const)("%s", (_, values, expected) => {
    expect(told(values)).toEqual(expected);
  });

  test("several exchanges between two readings", () => {
    const exchanges = [
      { at: 1, finalReading: 104, initialReading: 0 },
      { at: 2, finalReading: 1, initialReading: 700 },
    ];
    expect(differences(hourly([100, 702, 705]), shape, exchanges)).toMatchObject([
      { kind: "replacement", amount: 7 },
      { kind: "consumption", amount: 3 },
    ]);
  });
});

describe("laws", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 60 });
  const registers = fc.tuple(fc.integer({ min: 0, max: 9_999 }), steps).map(([start, tenths]) => {
    let total = start;
    const shown = [start, ...tenths.map((step) => (total += step))].map((value) => (value % 10_000) / 10);
    return { readings: hourly(shown), consumed: (total - start) / 10 };
  });
  const sum = (readings: readonly Reading[]) =>
    differences(readings, shape).reduce((total, { amount }) => total + amount, 0);

  test("what was consumed is counted, through any number of rollovers", () => {
    fc.assert(
      fc.property(registers, ({ readings, consumed }) => {
        expect(sum(readings)).toBeCloseTo(consumed, 6);
      }),
    );
  });

  test("one bad sample inside changes no total", () => {
    // Far enough from the register that no rule could take it for a real advance, a rollover or a reset.
    fc.assert(
      fc.property(registers, fc.nat(), ({ readings, consumed }, where) => {
        fc.pre(readings.length > 2);
        const i = 1 + (where % (readings.length - 2));
        const bad = readings.map((one, k) => (k === i ? { ...one, value: one.value + 5_000 } : one));
        expect(sum(bad)).toBeCloseTo(consumed, 6);
      }),
    );
  });

  test("whatever arrives, amounts are not negative and measured times do not overlap", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -100, max: 3_000, noNaN: true }), { maxLength: 40 }), (values) => {
        const found = differences(hourly(values), shape);
        expect(found).toHaveLength(Math.max(0, values.length - 1));
        let end = 0;
        for (const one of found) {
          expect(one.amount).toBeGreaterThanOrEqual(0);
          if (!isMeasured(one)) continue;
          expect(one.from).toBeGreaterThanOrEqual(end);
          end = one.to;
        }
      }),
    );
  });
});

test("attributes of the equipment override the type's register", () => {
  const point = electricityMeter.points.energy_import;
  expect(registerOf(point, { max_rate: 720, rollover: 1e7 })).toEqual({
    rollover: 1e7,
    resolution: 0.01,
    maxPerHour: 720,
  });
  expect(registerOf(point, { max_rate: "much", rollover: 0 })).toEqual(point.register);
  expect(registerOf(electricityMeter.points.power)).toBeUndefined();
});
