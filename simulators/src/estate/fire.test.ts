import { describe, expect, test } from "vitest";
import { laneIds } from "../car-park/car-park.ts";
import { obey } from "../car-park/commands.ts";
import { laneReadings } from "../car-park/lane.ts";
import { confirmedFire } from "../fire-panel/confirmed.ts";
import { initialZone } from "../fire-panel/zone.ts";
import { liftReadings } from "../lifts/lift.ts";
import { Reporter } from "../live/reporter.ts";
import { readingsOf } from "./readings.ts";
import { RuleWatch } from "./rule-watch.ts";
import { type EstateState, fieldEquipment, initialEstate } from "./state.ts";
import { stepEstate, withFault } from "./step.ts";

const floors = ["B2", "B1", "G", "2", "3", "4"];

function run(start: EstateState, seconds: number, each: (state: EstateState) => void = () => undefined): EstateState {
  let state = start;
  for (let n = 0; n < 2 * seconds; n++) {
    state = stepEstate(state, 0.5);
    each(state);
  }
  return state;
}

const rush = run(initialEstate(3, Date.parse("2025-11-24T07:40:00+08:00")), 300);
const modes = ({ lifts }: EstateState) => Object.fromEntries(Object.entries(lifts).map(([id, { mode }]) => [id, mode]));
const booms = ({ carPark }: EstateState) => laneIds.map((id) => laneReadings(carPark.lanes[id], 0).boom_state);

describe("smoke on a floor of tower A", { timeout: 60_000 }, () => {
  const watch = new RuleWatch();
  const reporter = new Reporter(fieldEquipment.map((one) => one.id));
  const judge = (state: EstateState) => watch.take(state.at, reporter.due(state.at, readingsOf(state), new Set()));
  const alone = run(withFault(rush, "smoke-floor-7", true), 90, judge);
  const confirmed = run(alone, 90, judge);
  const over = run(withFault(confirmed, "smoke-floor-7", false), 240, judge);

  test("moves nothing while one detector alone reports it", () => {
    expect(alone.zones["zone-a-6-10"]?.inFire).toBe(1);
    expect(new Set(Object.values(modes(alone)))).toEqual(new Set(["normal"]));
  });

  test("confirmed by a second one, brings the tower's lifts to the entrance with open doors", () => {
    const recall = "fire-recall";
    expect(modes(confirmed)).toEqual({
      "lift-a1": recall,
      "lift-a2": recall,
      "lift-b1": "normal",
      "lift-b2": "normal",
    });
    for (const id of ["lift-a1", "lift-a2"]) {
      const lift = confirmed.lifts[id];
      expect(lift && liftReadings(lift, floors)).toMatchObject({
        floor_label: "G",
        door_state: "open",
        occupied: false,
      });
    }
  });

  test("confirmed, opens every lane, and none closes on command", () => {
    expect(booms(confirmed)).toEqual(["open", "open", "open", "open"]);
    expect(laneIds.map((id) => obey(confirmed.carPark.lanes[id], "close"))).toEqual(
      laneIds.map(() => ({ refused: "fire" })),
    );
  });

  test("over, leaves everything as it was", () => {
    expect(new Set(Object.values(modes(over)))).toEqual(new Set(["normal"]));
    expect(laneIds.map((id) => over.carPark.lanes[id].held)).toEqual(laneIds.map(() => undefined));
    expect(over.carPark.lanes["gate-exit-1"].passages).toBeGreaterThan(rush.carPark.lanes["gate-exit-1"].passages);
  });

  test("raises the fire's alarms and those of the recalled lifts, and all are over in the end", () => {
    const raised = watch.raised
      .filter(({ change }) => change === "raised")
      .map((one) => `${one.rule} ${one.equipment}`);
    const expected = [
      "FIR-01 zone-a-6-10",
      "FIR-01P fire-panel",
      "FIR-02 zone-a-6-10",
      "ELV-25 lift-a1",
      "ELV-25 lift-a2",
    ];
    expect(raised.sort()).toEqual(expected.sort());
    expect(watch.raised.filter(({ change }) => change === "cleared")).toHaveLength(expected.length);
  });
});

test.each([
  ["zone-b", { a: true, b: true }],
  ["zone-roof", { a: true, b: true }],
  ["zone-a-1-5", { a: true, b: false }],
  ["zone-b-1-5", { a: false, b: true }],
])("two detectors of %s concern its towers", (id, expected) => {
  const zone = initialZone(id, 20, 1);
  expect(confirmedFire({ [id]: { ...zone, inFire: 2 } })).toEqual(expected);
  expect(confirmedFire({ [id]: { ...zone, inFire: 1 } })).toEqual({ a: false, b: false });
});
