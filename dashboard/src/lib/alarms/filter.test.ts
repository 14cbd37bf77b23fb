import type { AlarmView } from "@plantroom/model/api/types.ts";
import { describe, expect, test } from "vitest";
import { countByPriority, titleCounts } from "./counts.ts";
import { byGravity, filterAlarms, isFiltering, newest, noFilter, type RowFacts } from "./filter.ts";
import { tabCounts } from "./tabs.ts";

const base = { site: "court", equipment: "booster-p2", rule: "PMP-04", state: "unacknowledged" } as const;
const alarm = (id: string, priority: AlarmView["priority"], minute: number, more: Partial<AlarmView> = {}) =>
  ({
    ...base,
    id,
    priority,
    raisedAt: `2026-01-01T00:${String(minute).padStart(2, "0")}:00.000Z`,
    ...more,
  }) as AlarmView;
const list = [
  alarm("a", "medium", 5),
  alarm("b", "critical", 1, { equipment: "lift-a1" }),
  alarm("c", "medium", 9, { site: "lab", state: "acknowledged", acknowledgedBy: "olivia" }),
];
const facts: RowFacts = {
  wordsOf: (one) =>
    one.equipment === "lift-a1"
      ? { text: "elv-01 passenger trapped lift a1", system: "elevator", type: "elevator" }
      : { text: "pmp-04 dry run booster pump 2 加壓泵浦", system: "water", type: "booster-pump" },
  ownerOf: (one) => one.acknowledgedBy,
  me: "olivia",
  now: Date.parse("2026-01-01T00:14:00.000Z"),
};

describe("filterAlarms", () => {
  test.each([
    ["passes everything when nothing is asked", {}, ["a", "b", "c"]],
    ["by priority", { priorities: ["critical"] }, ["b"]],
    ["by several", { priorities: ["critical", "medium"] }, ["a", "b", "c"]],
    ["by system", { system: "water" }, ["a", "c"]],
    ["by site", { site: "lab" }, ["c"]],
    ["by words in any order and case", { text: "LIFT trapped" }, ["b"]],
    ["by Chinese words", { text: "泵浦" }, ["a", "c"]],
    ["by device type", { type: "elevator" }, ["b"]],
    ["by state", { state: "acknowledged" }, ["c"]],
    ["by who is at the screen", { owner: "me" }, ["c"]],
    ["by another person", { owner: "chen" }, []],
    ["by what nobody looks after", { owner: "nobody" }, ["a", "b"]],
    ["by age: what is older passes", { age: "10m" }, ["b"]],
    ["together", { text: "pump", site: "court" }, ["a"]],
    ["to nothing", { text: "boiler" }, []],
  ] as const)("%s", (_, filter, ids) => {
    const filtered = filterAlarms(list, { ...noFilter, ...filter }, facts);
    expect(filtered.shown.map((one) => one.id)).toEqual(ids);
    expect(filtered.hidden).toBe(list.length - ids.length);
    expect(isFiltering({ ...noFilter, ...filter })).toBe(Object.keys(filter).length > 0);
  });
});

test("gravest first, newest first within a priority", () => {
  expect([...list].sort(byGravity).map((one) => one.id)).toEqual(["b", "c", "a"]);
});
test("the newest is the newest, whatever its priority", () => {
  expect(newest(list)?.id).toBe("c");
  expect(newest([])).toBeUndefined();
});

describe("counts", () => {
  const states = [
    "unacknowledged",
    "latched-unacknowledged",
    "acknowledged",
    "returned-unacknowledged",
    "latched-acknowledged",
    "shelved",
    "suppressed",
    "out-of-service",
  ] as const;
  const every = states.map((state, index) => alarm(String(index), "high", index, { state }));

  test("every open alarm stands in one tab, and in the one of all", () => {
    const counts = tabCounts(every);
    expect(counts).toEqual({
      unacknowledged: 2,
      acknowledged: 1,
      returned: 1,
      latched: 1,
      shelved: 1,
      suppressed: 1,
      "out-of-service": 1,
      open: every.length,
    });
  });
  test("what is hidden on purpose is not counted as open", () => {
    expect(countByPriority(every)).toContainEqual({ priority: "high", open: 5, unacknowledged: 3 });
  });
  test("the title says what waits, and nothing else", () => {
    expect(titleCounts(countByPriority(list))).toBe("(■1 ▼1) ");
    expect(titleCounts(countByPriority([]))).toBe("");
  });
});
