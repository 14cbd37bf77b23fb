import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { hour, type Instant } from "../time.ts";
import { boundaries, calendarSteps, isTimeZone, localDay, localTimes, startOf } from "./calendar.ts";

const at = (iso: string): Instant => Date.parse(iso);
const lengths = (list: readonly Instant[]) => list.slice(1).map((one, i) => (one - (list[i] ?? 0)) / hour);

describe("boundaries", () => {
  test.each([
    ["Asia/Taipei", "2026-03-01T16:00Z", 24],
    ["Europe/Madrid", "2016-03-26T23:00Z", 23],
    ["Europe/Madrid", "2016-10-29T22:00Z", 25],
  ] as const)("a day in %s that begins at %s has %d hours", (zone, begin, count) => {
    const days = boundaries("day", at(begin), at(begin) + 1, zone);
    expect(lengths(days)).toEqual([count]);
    expect(boundaries("hour", days[0] ?? 0, days[1] ?? 0, zone)).toHaveLength(count + 1);
    expect(boundaries("quarter", days[0] ?? 0, days[1] ?? 0, zone)).toHaveLength(count * 4 + 1);
  });

  test("months are as long as they are, clocks included", () => {
    const months = boundaries("month", at("2016-02-10T00:00Z"), at("2016-04-02T00:00Z"), "Europe/Madrid");
    expect(lengths(months)).toEqual([29 * 24, 31 * 24 - 1, 30 * 24]);
  });

  test("begin at or before the period and end at or after it", () => {
    const list = boundaries("hour", at("2026-05-01T10:30Z"), at("2026-05-01T12:00Z"), "UTC");
    expect(list).toEqual([at("2026-05-01T10:00Z"), at("2026-05-01T11:00Z"), at("2026-05-01T12:00Z")]);
  });

  test("a day that begins at one o'clock, where midnight is skipped", () => {
    const [start] = boundaries("day", at("2018-11-04T12:00Z"), at("2018-11-04T13:00Z"), "America/Sao_Paulo");
    expect(start).toBe(at("2018-11-04T03:00Z"));
  });

  test("ascend and hold the period, in every zone and step", () => {
    const zones = ["UTC", "Asia/Taipei", "Europe/Madrid", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"];
    fc.assert(
      fc.property(
        fc.constantFrom(...calendarSteps),
        fc.constantFrom(...zones),
        fc.integer({ min: at("2016-01-01T00:00Z"), max: at("2027-01-01T00:00Z") }),
        fc.integer({ min: 1, max: 90 * hour }),
        (step, zone, from, length) => {
          const list = boundaries(step, from, from + length, zone);
          expect(list[0]).toBeLessThanOrEqual(from);
          expect(list[1]).toBeGreaterThan(from);
          expect(list.at(-1)).toBeGreaterThanOrEqual(from + length);
          expect(list.at(-2)).toBeLessThan(from + length);
          expect(list.every((one, i) => i === 0 || one > (list[i - 1] ?? 0))).toBe(true);
        },
      ),
    );
  });
});

describe("local time", () => {
  test.each([
    ["2026-11-23T20:31:00Z", { month: 11, weekday: 2, minute: 4 * 60 + 31 }, "2026-11-24"],
    ["2026-11-23T15:59:00Z", { month: 11, weekday: 1, minute: 1439 }, "2026-11-23"],
  ] as const)("%s in Taipei", (iso, expected, day) => {
    expect(localTimes("Asia/Taipei")(at(iso))).toEqual(expected);
    expect(localDay(at(iso), "Asia/Taipei")).toBe(day);
  });

  test("agrees with Temporal on days on which clocks change", () => {
    const read = localTimes("Europe/Madrid");
    const instants = fc.integer({ min: at("2016-10-28T00:00Z"), max: at("2016-11-01T00:00Z") });
    fc.assert(
      fc.property(instants, (instant) => {
        const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO("Europe/Madrid");
        expect(read(instant)).toEqual({
          month: local.month,
          weekday: local.dayOfWeek,
          minute: local.hour * 60 + local.minute,
        });
      }),
    );
  });
});

test("the start of a month whose clocks changed the day before", () => {
  expect(startOf("month", at("2016-10-31T23:30Z"), "Europe/Madrid")).toBe(at("2016-10-31T23:00Z"));
});

test.each([
  ["Asia/Taipei", true],
  ["UTC", true],
  ["Middle/Earth", false],
  ["", false],
])("%j is a time zone: %s", (zone, expected) => {
  expect(isTimeZone(zone)).toBe(expected);
});
