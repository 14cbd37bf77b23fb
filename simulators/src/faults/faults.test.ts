import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { demoFaults } from "@plantroom/model/demo/faults.ts";
import { defaultRules } from "@plantroom/model/rules/pack/catalogue.ts";
import { secondsToRaise } from "@plantroom/model/rules/rule.ts";
import { describe, expect, test } from "vitest";
import { readingsOf } from "../estate/readings.ts";
import { RuleWatch } from "../estate/rule-watch.ts";
import { type EstateState, fieldEquipment, initialEstate } from "../estate/state.ts";
import { stepEstate, withFault } from "../estate/step.ts";
import { eagerOf, silentEquipment } from "../live/faulty-links.ts";
import { Reporter } from "../live/reporter.ts";

/** What a fault may bring about besides its own alarm. */
const consequences: Readonly<Record<string, readonly string[]>> = {
  "lift-trapped": ["ELV-02"],
  "smoke-floor-7": ["FIR-01P", "FIR-02"],
  "gate-exit-stuck": ["GAT-11"],
};

const rules = new Map(defaultRules.map((rule) => [rule.id, rule]));
const day = Date.parse("2025-11-24T00:00:00+08:00");
const afterwards = 40;
/** Seconds that the repair may take before the rule's off-delay begins. */
const repair = 120;

/** An estate somewhere in its life: `steps` half seconds after a time of day. */
function somewhere(seed: number, hour: number, steps: number): EstateState {
  let state = initialEstate(seed, day + hour * 3_600_000);
  for (let n = 0; n < 20; n++) state = stepEstate(state, 60);
  for (let n = 0; n < steps; n++) state = stepEstate(state, 0.5);
  return state;
}

/** Plays a fault for `seconds` and mends it for as long as asked; what was raised and cleared, in seconds since it began. */
function play(start: EstateState, fault: string, seconds: number, mended = 0) {
  const reporter = new Reporter(fieldEquipment.map((one) => one.id));
  const watch = new RuleWatch();
  watch.take(start.at, reporter.due(start.at, readingsOf(start), new Set()));
  let state = withFault(start, fault, true);
  const gateway = demoEquipment.find((one) => one.id === demoFaults.find(({ id }) => id === fault)?.equipment);
  if (fault === "gateway-link") watch.setOnline(gateway?.id ?? "", false, state.at);
  for (let n = 0; n < 2 * (seconds + mended); n++) {
    if (n === 2 * seconds) {
      state = withFault(state, fault, false);
      if (fault === "gateway-link") watch.setOnline(gateway?.id ?? "", true, state.at);
    }
    state = stepEstate(state, 0.5);
    const silent = silentEquipment(state.faults);
    const reports = reporter.due(state.at, readingsOf(state), eagerOf(state.faults));
    watch.take(
      state.at,
      reports.filter(({ equipment }) => !silent.has(equipment)),
    );
  }
  return watch.raised.map((one) => ({ ...one, second: (one.at - start.at) / 1_000 }));
}

describe.each(demoFaults)("$id", { timeout: 60_000 }, (fault) => {
  const rule = rules.get(fault.raises.rule);
  const delay = fault.physicsSeconds + (rule ? secondsToRaise(rule) : 0);

  test.each([
    [1, 3, 0],
    [2, 7.6, 11],
    [4, 18.4, 50],
    [6, 8.1, 90],
  ])("raises its alarm in time, whatever the estate is doing (seed %i, %f h, step %i)", (seed, hour, steps) => {
    const raised = play(somewhere(seed, hour, steps), fault.id, delay + 3);
    const own = raised.find((one) => one.rule === fault.raises.rule && one.equipment === fault.raises.equipment);
    expect(own?.change).toBe("raised");
    expect(own?.second).toBeGreaterThanOrEqual(delay - 1);
    expect(own?.second).toBeLessThanOrEqual(delay + 1);
  });

  test("brings about nothing else but its consequences, and is over after it was mended", () => {
    const over = (rule?.offDelaySeconds ?? 0) + repair;
    const raised = play(somewhere(7, 18.2, 20), fault.id, delay + afterwards, over);
    const allowed = [fault.raises.rule, ...(consequences[fault.id] ?? [])];
    const others = raised.filter((one) => !allowed.includes(one.rule));
    expect(others).toEqual([]);
    const own = raised.filter((one) => one.rule === fault.raises.rule && one.equipment === fault.raises.equipment);
    expect(own.map((one) => one.change)).toEqual(["raised", "cleared"]);
  });

  test("can be played again right after it was mended", () => {
    const start = somewhere(8, 9.3, 5);
    let state = withFault(start, fault.id, true);
    for (let n = 0; n < 2 * (fault.physicsSeconds + 4); n++) state = stepEstate(state, 0.5);
    state = withFault(state, fault.id, false);
    for (let n = 0; n < 2 * repair; n++) state = stepEstate(state, 0.5);
    const own = play(state, fault.id, delay + 3).find((one) => one.rule === fault.raises.rule);
    expect(own?.second).toBeGreaterThanOrEqual(delay - 1);
    expect(own?.second).toBeLessThanOrEqual(delay + 1);
  });
});
