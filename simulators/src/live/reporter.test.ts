import { describe, expect, test } from "vitest";
import { pointsOf, type Readings, readingsOf } from "../estate/readings.ts";
import { fieldEquipment, initialEstate } from "../estate/state.ts";
import { stepEstate } from "../estate/step.ts";
import { Reporter } from "./reporter.ts";

const nobody = new Set<string>();
const base = readingsOf(initialEstate(1, 0));

function changed(values: Readonly<Record<string, number | boolean>>): Readings {
  return { ...base, booster: { ...base.booster, ...values } };
}

function reporterAfterFirst(): Reporter {
  const reporter = new Reporter(["booster"]);
  reporter.due(0, base, nobody);
  reporter.due(100_000, base, nobody);
  return reporter;
}

describe("a reporter", () => {
  test("reports everything at first", () => {
    expect(new Reporter(["booster"]).due(0, base, nobody)).toEqual([{ equipment: "booster", values: base.booster }]);
  });

  test("is quiet about what does not change within its interval", () => {
    expect(reporterAfterFirst().due(100_500, base, nobody)).toEqual([]);
  });

  test("tells a state at once", () => {
    const [report] = reporterAfterFirst().due(100_500, changed({ room_flood: true }), nobody);
    expect(report?.values.room_flood).toBe(true);
  });

  test("tells a number that moved by its deadband, and no smaller step", () => {
    const pressure = Number(base.booster?.discharge_pressure);
    expect(reporterAfterFirst().due(101_000, changed({ discharge_pressure: pressure + 0.004 }), nobody)).toEqual([]);
    const [report] = reporterAfterFirst().due(101_000, changed({ discharge_pressure: pressure + 0.02 }), nobody);
    expect(report?.values).toMatchObject({ discharge_pressure: pressure + 0.02 });
  });

  test("tells the smallest step of eager equipment", () => {
    const values = changed({ discharge_pressure: Number(base.booster?.discharge_pressure) + 0.001 });
    expect(reporterAfterFirst().due(100_500, values, new Set(["booster"]))).toHaveLength(1);
  });

  test("lets no point of the estate grow older than its interval", () => {
    const ids = fieldEquipment.map((one) => one.id);
    const reporter = new Reporter(ids);
    const heard = new Map<string, number>();
    const late: string[] = [];
    let state = initialEstate(4, Date.parse("2025-11-24T18:00:00+08:00"));
    for (let n = 0; n < 400; n++) {
      state = stepEstate(state, 0.5);
      for (const { equipment, values } of reporter.due(state.at, readingsOf(state), nobody)) {
        for (const key in values) heard.set(`${equipment} ${key}`, state.at);
      }
      for (const id of ids) {
        for (const [key, point] of Object.entries(pointsOf(id))) {
          if (base[id]?.[key] === undefined) continue; // nobody reports all that its type may have
          const age = (state.at - (heard.get(`${id} ${key}`) ?? 0)) / 1_000;
          if (age > point.intervalSeconds) late.push(`${id} ${key} ${age}`);
        }
      }
    }
    expect(late).toEqual([]);
  });
});
