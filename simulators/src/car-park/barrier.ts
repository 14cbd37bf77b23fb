import { type Draft, draftOf } from "../draft.ts";
import { type Random, relax } from "../random.ts";
import { isMoving, type Lane } from "./lane.ts";
import { newPlate } from "./plates.ts";

const openSeconds = 2.3;
const closeSeconds = 2.6;
const readSeconds = 1.2;
const clearSeconds = 1.5;

/** One step of a lane: read the plate, open, let the car through, close. */
export function stepLane(before: Lane, dt: number, outdoor: number, random: Random): Lane {
  const lane = draftOf(before);
  lane.timer = Math.max(0, lane.timer - dt);
  lane.motorTemp = relax(lane.motorTemp, outdoor + 4 + (isMoving(lane) ? 40 : 0), dt, 900);
  switch (lane.phase) {
    case "closed":
      if (lane.queue > 0) approach(lane, random);
      break;
    case "reading":
      if (lane.timer > 0) break;
      if (lane.position === 100) admit(lane, random);
      else {
        lane.phase = "opening";
        lane.openCommand = true;
        lane.stroke = 0;
      }
      break;
    case "opening":
    case "raising":
      raise(lane, dt, random);
      break;
    case "open":
      if (lane.timer > 0) break;
      lane.phase = "passing";
      lane.timer = random.between(2.2, 3.6);
      break;
    case "passing":
      if (lane.timer > 0) break;
      lane.passages += 1;
      lane.queue = Math.max(0, lane.queue - 1);
      lane.phase = "clearing";
      lane.timer = clearSeconds;
      break;
    case "clearing":
      if (lane.timer > 0) break;
      if (lane.held !== undefined) {
        if (lane.queue > 0) approach(lane, random);
        break;
      }
      lane.phase = "closing";
      lane.closeCommand = true;
      break;
    case "closing":
      lane.position = Math.max(0, lane.position - (100 * dt) / closeSeconds);
      if (lane.position === 0) {
        lane.phase = "closed";
        lane.closeCommand = false;
        lane.cycles += 1;
      }
      break;
  }
  return lane;
}

/** The next car comes to the loop, and its plate is read. */
function approach(lane: Draft<Lane>, random: Random): void {
  lane.phase = "reading";
  lane.timer = readSeconds;
  lane.plate = newPlate(random);
  lane.confidence = Math.min(99, Math.round(96 + 1.4 * random.gaussian()));
}

function raise(lane: Draft<Lane>, dt: number, random: Random): void {
  if (lane.jammed) return;
  lane.stroke += dt;
  lane.position = Math.min(100, lane.position + (100 * dt) / openSeconds);
  if (lane.position < 100) return;
  lane.openCommand = false;
  lane.openTime = openSeconds + 0.06 * random.gaussian();
  if (lane.phase === "opening") admit(lane, random);
  else lane.phase = "clearing";
}

/** The car whose plate was read drives on. */
function admit(lane: Draft<Lane>, random: Random): void {
  lane.phase = "open";
  lane.timer = random.between(0.8, 1.6);
}
