import { type Draft, draftOf } from "../draft.ts";
import type { Random } from "../random.ts";
import type { Lift } from "./lift.ts";
import { drive, isAtLanding, landingAhead, nearestLanding, stoppingDistance, storey } from "./shaft.ts";
import { party } from "./traffic.ts";

const openSeconds = 2.2;
const closeSeconds = 2.8;
const capacity = 13;

/** Collective control: doors, then the next landing in the direction of travel at which somebody wants to get in or out. */
export function serve(lift: Lift, dt: number, landings: number, random: Random): Lift {
  if (lift.door > 0 || lift.doorMotion !== "still") return moveDoor(lift, dt, landings, random);
  if (lift.speed !== 0 || !isAtLanding(lift.position)) return travel(lift, dt, landings, random);
  const goal = nextGoal(lift, landings);
  if (goal === undefined) return lift;
  if (goal === nearestLanding(lift.position, landings)) return { ...lift, doorMotion: "opening" };
  return travel(
    { ...lift, heading: goal * storey > lift.position ? 1 : -1, trips: lift.trips + 1 },
    dt,
    landings,
    random,
  );
}

function travel(lift: Lift, dt: number, landings: number, random: Random): Lift {
  const goal = nextGoal(lift, landings) ?? landingAhead(lift.position, lift.speed, landings);
  const { position, speed } = drive(lift.position, lift.speed, goal * storey, dt);
  const next = draftOf(lift);
  next.position = position;
  next.speed = speed;
  next.runHours += dt / 3_600;
  if (speed === 0 && position === goal * storey) {
    next.levelling = Math.round(Math.min(7, Math.max(-7, 2.4 * random.gaussian())));
    next.vibration = 9 + 1.6 * Math.abs(random.gaussian());
    next.doorMotion = "opening";
  }
  return next;
}

function moveDoor(lift: Lift, dt: number, landings: number, random: Random): Lift {
  const next = draftOf(lift);
  switch (lift.doorMotion) {
    case "opening":
      next.door = Math.min(1, lift.door + dt / openSeconds);
      if (next.door === 1) open(next, landings, random);
      return next;
    case "still":
      next.dwell = lift.dwell - dt;
      if (next.dwell <= 0) next.doorMotion = "closing";
      return next;
    case "closing":
    case "jammed":
      next.doorMotion = "closing";
      next.door = Math.max(0, lift.door - dt / closeSeconds);
      if (next.door === 0) {
        next.doorMotion = "still";
        next.doorCycles += 1;
        next.closeTime = closeSeconds + 0.12 * random.gaussian();
      }
      return next;
  }
}

/** People get out, then others get in, as many as there is room for. */
function open(next: Draft<Lift>, landings: number, random: Random): void {
  const here = nearestLanding(next.position, landings);
  const riders = next.riders.filter((to) => to !== here);
  const waiting = next.calls.filter((call) => call.from === here);
  let moved = next.riders.length - riders.length;
  for (const call of waiting) {
    for (let n = party(random); n > 0 && riders.length < capacity; n--) {
      riders.push(call.to);
      moved += 1;
    }
  }
  next.riders = riders;
  next.calls = next.calls.filter((call) => call.from !== here);
  next.doorMotion = "still";
  next.dwell = 3 + 0.8 * moved;
}

function nextGoal(lift: Lift, landings: number): number | undefined {
  const wanted = [...lift.riders, ...lift.calls.map((call) => call.from)];
  if (wanted.length === 0) return undefined;
  return (
    nearestIn(lift, lift.heading, wanted) ??
    (lift.speed === 0
      ? nearestIn(lift, lift.heading === 1 ? -1 : 1, wanted)
      : landingAhead(lift.position, lift.speed, landings))
  );
}

/** The nearest of these landings in a direction at which a car of this speed can still stop. */
function nearestIn(lift: Lift, direction: 1 | -1, wanted: readonly number[]): number | undefined {
  const stop = lift.speed === 0 ? -0.01 : stoppingDistance(lift.speed) - 0.05;
  let best: number | undefined;
  for (const landing of wanted) {
    const distance = (landing * storey - lift.position) * direction;
    if (distance >= stop && (best === undefined || distance < (best * storey - lift.position) * direction))
      best = landing;
  }
  return best;
}
