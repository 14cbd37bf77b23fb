import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, type CivilUnit, civilAt, instantOf, isoDate, isoMinute, readLocal, startOf } from "./civil.ts";

const utc = (text: string) => Date.parse(`${text}Z`);

describe("start of", () => {
  test.each<[string, CivilUnit, string, string]>([
    ["2026-11-24T15:30:12", "day", "Asia/Taipei", "2026-11-23T16:00:00"],
    ["2026-11-24T16:00:00", "day", "Asia/Taipei", "2026-11-24T16:00:00"],
    ["2026-11-24T15:30:12", "hour", "Asia/Kolkata", "2026-11-24T15:30:00"],
    ["2026-11-24T15:29:59", "hour", "Asia/Kolkata", "2026-11-24T14:30:00"],
    ["2026-03-29T12:00:00", "day", "Europe/Berlin", "2026-03-28T23:00:00"],
    ["2026-10-25T12:00:00", "day", "Europe/Berlin", "2026-10-24T22:00:00"],
    ["2026-10-25T00:20:00", "hour", "Europe/Berlin", "2026-10-25T00:00:00"],
    ["2026-10-25T01:20:00", "hour", "Europe/Berlin", "2026-10-25T01:00:00"],
    ["2026-11-22T10:00:00", "week", "Asia/Taipei", "2026-11-15T16:00:00"],
    ["2026-11-30T20:00:00", "month", "Asia/Taipei", "2026-11-30T16:00:00"],
    ["2026-12-31T20:00:00", "year", "Asia/Taipei", "2026-12-31T16:00:00"],
    // Midnight itself is left out there on this day.
    ["2018-11-04T12:00:00", "day", "America/Sao_Paulo", "2018-11-04T03:00:00"],
  ])("%s, %s in %s", (at, unit, zone, expected) => {
    expect(new Date(startOf(utc(at), unit, zone)).toISOString()).toBe(`${expected}.000Z`);
  });
});

describe("adding", () => {
  test.each<[string, number, CivilUnit, string, string]>([
    ["2026-03-28T23:00:00", 1, "day", "Europe/Berlin", "2026-03-29T22:00:00"],
    ["2026-10-24T22:00:00", 1, "day", "Europe/Berlin", "2026-10-25T23:00:00"],
    ["2026-10-25T00:00:00", 1, "hour", "Europe/Berlin", "2026-10-25T01:00:00"],
    ["2026-01-31T00:00:00", 1, "month", "UTC", "2026-02-28T00:00:00"],
    ["2026-01-31T00:00:00", -2, "month", "UTC", "2025-11-30T00:00:00"],
    ["2024-02-29T00:00:00", 1, "year", "UTC", "2025-02-28T00:00:00"],
    ["2026-11-23T16:00:00", -1, "week", "Asia/Taipei", "2026-11-16T16:00:00"],
  ])("%s + %d %s in %s", (at, count, unit, zone, expected) => {
    expect(new Date(add(utc(at), count, unit, zone)).toISOString()).toBe(`${expected}.000Z`);
  });
});

describe("an hour that comes twice, an hour that is left out", () => {
  const half = { hour: 2, minute: 30, second: 0 };
  test("twice: the first", () => {
    expect(instantOf({ year: 2026, month: 10, day: 25, ...half }, "Europe/Berlin")).toBe(utc("2026-10-25T00:30:00"));
  });
  test("left out: as long after it", () => {
    expect(instantOf({ year: 2026, month: 3, day: 29, ...half }, "Europe/Berlin")).toBe(utc("2026-03-29T01:30:00"));
  });
});

test.each(["Asia/Taipei", "Europe/Berlin", "America/Los_Angeles", "Australia/Lord_Howe", "UTC"])(
  "reading back what the clock of %s shows is the same moment, or the same clock an hour earlier",
  (zone) => {
    const seconds = fc.integer({ min: 946_684_800, max: 2_524_608_000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const at = second * 1_000;
        const civil = civilAt(at, zone);
        const back = instantOf(civil, zone);
        expect(civilAt(back, zone)).toEqual(civil);
        expect(at - back === 0 || (at - back > 0 && at - back <= 3_600_000)).toBe(true);
      }),
      { numRuns: 200 },
    );
  },
);

describe("dates of a form", () => {
  test("are the place's own", () => {
    expect(isoDate(utc("2026-11-24T17:00:00"), "Asia/Taipei")).toBe("2026-11-25");
    expect(isoMinute(utc("2026-11-24T17:05:09"), "Asia/Taipei")).toBe("2026-11-25T01:05");
    expect(readLocal("2026-11-25T01:05", "Asia/Taipei")).toBe(utc("2026-11-24T17:05:00"));
    expect(readLocal("2026-11-25", "Asia/Taipei")).toBe(utc("2026-11-24T16:00:00"));
  });
  test.each(["", "2026-02-30", "2026-11-25T24:01", "yesterday", "2026-11-25T01:05Z"])("refuses %j", (text) => {
    expect(readLocal(text, "UTC")).toBeUndefined();
  });
});
