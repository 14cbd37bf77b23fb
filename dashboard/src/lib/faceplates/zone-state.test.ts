import { fireZone } from "@plantroom/model/device-types/fire.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import { expect, test } from "vitest";
import type { Reading } from "../live/reading.ts";
import type { Machine } from "./machine.ts";
import { zoneState } from "./zone-state.ts";

const now = 1_000_000;
function zone(values: Record<string, PointValue>, change: Partial<Machine> = {}, age = 0): Machine {
  const readings = Object.entries(values).map(([point, value]): [string, Reading] => [
    point,
    { at: now - age, value, quality: "good" },
  ]);
  return {
    equipment: { site: "s", id: "z", type: "fire-zone", name: "Z", status: "online" },
    type: fireZone,
    readings: Object.fromEntries(readings),
    presence: "online",
    alarms: [],
    ...change,
  };
}

test.each([
  ["normal", zone({ fire: false, fault: false, disabled_count: 0 })],
  ["fire", zone({ fire: true, fault: true })],
  ["fire", zone({ fire: false, manual_call_point: true })],
  ["fault", zone({ fire: false, fault: true, disabled_count: 2 })],
  ["disabled", zone({ fire: false, disabled_count: 1 })],
  ["unknown", zone({})],
  ["unknown", zone({ fire: false }, {}, 10 * 60_000)],
  ["unknown", zone({ fire: false }, { presence: "offline" })],
] as const)("%s", (expected, machine) => expect(zoneState(machine, now)).toBe(expected));
