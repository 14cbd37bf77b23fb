import { isDue, pull, secondsOf } from "../faults/course.ts";
import { type Lift, pitSensor } from "./lift.ts";
import { drive, isAtLanding, landingAhead, nearestLanding, storey } from "./shaft.ts";

/** What a fault does to a lift in one step; undefined where the lift goes on in its usual way. */
export type Course = (lift: Lift, dt: number, elapsed: number, landings: number) => Lift | undefined;

/** The courses of the demo's faults, by the fault's id. */
export const courses: Readonly<Record<string, Course>> = {
  "lift-power": powerLost,
  "lift-door": doorBlocked,
  "lift-trapped": trapped,
  "lift-pit-water": pitFloods,
};

const rescueSpeed = 0.3;
const emergencyBraking = 2.5;

/** The rescue device brings the car to the nearest landing on battery and lets everybody out. */
function powerLost(lift: Lift, dt: number, elapsed: number, landings: number): Lift | undefined {
  if (!isDue("lift-power", { "lift-power": elapsed })) return undefined;
  return rescue({ ...lift, mainPower: false, mode: "emergency-power", calls: [] }, dt, landings);
}

/** At the nearest landing the door opens, and something in its way keeps it from closing. */
function doorBlocked(lift: Lift, dt: number, elapsed: number, landings: number): Lift {
  const stopped = stopAhead({ ...lift, calls: [] }, dt, landings);
  if (stopped.speed !== 0 || stopped.position !== lift.position) return stopped;
  if (elapsed >= secondsOf("lift-door") - 0.5)
    return { ...stopped, riders: [], door: 0.6, doorMotion: "jammed", faultCode: 2 };
  const door = Math.min(1, stopped.door + dt / 2.2);
  return { ...stopped, door, doorMotion: door < 1 ? "opening" : "still", dwell: 3 };
}

/** Somebody rides; the safety chain opens under way, and the car stands between two landings. */
function trapped(lift: Lift, dt: number, elapsed: number, landings: number): Lift {
  const due = secondsOf("lift-trapped") - 0.5;
  if (elapsed >= due - 1.5 && lift.door === 0) return brakeBetween({ ...lift, calls: [] }, dt, elapsed, due);
  const far = lift.position > ((landings - 1) * storey) / 2 ? 0 : landings - 1;
  if (lift.riders.length === 0 && isAtLanding(lift.position) && lift.speed === 0) {
    const door = Math.min(1, lift.door + dt / 2.2);
    return { ...lift, calls: [], door, doorMotion: door < 1 ? "opening" : "still", riders: door < 1 ? [] : [far] };
  }
  const riders = lift.riders.length === 0 ? [far] : lift.riders;
  if (lift.door > 0) {
    const door = Math.max(0, lift.door - dt / 2.8);
    return { ...lift, calls: [], riders, door, doorMotion: door > 0 ? "closing" : "still" };
  }
  const heading = lift.speed === 0 ? (far * storey > lift.position ? 1 : -1) : lift.speed > 0 ? 1 : -1;
  const end = heading === 1 ? landings - 1 : 0;
  const trips = lift.speed === 0 ? lift.trips + 1 : lift.trips;
  return {
    ...lift,
    ...drive(lift.position, lift.speed, end * storey, dt),
    riders,
    heading,
    trips,
    calls: [],
    doorMotion: "still",
  };
}

function brakeBetween(lift: Lift, dt: number, elapsed: number, due: number): Lift {
  const rest = lift.rest ?? betweenLandings(lift.position + Math.sign(lift.speed));
  const remaining = due - (elapsed - dt);
  if (remaining > dt) {
    const position = lift.position + ((rest - lift.position) * dt) / remaining;
    return {
      ...lift,
      rest,
      position,
      speed: (position - lift.position) / dt,
      riders: lift.riders.length ? lift.riders : [0],
    };
  }
  const pressing = elapsed > due + 6 && elapsed < due + 12;
  return { ...lift, rest, position: rest, speed: 0, safetyChain: false, faultCode: 4, alarmButton: pressing };
}

function betweenLandings(position: number): number {
  return (Math.max(0, Math.floor(position / storey)) + 0.5) * storey;
}

/** Water reaches the sensor: everybody out at the nearest landing, and out of service. */
function pitFloods(lift: Lift, dt: number, _elapsed: number, landings: number): Lift | undefined {
  return lift.pit < pitSensor ? undefined : rescue({ ...lift, mode: "stopped", calls: [] }, dt, landings);
}

/** mm of water in the pit; it is pumped out once the fault is mended. */
export function pitLevel(lift: Lift, dt: number, elapsed: number | undefined): number {
  if (elapsed === undefined) return Math.max(0, lift.pit - 2 * dt);
  return pull(lift.pit, { fault: "lift-pit-water", elapsed, dt, limit: pitSensor, beyond: 0.5, end: 60 });
}

/** Moves slowly to the nearest landing, opens, lets everybody out, closes. */
export function rescue(lift: Lift, dt: number, landings: number): Lift {
  if (Math.abs(lift.speed) > rescueSpeed) {
    const speed = Math.sign(lift.speed) * Math.max(rescueSpeed, Math.abs(lift.speed) - emergencyBraking * dt);
    const top = (landings - 1) * storey;
    return { ...lift, speed, position: Math.min(top, Math.max(0, lift.position + speed * dt)) };
  }
  if (!isAtLanding(lift.position)) {
    const goal = nearestLanding(lift.position, landings) * storey;
    return { ...lift, ...drive(lift.position, 0, goal, dt, rescueSpeed) };
  }
  const standing: Lift = { ...lift, speed: 0, rest: undefined };
  if (lift.riders.length > 0) {
    const door = Math.min(1, lift.door + dt / 2.2);
    return {
      ...standing,
      door,
      doorMotion: door < 1 ? "opening" : "still",
      dwell: 4,
      riders: door < 1 ? lift.riders : [],
    };
  }
  if (lift.door === 0) return { ...standing, doorMotion: "still" };
  if (lift.doorMotion === "still" && lift.dwell > 0) return { ...standing, dwell: lift.dwell - dt };
  const door = Math.max(0, lift.door - dt / 2.8);
  return { ...standing, door, doorMotion: door > 0 ? "closing" : "still" };
}

/** Runs on to the nearest landing at which the car can stop. */
function stopAhead(lift: Lift, dt: number, landings: number): Lift {
  if (lift.speed === 0 && isAtLanding(lift.position)) return lift;
  const landing = landingAhead(lift.position, lift.speed, landings);
  return { ...lift, ...drive(lift.position, lift.speed, landing * storey, dt) };
}
