import { describe, expect, test } from "vitest";
import { groupBySystem, phaseOf } from "./grouping.ts";

describe("phaseOf", () => {
  const since = "2026-01-01T00:00:00.000Z";
  const at = (seconds: number) => Date.parse(since) + seconds * 1_000;
  const fault = { active: true, since, expectedSeconds: 30 };
  test.each([
    ["counts down", fault, undefined, at(10), { phase: "running", secondsLeft: 20, total: 30 }],
    [
      "stays at zero for the 2 s that the way to the screen may take",
      fault,
      undefined,
      at(31),
      { phase: "running", secondsLeft: 0, total: 30 },
    ],
    ["says that it is overdue", fault, undefined, at(33), { phase: "overdue" }],
    ["has raised its alarm", fault, { id: "a", active: true }, at(12), { phase: "raised", alarm: "a" }],
    [
      "an alarm that has returned is not what it raised",
      fault,
      { id: "a", active: false },
      at(12),
      { phase: "running", secondsLeft: 18, total: 30 },
    ],
    [
      "is mended, whatever still stands open",
      { ...fault, active: false },
      { id: "a", active: true },
      at(12),
      { phase: "mended" },
    ],
  ] as const)("%s", (_, one, raised, now, phase) => {
    expect(phaseOf(one, raised, now)).toEqual(phase);
  });
});

test("groups come in the order in which a control room asks for the systems", () => {
  const fault = (id: string) => ({
    id,
    label: { en: "", "zh-Hant": "", "zh-Hans": "" },
    equipment: id,
    rule: "",
    raisesOn: id,
    expectedSeconds: 1,
    active: false,
  });
  const groups = groupBySystem(
    [fault("gate"), fault("fire"), fault("water")],
    (one) => one.id as "gate" | "fire" | "water",
  );
  expect(groups.map((group) => group.system)).toEqual(["fire", "water", "gate"]);
});
