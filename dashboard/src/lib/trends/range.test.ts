import { describe, expect, test } from "vitest";
import { lengthOf, quickLength, type RangeChoice, readRange, steppedRange, windowOf, writeRange } from "./range.ts";

const hour = 3_600_000;
const now = Date.parse("2026-11-24T10:00:00.250Z");

describe("the URL", () => {
  const choices: RangeChoice[] = [
    { kind: "quick", range: "24h" },
    { kind: "quick", range: "1h" },
    { kind: "quick", range: "7d", to: now },
    { kind: "custom", from: now - 5 * hour, to: now },
  ];
  test.each(choices)("holds %j", (choice) => {
    const written = Object.entries(writeRange(choice)).filter(([, value]) => value !== null) as [string, string][];
    expect(readRange(new URLSearchParams(written))).toEqual(choice);
  });
  test.each(["range=2y", "range=custom&from=x&to=y", "range=custom&from=2026-11-24T10:00Z&to=2026-11-24T09:00Z", ""])(
    "%s is the last 24 hours",
    (query) => expect(readRange(new URLSearchParams(query))).toEqual({ kind: "quick", range: "24h" }),
  );
  test("a period longer than the server answers keeps its end", () => {
    const choice = readRange(new URLSearchParams("range=custom&from=1999-01-01T00:00Z&to=2026-01-01T00:00Z"));
    expect(choice).toMatchObject({ kind: "custom", to: Date.parse("2026-01-01T00:00Z") });
    expect(lengthOf(choice)).toBe(400 * 24 * hour);
  });
});

describe("the window", () => {
  test("ends at now or less than a thousandth after it, and moves in such steps", () => {
    const first = windowOf({ kind: "quick", range: "24h" }, now);
    expect(first.live).toBe(true);
    expect(first.to).toBeGreaterThanOrEqual(now);
    expect(first.to - now).toBeLessThan(quickLength["24h"] / 1_000);
    expect(first.to - first.from).toBe(quickLength["24h"]);
    expect(windowOf({ kind: "quick", range: "24h" }, first.to)).toEqual(first);
    expect(windowOf({ kind: "quick", range: "24h" }, first.to + 1)).not.toEqual(first);
  });
  test("a custom one follows live values only while now is within", () => {
    expect(windowOf({ kind: "custom", from: now - hour, to: now + hour }, now).live).toBe(true);
    expect(windowOf({ kind: "custom", from: now - 2 * hour, to: now - hour }, now).live).toBe(false);
  });
});

describe("stepping", () => {
  test("back stands still one length earlier, on again follows now", () => {
    const back = steppedRange({ kind: "quick", range: "1h" }, -1, now);
    expect(back).toEqual({ kind: "quick", range: "1h", to: now - hour });
    expect(steppedRange(back, 1, now)).toEqual({ kind: "quick", range: "1h" });
    expect(steppedRange(back, 1, now + hour)).toEqual({ kind: "quick", range: "1h", to: now });
  });
  test("a custom period keeps its length", () => {
    expect(steppedRange({ kind: "custom", from: 0, to: 5 }, 1, now)).toEqual({ kind: "custom", from: 5, to: 10 });
  });
});
