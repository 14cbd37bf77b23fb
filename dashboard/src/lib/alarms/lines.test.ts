import type { AlarmView } from "@plantroom/model/api/types.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gravestOf, groupings, linesOf } from "./lines.ts";

const alarm = (id: string, minute: number, more: Partial<AlarmView> = {}) =>
  ({
    id,
    site: "court",
    equipment: "pump",
    priority: "medium",
    raisedAt: `2026-01-01T00:0${minute}:00.000Z`,
    ...more,
  }) as AlarmView;
const list = [
  alarm("late", 5, { incident: "i", priority: "high" }),
  alarm("first", 1, { incident: "i", firstOut: true, equipment: "feeder" }),
  alarm("alone", 3, { equipment: "lift", priority: "critical" }),
];
const drawn = (grouping: (typeof groupings)[number], open: boolean) =>
  linesOf(list, grouping, () => open).map((line) => (line.kind === "group" ? `[${line.lead.id}]` : line.key));

describe("linesOf", () => {
  test.each([
    ["gravest first", "none", true, ["alone", "late", "first"]],
    ["an incident goes by time under the one that began it", "incident", true, ["alone", "[first]", "first", "late"]],
    ["a folded incident is one row", "incident", false, ["alone", "[first]"]],
    ["equipment with one alarm is that alarm", "equipment", true, ["alone", "late", "first"]],
    ["a site is a group even with one", "site", false, ["[alone]"]],
  ] as const)("%s", (_, grouping, open, expected) => {
    expect(drawn(grouping, open)).toEqual(expected);
  });

  test("however it is grouped, every alarm stands there once and no key comes twice", () => {
    const some = fc.uniqueArray(
      fc.record({
        id: fc.uuid(),
        minute: fc.nat(9),
        site: fc.constantFrom("a", "b"),
        equipment: fc.constantFrom("x", "y", "z"),
        incident: fc.constantFrom(undefined, "i", "j"),
        priority: fc.constantFrom("critical" as const, "low" as const),
      }),
      { selector: ({ id }) => id },
    );
    fc.assert(
      fc.property(some, fc.constantFrom(...groupings), fc.boolean(), (records, grouping, open) => {
        const alarms = records.map(({ id, minute, incident, ...more }) =>
          alarm(id, minute, { ...more, ...(incident && { incident }) }),
        );
        const lines = linesOf(alarms, grouping, () => open);
        expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
        const shown = lines.flatMap((line) =>
          line.kind === "alarm" ? [line.key] : line.open ? [] : line.alarms.map((one) => one.id),
        );
        expect(shown.sort()).toEqual(records.map(({ id }) => id).sort());
      }),
    );
  });
});

test("the gravest speaks for a group", () => {
  expect(gravestOf(list)?.id).toBe("alone");
  expect(gravestOf([])).toBeUndefined();
});
