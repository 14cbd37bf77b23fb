import type { Random } from "../random.ts";
import type { Moment } from "../town/moment.ts";
import { courses, pitLevel, rescue } from "./faults.ts";
import type { Lift } from "./lift.ts";
import { withDrive } from "./machine.ts";
import { passTime } from "./pass.ts";
import { recall } from "./recall.ts";
import { serve } from "./service.ts";
import { isAtLanding } from "./shaft.ts";
import { callsPerHour, newCall } from "./traffic.ts";

export interface LiftSurroundings {
  readonly moment: Moment;
  readonly landings: number;
  /** The fault played on this lift; `elapsed` seconds at the end of the step. */
  readonly fault?: { readonly id: string; readonly elapsed: number } | undefined;
  /** The fire panel calls the lift to the entrance. */
  readonly recalled: boolean;
}

const finest = 0.5;
const coarseFrom = 2;

/** One lift, `dt` seconds on. Up to two seconds floor by floor; longer steps of a lift in order by averages. */
export function stepLift(lift: Lift, dt: number, around: LiftSurroundings, random: Random): Lift {
  const { moment, landings, fault, recalled } = around;
  const inOrder = fault === undefined && lift.mode === "normal" && lift.rest === undefined && lift.pit === 0;
  if (dt > coarseFrom && inOrder && !recalled) {
    return passTime(lift, dt, moment, landings, random);
  }
  const parts = Math.ceil(dt / finest);
  const part = dt / parts;
  let next = lift;
  for (let n = 1; n <= parts; n++) {
    const played = fault && { id: fault.id, elapsed: fault.elapsed - (parts - n) * part };
    next = withDrive(tick(next, part, { moment, landings, fault: played, recalled }, random), part, moment);
  }
  return next;
}

function tick(before: Lift, dt: number, around: LiftSurroundings, random: Random): Lift {
  const { moment, landings, fault, recalled } = around;
  const pit = pitLevel(before, dt, fault?.id === "lift-pit-water" ? fault.elapsed : undefined);
  const lift = pit === before.pit ? before : { ...before, pit };
  const course = fault && courses[fault.id];
  const played = fault && course?.(lift, dt, fault.elapsed, landings);
  if (played) return played;
  if (fault === undefined && isMarked(lift)) return mended(lift);
  if (recalled && (lift.mode === "normal" || lift.mode === "fire-recall")) return recall(lift, dt);
  if (lift.mode !== "normal") return backToService(rescue(lift, dt, landings));
  return serve(withCalls(lift, dt, moment, landings, random), dt, landings, random);
}

function withCalls(lift: Lift, dt: number, moment: Moment, landings: number, random: Random): Lift {
  if (random.next() >= (callsPerHour(moment) * dt) / 3_600) return lift;
  return { ...lift, calls: [...lift.calls, newCall(moment, landings, random)] };
}

function isMarked(lift: Lift): boolean {
  return !lift.mainPower || !lift.safetyChain || lift.faultCode !== 0 || lift.alarmButton || lift.rest !== undefined;
}

/** What the technician sets right; a car between landings then creeps to the nearest. */
function mended(lift: Lift): Lift {
  return {
    ...lift,
    mainPower: true,
    safetyChain: true,
    alarmButton: false,
    faultCode: 0,
    doorMotion: lift.doorMotion === "jammed" ? "closing" : lift.doorMotion,
    mode: isAtLanding(lift.position) && lift.mode === "normal" ? "normal" : "stopped",
    rest: undefined,
  };
}

function backToService(lift: Lift): Lift {
  const ready = lift.speed === 0 && lift.door === 0 && lift.riders.length === 0 && isAtLanding(lift.position);
  return ready ? { ...lift, mode: "normal" } : lift;
}
