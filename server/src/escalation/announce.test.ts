import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { normalRegions } from "@plantroom/model/alarms/machine.ts";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../database/database.ts";
import { Effects } from "../rules/effects.ts";

const at = Date.UTC(2026, 10, 23);
const alarm: Alarm = {
  ...{ id: "a", site: "harbour", equipment: "pump-1", rule: "TRIP", ruleVersion: 1, priority: "high" },
  ...{ lifeSafety: false, latching: false, regions: { ...normalRegions, active: true, acknowledged: false } },
  ...{
    state: "unacknowledged",
    conditionSince: at,
    raisedAt: at,
    occurrences: 1,
    evidence: [],
    verification: "unverified",
  },
};
const line = { site: "harbour", equipment: "pump-1", rule: "TRIP", priority: "high", rehearsal: false } as const;
const raised = {
  ...line,
  alarm: "a",
  at,
  event: "raised",
  from: "normal",
  to: "unacknowledged",
  by: "system",
} as const;

let database: Database;
beforeEach(async () => {
  database = await openDatabase(":memory:", "");
});
afterEach(() => database.destroy());

class PowerCut extends Error {}
/** A commit of the judge, and whether the machine survives it. */
async function commit(effects: Effects, survives = true): Promise<void> {
  await database
    .transaction()
    .execute(async (transaction) => {
      await effects.save(transaction);
      if (!survives) throw new PowerCut();
    })
    .catch((problem: unknown) => {
      if (!(problem instanceof PowerCut)) throw problem;
    });
}
const kept = () => database.selectFrom("escalations").select(["alarm", "dueAt", "endedAt"]).execute();

test("an alarm and what is to be told of it are written together, or neither", async () => {
  const effects = new Effects();
  effects.moved({ alarm, transition: raised });
  await commit(effects, false);
  expect(await kept()).toEqual([]);
  expect(await database.selectFrom("alarms").select("id").execute()).toEqual([]);
  await commit(effects);
  expect(await kept()).toEqual([{ alarm: "a", dueAt: 0, endedAt: null }]);
  expect(await database.selectFrom("alarms").select("id").execute()).toEqual([{ id: "a" }]);
});

test("a later change has the running escalation looked at, and begins no other", async () => {
  const first = new Effects();
  first.moved({ alarm, transition: raised });
  await commit(first);
  await database
    .updateTable("escalations")
    .set({ startedAt: at, dueAt: at + 60_000 })
    .execute();
  const acknowledged = { ...alarm, state: "acknowledged", regions: { ...alarm.regions, acknowledged: true } } as const;
  const second = new Effects();
  const transition = { ...raised, event: "acknowledged", from: "unacknowledged", to: "acknowledged" } as const;
  second.moved({ alarm: acknowledged, transition });
  await commit(second);
  expect(await kept()).toEqual([{ alarm: "a", dueAt: 0, endedAt: null }]);
});
