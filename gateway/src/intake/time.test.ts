import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readTime } from "./time.ts";

describe("readTime", () => {
  test.each([
    [1732380000123, 1732380000123],
    ["2024-11-23T16:40:00.123Z", 1732380000123],
    ["2024-11-24T00:40:00.123+08:00", 1732380000123],
    ["2024-11-23t16:40:00.123z", 1732380000123],
    ["2024-11-23T16:40:00.123456789Z", 1732380000123],
    ["2024-11-23T16:40Z", 1732380000000],
    ["2024-02-29T00:00:00Z", Date.UTC(2024, 1, 29)],
  ])("%s", (at, expected) => {
    expect(readTime(at)).toBe(expected);
  });

  test.each([
    ["no offset", "2024-11-23T16:40:00"],
    ["a day only", "2024-11-23"],
    ["a day that is none", "2024-02-30T00:00:00Z"],
    ["a day that is none that year", "2023-02-29T00:00:00Z"],
    ["a month that is none", "2024-13-01T00:00:00Z"],
    ["day 0", "2024-01-00T00:00:00Z"],
    ["hour 25", "2024-01-01T25:00:00Z"],
    ["another calendar", "23.11.2024 16:40"],
    ["garbage", "yesterday"],
    ["an empty text", ""],
    ["digits in a text", "1732380000123"],
    ["too many digits", `2024-11-23T16:40:00.${"1".repeat(1000)}Z`],
    ["not a number", Number.NaN],
    ["infinity", Number.POSITIVE_INFINITY],
    ["beyond the calendar", 8.64e15 + 1],
    ["null", null],
    ["an object", {}],
    ["a list", [1732380000123]],
    ["true", true],
  ])("cannot read %s", (_, at) => {
    expect(readTime(at)).toBeUndefined();
  });

  test("reads back every date as it is written", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true }),
        (date) => {
          expect(readTime(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });
});
