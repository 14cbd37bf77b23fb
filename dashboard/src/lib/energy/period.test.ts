import { describe, expect, test } from "vitest";
import {
  periodKinds,
  periodOf,
  periodWords,
  readPeriod,
  slotMark,
  slotsOf,
  steppedPeriod,
  writePeriod,
} from "./period.ts";

const utc = (text: string) => Date.parse(`${text}Z`);
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);
const now = utc("2026-11-24T10:00");

describe("a period", () => {
  test.each([
    ["day", "Asia/Taipei", "2026-11-23T16:00", "2026-11-24T16:00", 24],
    ["month", "Asia/Taipei", "2026-10-31T16:00", "2026-11-30T16:00", 30],
    ["year", "Asia/Taipei", "2025-12-31T16:00", "2026-12-31T16:00", 12],
  ] as const)("%s of %s", (kind, zone, from, to, slots) => {
    const period = periodOf(kind, now, zone);
    expect([iso(period.from), iso(period.to)]).toEqual([from, to]);
    expect(slotsOf(period, zone)).toHaveLength(slots);
  });

  test.each([
    ["in spring", "2026-03-29T12:00", 23],
    ["in autumn", "2026-10-25T12:00", 25],
  ])("a day on which the clocks change %s has its own hours", (_, at, hours) => {
    const slots = slotsOf(periodOf("day", utc(at), "Europe/Berlin"), "Europe/Berlin");
    expect(slots).toHaveLength(hours);
    for (const [index, slot] of slots.slice(1).entries()) expect(slot - (slots[index] ?? 0)).toBe(3_600_000);
  });

  test("a month with such a day has its days", () => {
    const slots = slotsOf(periodOf("month", utc("2026-10-10T12:00"), "Europe/Berlin"), "Europe/Berlin");
    expect(slots.map((slot) => slotMark(slot, "day", "Europe/Berlin", "en"))).toEqual(
      Array.from({ length: 31 }, (_, index) => String(index + 1)),
    );
  });

  test.each(periodKinds)("back and on again is the same %s, also across a change of the clocks", (kind) => {
    for (const at of ["2026-03-29T00:30", "2026-10-25T00:30", "2026-01-31T20:00"]) {
      const period = periodOf(kind, utc(at), "Europe/Berlin");
      const back = steppedPeriod(period, -1, "Europe/Berlin");
      expect(back.to).toBe(period.from);
      expect(steppedPeriod(back, 1, "Europe/Berlin")).toEqual(period);
    }
  });
});

describe("the URL", () => {
  const read = (query: string) => readPeriod(new URLSearchParams(query), now, "Asia/Taipei");
  test("says nothing of today", () => {
    expect(writePeriod(read(""), now, "Asia/Taipei")).toEqual({ period: undefined, date: undefined });
  });
  test.each(["period=month&date=2026-09-01", "date=2026-11-02", "period=year&date=2025-01-01"])("%s", (query) => {
    const written = Object.entries(writePeriod(read(query), now, "Asia/Taipei")).filter(([, value]) => value);
    expect(new URLSearchParams(written as [string, string][]).toString()).toBe(query);
  });
  test.each(["period=decade", "date=2026-13-40", "date=2031-01-01"])("%s is today", (query) => {
    expect(read(query)).toEqual(read(""));
  });
});

test("in words", () => {
  expect(periodWords(periodOf("month", now, "Asia/Taipei"), "Asia/Taipei", "en")).toBe("November 2026");
  expect(periodWords(periodOf("day", now, "Asia/Taipei"), "Asia/Taipei", "zh-Hant")).toContain("2026年11月24日");
});
