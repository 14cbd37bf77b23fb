import type { AlarmView } from "@plantroom/model/api/types.ts";
import { expect, test } from "vitest";
import { similarTo } from "./similar.ts";

const alarm = (id: string, day: number, more: Partial<AlarmView> = {}) =>
  ({ id, rule: "PMP-01", raisedAt: `2026-01-0${day}T00:00:00.000Z`, verification: "unverified", ...more }) as AlarmView;

test("the same rule, what somebody dealt with first, newest first, never the alarm itself", () => {
  const list = [
    alarm("now", 9),
    alarm("old", 1),
    alarm("noted", 2, { acknowledgedNote: "fuse" }),
    alarm("newer", 5),
    alarm("repaired", 3, { workOrder: "w" }),
    alarm("judged", 4, { verification: "nuisance" }),
    alarm("other rule", 8, { rule: "PMP-02" }),
  ];
  expect(similarTo(alarm("now", 9), list).map((one) => one.id)).toEqual([
    "judged",
    "repaired",
    "noted",
    "newer",
    "old",
  ]);
});
