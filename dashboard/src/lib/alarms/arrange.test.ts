import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arrange, between, Slots, stepFrom, windowOf } from "./arrange.ts";

describe("arrange", () => {
  const keyed = (keys: readonly string[]) => keys.map((key) => ({ key }));
  test.each([
    ["follows while nobody is on it", ["a", "b"], ["c", "a"], false, ["c", "a"], 0],
    ["holds its rows while somebody is, and counts what waits", ["a", "b"], ["d", "c", "a"], true, ["a", "b"], 2],
    ["an empty list has nothing to hold", [], ["a"], true, ["a"], 0],
  ] as const)("%s", (_, before, now, frozen, keys, waiting) => {
    const arranged = arrange(keyed(before), keyed(now), frozen, (row) => row);
    expect({ keys: arranged.rows.map((row) => row.key), waiting: arranged.waiting }).toEqual({ keys, waiting });
  });
  test("a held row shows what it says now, and says when it is gone", () => {
    const row = (key: string, says: string) => ({ key, says });
    const { rows } = arrange([row("a", "new"), row("b", "new")], [row("a", "seen")], true, (one) =>
      row(one.key, "gone"),
    );
    expect(rows).toEqual([row("a", "seen"), row("b", "gone")]);
  });
});

describe("between", () => {
  const ids = ["a", "b", "c", "d"];
  test.each([
    ["downwards", "b", "d", ["b", "c", "d"]],
    ["upwards", "d", "b", ["b", "c", "d"]],
    ["a beginning that is gone", "x", "c", ["c"]],
    ["an end that is gone", "a", "x", []],
  ] as const)("%s", (_, from, to, expected) => {
    expect(between(ids, from, to)).toEqual(expected);
  });
});

describe("stepFrom", () => {
  const ids = ["a", "b", "c"];
  test.each([
    ["begins at the first", undefined, 1, "a"],
    ["goes down", "a", 1, "b"],
    ["stays at the end", "c", 1, "c"],
    ["stays at the beginning", "a", -1, "a"],
    ["begins again when its row is gone", "x", 1, "a"],
  ] as const)("%s", (_, current, by, expected) => {
    expect(stepFrom(ids, current, by)).toBe(expected);
  });
  test("an empty list has no row", () => {
    expect(stepFrom([], undefined, 1)).toBeUndefined();
  });
});

describe("windowOf", () => {
  test("draws what is in sight, and never more than the budget of 60 rows on a desk", () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(500_000), fc.integer({ min: 200, max: 1_400 }), (count, scrollTop, height) => {
        const { first, last } = windowOf(count, 36, scrollTop, height);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(count);
        expect(last - first).toBeLessThanOrEqual(60);
        if (scrollTop + height <= count * 36) {
          expect(first * 36).toBeLessThanOrEqual(scrollTop);
          expect(last * 36).toBeGreaterThanOrEqual(scrollTop + height);
        }
      }),
    );
  });
});

describe("Slots", () => {
  test("a row keeps its element while it is drawn; what comes takes the place of what went", () => {
    const slots = new Slots();
    expect(slots.assign(["a", "b", "c"])).toEqual([0, 1, 2]);
    expect(slots.assign(["b", "c", "d"])).toEqual([1, 2, 0]);
    expect(slots.assign(["b", "c"])).toEqual([1, 2]);
    expect(slots.assign(["x", "y", "z", "b"])).toEqual([expect.any(Number), expect.any(Number), expect.any(Number), 1]);
  });

  test("no two rows share one, wherever one scrolls, and there are never more than rows", () => {
    const slots = new Slots();
    const rows = Array.from({ length: 200 }, (_, index) => `row-${index}`);
    for (const first of [0, 3, 10, 180, 177, 20, 0, 190]) {
      const keys = [...rows.slice(first, first + 30), ...(first > 60 ? ["row-5"] : [])];
      const given = slots.assign(keys);
      expect(new Set(given).size).toBe(keys.length);
      expect(Math.max(...given)).toBeLessThanOrEqual(31);
    }
  });
});
