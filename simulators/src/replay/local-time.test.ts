import { iso } from "@plantroom/model/time.ts";
import { describe, expect, test } from "vitest";
import { LocalTimes } from "./local-time.ts";

const read = (zone: string, stamps: readonly string[]) => {
  const times = new LocalTimes(zone);
  return stamps.map((stamp) => {
    const at = times.read(stamp);
    return at === undefined ? undefined : iso(at);
  });
};

describe("times of a file", () => {
  test("the hour that stands twice is told apart by the order of rows", () => {
    expect(
      read("Europe/Madrid", [
        "2016-10-30 01:30",
        "2016-10-30 02:10",
        "2016-10-30 02:50",
        "2016-10-30 02:10",
        "2016-10-30 03:00",
      ]),
    ).toEqual([
      "2016-10-29T23:30:00.000Z",
      "2016-10-30T00:10:00.000Z",
      "2016-10-30T00:50:00.000Z",
      "2016-10-30T01:10:00.000Z",
      "2016-10-30T02:00:00.000Z",
    ]);
  });

  test.each([
    ["UTC", "2020-02-08 16:06:48", "2020-02-08T16:06:48.000Z"],
    ["Asia/Taipei", "2020-02-08T16:06:48", "2020-02-08T08:06:48.000Z"],
    ["Asia/Taipei", "2020-02-08T16:06:48+02:00", "2020-02-08T14:06:48.000Z"],
    ["Asia/Taipei", "2020-02-08T16:06:48Z", "2020-02-08T16:06:48.000Z"],
    ["UTC", "yesterday", undefined],
    ["UTC", "", undefined],
  ])("in %s, %s is %s", (zone, stamp, expected) => {
    expect(read(zone, [stamp])).toEqual([expected]);
  });

  test("a file that is out of order stays so", () => {
    expect(read("UTC", ["2020-01-02 00:00", "2020-01-01 00:00"])).toEqual([
      "2020-01-02T00:00:00.000Z",
      "2020-01-01T00:00:00.000Z",
    ]);
  });
});
