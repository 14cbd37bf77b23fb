import { laneIds } from "../car-park/car-park.ts";
import { hasVehicleAtLoop, type Lane } from "../car-park/lane.ts";
import type { EstateState } from "./state.ts";

/** Something that happened at one equipment within a step. */
export interface Happening {
  readonly equipment: string;
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const panel = "fire-panel";

/** The events of a step, seen from what it changed. */
export function happeningsBetween(before: EstateState, after: EstateState): Happening[] {
  return [...liftEvents(before, after), ...laneEvents(before, after), ...panelEvents(before, after)];
}

function liftEvents(before: EstateState, after: EstateState): Happening[] {
  return Object.entries(after.lifts).flatMap(([equipment, lift]): Happening[] => {
    const was = before.lifts[equipment];
    const happened: Happening[] = [];
    if (lift.alarmButton && !was?.alarmButton) happened.push({ equipment, event: "passenger-alarm", data: {} });
    if (lift.faultCode !== 0 && lift.faultCode !== was?.faultCode) {
      happened.push({ equipment, event: "fault", data: { code: lift.faultCode } });
    }
    return happened;
  });
}

function laneEvents(before: EstateState, after: EstateState): Happening[] {
  return laneIds.flatMap((equipment): Happening[] => {
    const was = before.carPark.lanes[equipment];
    const lane = after.carPark.lanes[equipment];
    const happened: Happening[] = [];
    if (hasRead(was, lane)) {
      const data = { plate: lane.plate, confidence: lane.confidence / 100, direction: lane.direction };
      happened.push({ equipment, event: "plate-read", data });
    }
    if (lane.passages > was.passages) {
      const data = { plate: lane.plate, direction: lane.direction, authorised: true };
      happened.push({ equipment, event: "passage", data });
    }
    return happened;
  });
}

function hasRead(was: Lane, lane: Lane): boolean {
  return was.phase === "reading" && lane.phase !== "reading" && hasVehicleAtLoop(lane);
}

function panelEvents(before: EstateState, after: EstateState): Happening[] {
  return Object.entries(after.zones).flatMap(([zone, now]): Happening[] => {
    const was = before.zones[zone];
    const detector = { zone, loop: 1, address: now.fumed + 1 };
    const happened: Happening[] = [];
    if (now.inFire > (was?.inFire ?? 0)) happened.push({ equipment: panel, event: "fire", data: detector });
    if (now.inFault > (was?.inFault ?? 0)) happened.push({ equipment: panel, event: "fault", data: detector });
    const calmer = now.inFire + now.inFault < (was?.inFire ?? 0) + (was?.inFault ?? 0);
    if (calmer) happened.push({ equipment: panel, event: "restored", data: detector });
    return happened;
  });
}
