import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { procedureOf } from "@plantroom/model/procedures/answering.ts";
import { describe, expect, test } from "vitest";
import { ProcedureBook } from "./book.ts";

const alarm = (id: string, equipment: string, rest: Partial<Alarm> = {}) =>
  ({ id, site: "s", equipment, occurrences: 1, ...rest }) as Alarm;

function follow(procedure: string, ...alarms: readonly Alarm[]): (string | undefined)[] {
  let runs = 0;
  const incidents = new Map(alarms.map(({ id, incident }) => [id, incident]));
  const book = new ProcedureBook(
    { open: [], answered: [] },
    () => `run-${++runs}`,
    (id) => incidents.get(id),
  );
  const one = procedureOf(procedure);
  if (!one) expect.unreachable();
  return alarms.map((next) => book.forAlarm(next, one, 0)?.run.id);
}

describe("which run an alarm opens or joins", () => {
  test.each([
    ["one of its own", "S-FIR-1", [alarm("a", "zone-1"), alarm("b", "zone-2")], ["run-1", "run-2"]],
    ["that of its equipment", "S-FIR-1", [alarm("a", "zone-1"), alarm("b", "zone-1")], ["run-1", "run-1"]],
    [
      "that of its incident",
      "S-FIR-1",
      [alarm("a", "zone-1", { incident: "i" }), alarm("b", "panel", { incident: "i" })],
      ["run-1", "run-1"],
    ],
    [
      "one for each lift that an incident has stopped",
      "S-ELV-1",
      [alarm("a", "lift-1", { incident: "i" }), alarm("b", "lift-2", { incident: "i" })],
      ["run-1", "run-2"],
    ],
    ["none twice", "S-FIR-1", [alarm("a", "zone-1"), alarm("a", "zone-1", { occurrences: 2 })], ["run-1", undefined]],
    [
      "one of its own for a drill",
      "S-FIR-1",
      [alarm("a", "zone-1"), alarm("b", "zone-1", { mode: { id: "m", kind: "drill" } })],
      ["run-1", "run-2"],
    ],
  ])("%s", (_, procedure, alarms, expected) => {
    expect(follow(procedure, ...alarms)).toEqual(expected);
  });

  test("the first alarm of an incident has it only when the second comes", () => {
    const first = alarm("a", "zone-1");
    const incidents = new Map<string, string>();
    const book = new ProcedureBook(
      { open: [], answered: [] },
      () => "run",
      (id) => incidents.get(id),
    );
    const one = procedureOf("S-FIR-1");
    if (!one) expect.unreachable();
    book.forAlarm(first, one, 0);
    incidents.set("a", "i");
    const joined = book.forAlarm(alarm("b", "panel", { incident: "i" }), one, 0);
    expect(joined?.run).toMatchObject({ alarms: ["a", "b"], incident: "i", revision: 2 });
  });
});
