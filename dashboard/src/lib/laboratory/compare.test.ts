import type { BacktestView } from "@plantroom/model/api/types.ts";
import { expect, test } from "vitest";
import { compared, mostTroubled } from "./compare.ts";

const totals = {
  ...{ alarms: 10, perDay: 5, activeSeconds: 600, longestSeconds: 60, workOrders: 2, floods: 0 },
  ...{ chattering: 1, fleeting: 3 },
};
const alarm = (verification: string, draft: boolean, active: boolean | null, equipment = "a") => ({
  ...{ equipment, verification, draft: { caught: draft, lateSeconds: null } },
  active: active === null ? null : { caught: active, lateSeconds: null },
});
const view = (over: object) =>
  ({
    draft: { totals: { ...totals, alarms: 4 }, occurrences: [], more: false },
    active: { totals, occurrences: [], more: false },
    recorded: { alarms: [], more: false },
    equipment: [],
    ...over,
  }) as unknown as BacktestView;
const figure = (over: object, name: string) => compared(view(over)).find((one) => one.figure === name);

test("the draft stands beside what is in force", () => {
  expect(figure({}, "alarms")).toEqual({ figure: "alarms", now: 10, draft: 4 });
});
test("without a version in force there is nothing to compare with", () => {
  expect(figure({ active: null }, "alarms")).toEqual({ figure: "alarms", now: undefined, draft: 4 });
});
test("caught and missed are of the alarms that were judged true", () => {
  const alarms = [alarm("true", true, true), alarm("true", false, true), alarm("nuisance", false, true)];
  const recorded = { alarms, more: false };
  expect(figure({ recorded }, "caught")).toEqual({ figure: "caught", now: 2, draft: 1 });
  expect(figure({ recorded }, "missed")).toEqual({ figure: "missed", now: 0, draft: 1 });
});
test("where nobody has judged, nothing is said of missing", () => {
  expect(figure({ recorded: { alarms: [alarm("unverified", true, true)], more: false } }, "missed")).toBeUndefined();
});

test("drawn is what has alarms and has readings at all", () => {
  const of = (equipment: string, samples: number) => ({ equipment, samples, first: null, last: null });
  const recorded = { alarms: [alarm("true", true, true, "c"), alarm("true", true, true, "b")], more: false };
  const equipment = [of("a", 9), of("b", 9), of("c", 0)];
  expect(mostTroubled(view({ recorded, equipment }), 2)).toEqual(["b", "a"]);
  expect(mostTroubled(view({ recorded, equipment }), 1)).toEqual(["b"]);
});
