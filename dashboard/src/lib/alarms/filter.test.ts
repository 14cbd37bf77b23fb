import type { AlarmView } from "@plantroom/model/api/types.ts";
import { describe, expect, test } from "vitest";
import { countByPriority, titleCounts } from "./counts.ts";
import { type AlarmFilter, byGravity, filterAlarms, newest } from "./filter.ts";
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
  alarm("c", "medium", 9, { site: "lab" }),
];
const open: AlarmFilter = { priorities: [], system: undefined, site: undefined, text: "" };
const wordsOf = (one: AlarmView) =>
  one.equipment === "lift-a1"
    ? { text: "ELV-01 Passenger trapped Lift A1", system: "elevator" as const }
    : { text: "PMP-04 Dry run Booster pump 2 加壓泵浦", system: "water" as const };

describe("filterAlarms", () => {
  test.each([
    ["passes everything when nothing is asked", {}, ["a", "b", "c"]],
    ["by priority", { priorities: ["critical"] }, ["b"]],
    ["by several", { priorities: ["critical", "medium"] }, ["a", "b", "c"]],
    ["by system", { system: "water" }, ["a", "c"]],
    ["by site", { site: "lab" }, ["c"]],
    ["by words in any order and case", { text: "LIFT trapped" }, ["b"]],
    ["by Chinese words", { text: "泵浦" }, ["a", "c"]],
    ["together", { text: "pump", site: "court" }, ["a"]],
    ["to nothing", { text: "boiler" }, []],
  ] as const)("%s", (_, filter, ids) => {
    const filtered = filterAlarms(list, { ...open, ...filter }, wordsOf);
    expect(filtered.shown.map((one) => one.id)).toEqual(ids);
    expect(filtered.hidden).toBe(list.length - ids.length);
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

  test("every open alarm stands in one tab", () => {
    const counts = tabCounts(every);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(every.length);
    expect(counts).toMatchObject({ unacknowledged: 2, suppressed: 2 });
  });
  test("what is hidden on purpose is not counted as open", () => {
    expect(countByPriority(every)).toContainEqual({ priority: "high", open: 5, unacknowledged: 3 });
  });
  test("the title says what waits, and nothing else", () => {
    expect(titleCounts(countByPriority(list))).toBe("(■1 ▼2) ");
    expect(titleCounts(countByPriority([]))).toBe("");
  });
});
