import { describe, expect, test } from "vitest";
import { civilAt } from "../time/civil.ts";
import { tickLabel, timeTicks } from "./axis.ts";

const utc = (text: string) => Date.parse(`${text}Z`);
const shown = (from: string, to: string, zone: string, most = 8) =>
  timeTicks(utc(from), utc(to), zone, most).map((tick) => tickLabel(tick, utc(to) - utc(from), zone, "en"));

describe("ticks", () => {
  test("of a day stand at the place's own hours", () => {
    expect(shown("2026-11-23T18:10:00", "2026-11-24T18:10:00", "Asia/Taipei")).toEqual([
      "03:00",
      "06:00",
      "09:00",
      "12:00",
      "15:00",
      "18:00",
      "21:00",
      "25 Nov",
    ]);
  });
  test("of an hour", () => {
    expect(shown("2026-11-23T18:10:00", "2026-11-23T19:10:00", "Asia/Kolkata", 7)).toEqual([
      "23:40",
      "23:50",
      "24 Nov",
      "00:10",
      "00:20",
      "00:30",
      "00:40",
    ]);
  });
  test("of a minute", () => {
    expect(shown("2026-11-23T18:10:00", "2026-11-23T18:10:30", "UTC", 4)).toEqual([
      "18:10:00",
      "18:10:10",
      "18:10:20",
      "18:10:30",
    ]);
  });
  test("of a month are days", () => {
    expect(shown("2026-11-01T16:00:00", "2026-11-30T16:00:00", "Asia/Taipei", 6)).toEqual([
      "2 Nov",
      "9 Nov",
      "16 Nov",
      "23 Nov",
      "30 Nov",
    ]);
  });
  test("of a year are months", () => {
    expect(shown("2025-12-31T23:00:00", "2026-12-31T23:00:00", "Europe/Berlin", 6)).toEqual([
      "Jan 2026",
      "Apr 2026",
      "Jul 2026",
      "Oct 2026",
      "Jan 2027",
    ]);
  });
  test.each([
    ["in spring", "2026-03-28T23:00:00", "2026-03-30T22:00:00", 47],
    ["in autumn", "2026-10-24T22:00:00", "2026-10-26T23:00:00", 49],
  ])("stay at the same hours when the clocks change %s", (_, from, to, hours) => {
    expect(shown(from, to, "Europe/Berlin", 10)).toEqual(
      expect.arrayContaining(["06:00", "12:00", "18:00", "06:00", "12:00", "18:00"]),
    );
    expect((utc(to) - utc(from)) / 3_600_000).toBe(hours);
  });
  test.each([1, 3, 24, 26, 24 * 7, 24 * 31, 24 * 90, 24 * 366])(
    "of %d hours are as many as fit, and not one only",
    (hours) => {
      const from = utc("2026-03-27T03:21:00");
      const ticks = timeTicks(from, from + hours * 3_600_000, "Europe/Berlin", 8);
      expect(ticks.length).toBeGreaterThan(1);
      expect(ticks.length).toBeLessThanOrEqual(9);
      for (const { at } of ticks) expect(civilAt(at, "Europe/Berlin").second).toBe(0);
    },
  );
});
