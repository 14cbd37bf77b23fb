import type { ResultPayload } from "@plantroom/model/topics/topics.ts";
import { hasVehicleAtLoop, isUnderBoom, type Lane } from "./lane.ts";

export const laneCommands = ["open", "close"] as const;
export type LaneCommand = (typeof laneCommands)[number];

/** What the barrier makes of a command: the lane as it goes on from there, or why it stays as it is. */
export type Obeyed = { readonly lane: Lane } | { readonly refused: string };
export type Answer = Omit<ResultPayload, "id">;

/** Opening, it stays open until it is told to close; it never closes on a car. The reasons are those of the device type. */
export function obey(lane: Lane, command: LaneCommand): Obeyed {
  const trouble = troubleOf(lane);
  if (trouble !== undefined) return { refused: trouble };
  return command === "open" ? { lane: opening(lane, "operator") } : closing(lane);
}

/** Undefined as long as the boom is on its way. */
export function answerOf(lane: Lane, command: LaneCommand): Answer | undefined {
  const trouble = troubleOf(lane);
  if (trouble !== undefined) return { outcome: "failed", reason: trouble };
  if ((lane.held === undefined) === (command === "open")) return { outcome: "failed", reason: "superseded" };
  return lane.position === (command === "open" ? 100 : 0) ? { outcome: "done" } : undefined;
}

/** A lane whose boom goes up, or is up, and is kept there. */
export function opening(lane: Lane, held: NonNullable<Lane["held"]>): Lane {
  const by = lane.held === "fire" ? "fire" : held;
  if (lane.phase !== "closed" && lane.phase !== "closing" && lane.phase !== "reading") return { ...lane, held: by };
  if (lane.position === 100) return { ...lane, held: by };
  const phase = lane.phase === "reading" ? "opening" : "raising";
  return { ...lane, held: by, phase, timer: 0, stroke: 0, openCommand: true, closeCommand: false };
}

function closing(lane: Lane): Obeyed {
  if (lane.held === "fire") return { refused: "fire" };
  if (isUnderBoom(lane)) return { refused: "vehicle-under-boom" };
  if (hasVehicleAtLoop(lane) && lane.position > 0) return { refused: "vehicle-at-boom" };
  if (lane.phase !== "raising") return { lane: { ...lane, held: undefined } };
  return { lane: { ...lane, held: undefined, phase: "closing", openCommand: false, closeCommand: true } };
}

function troubleOf({ detached, jammed }: Lane): string | undefined {
  return detached ? "boom-detached" : jammed ? "boom-stuck" : undefined;
}
