import type { Roster } from "@plantroom/model/on-call/roster.ts";
import { procedureOf } from "@plantroom/model/procedures/answering.ts";
import { fallDue } from "@plantroom/model/procedures/overdue.ts";
import { minute } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TestNotifications } from "../notifications/fixture.ts";
import { ProcedureBook } from "../procedures/book.ts";
import { saveRuns } from "../procedures/repository.ts";
import { escalateOverdue } from "./overdue.ts";

const shiftLead: Roster = {
  ...{ id: "shift-lead", name: "Shift lead", timeZone: "UTC", overrides: [], gapsAllowed: false },
  layers: [
    {
      ...{ id: "l", name: "L", people: ["sam"], rotation: "daily", every: 1, handOffAt: "00:00" },
      ...{ startsOn: "2026-01-01", days: "every-day" },
    },
  ],
};
const procedure = procedureOf("S-ELV-1");

describe("an overdue step of a procedure", () => {
  let t: TestNotifications;
  beforeEach(async () => {
    t = await TestNotifications.start();
    await t.roster(shiftLead);
  });
  afterEach(() => t.close());

  /** The alarm is acknowledged, and its procedure taken; answers who is told when its first step has run out of time. */
  async function toldWhenOverdue(drill = false): Promise<string[]> {
    if (!procedure) expect.unreachable("no procedure");
    await t.raise("a", "critical");
    await t.settled();
    await t.acknowledge("a");
    const at = t.clock.now();
    const book = new ProcedureBook({ open: [], answered: [] }, () => "run");
    const what = { site: "harbour", equipment: "pump-1", alarm: { id: "a", occurrences: 1 } as never, drill };
    const { run } = book.begin(procedure, what, "olga", at);
    const save = (now: typeof run) =>
      t.database.transaction().execute(async (transaction) => {
        await saveRuns(transaction, [{ run: now, procedure, occurrences: [1] }], []);
        const steps = now.steps.flatMap(({ id, overdueAt }) =>
          overdueAt === undefined ? [] : [{ run: now, step: id, overdueAt }],
        );
        await escalateOverdue(transaction, steps);
      });
    await save(run);
    // Somebody looks after it: it is left alone.
    await t.pass(4 * minute, minute);
    t.told.length = 0;
    await save(fallDue(procedure, run, t.clock.now()));
    await t.pass(minute, minute);
    return t.told.map(({ username }) => username);
  }

  test("tells whoever is told of unattended alarms, though somebody had begun", async () => {
    expect(await toldWhenOverdue()).toEqual(["sam"]);
  });

  test("tells nobody in a drill", async () => {
    expect(await toldWhenOverdue(true)).toEqual([]);
  });
});
