import type { BacktestView } from "@plantroom/model/api/types.ts";
import { expect, test } from "vitest";
import { lanesOf, triedAlarms, verificationGlyph } from "./lanes.ts";

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
const occurrence = (equipment: string, from: number, to: number | null) => ({
  ...{ equipment, conditionSince: at(from - 1), raisedAt: at(from), clearedAt: to === null ? null : at(to) },
  ...{ seconds: 60, priority: "high", value: 3 },
});
const view = (drafts: readonly object[], recorded: readonly object[], active: object | null = null) =>
  ({
    ...{ to: at(60), active, draft: { occurrences: drafts }, recorded: { alarms: recorded } },
  }) as unknown as BacktestView;
const judged = (equipment: string, from: number, to: number) => ({
  ...occurrence(equipment, from, to),
  verification: "true",
});

test("what still stands reaches to the end of the period", () => {
  const [draft] = lanesOf(view([occurrence("a", 10, null)], []));
  expect(draft?.spans.map(({ from, to }) => [from, to])).toEqual([[Date.parse(at(10)), Date.parse(at(60))]]);
});
test("a rule that is not in force has no lane of its own", () => {
  expect(lanesOf(view([], [])).map(({ id }) => id)).toEqual(["draft", "recorded"]);
  expect(lanesOf(view([], [], { occurrences: [] })).map(({ id }) => id)).toEqual(["draft", "active", "recorded"]);
});
test("an alarm of the draft takes the judgement of the recorded one that it overlaps, of the same equipment", () => {
  const found = triedAlarms(
    view([occurrence("a", 10, 20), occurrence("b", 10, 20), occurrence("a", 40, 50)], [judged("a", 12, 15)]),
  );
  expect(found.map(({ verification }) => verification)).toEqual(["true", undefined, undefined]);
});
test.each([
  ["true", "✓"],
  ["nuisance", "✗"],
  ["unverified", "~"],
] as const)("%s is %s", (verification, glyph) => {
  expect(verificationGlyph(verification)).toBe(glyph);
});
