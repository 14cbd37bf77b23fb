import { type Playing, pull } from "../faults/course.ts";
import { clamp } from "../random.ts";
import { type Booster, tankVolume } from "./booster.ts";

const floatValve = 50;
/** A second valve that opens when the tank is nearly empty, m³/h. */
const makeUpValve = 350;
/** Level at which PMP-03 finds the tank low, percent. */
const lowLevel = 20;

/** The tank after a step: what the float valves let in from the town, less what the pumps take out. m³ and m³/h. */
export function refill(
  booster: Booster,
  dt: number,
  outflow: number,
  playing: Playing,
): Pick<Booster, "stored" | "inflow"> {
  const elapsed = playing["water-supply-lost"];
  const level = (100 * booster.stored) / tankVolume;
  if (elapsed !== undefined) {
    const course = { fault: "water-supply-lost", elapsed, dt, limit: lowLevel - 0.05, beyond: -0.15, end: 12 };
    return { stored: (pull(level, course) * tankVolume) / 100, inflow: 0 };
  }
  const inflow = clamp((78 - level) * 5, 0, floatValve) + (level < 35 ? makeUpValve : 0);
  const stored = booster.stored + ((inflow - outflow) * dt) / 3_600;
  return { stored: clamp(stored, 0, tankVolume), inflow };
}
