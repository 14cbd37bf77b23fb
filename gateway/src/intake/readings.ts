import type { SamplesEntry, SampleTuple } from "@plantroom/model/journal/entry.ts";
import { isInRange, isOfPoint, type Point } from "@plantroom/model/points/point.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import type { KnownEquipment, KnownType } from "../estate/estate.ts";
import { isRecord } from "./payload.ts";
import { named, type Refusal, refusal, shown } from "./refusal.ts";
import { placeTime, readTime } from "./time.ts";

/** The most values that one message may carry. */
export const maxValues = 2_000;
const maxRunCharacters = 64;

export interface Reception {
  readonly receivedAt: Instant;
  /** How long readings are kept: an older time is not plausible. */
  readonly retention: Milliseconds;
}

export interface Converted {
  readonly entries: readonly SamplesEntry[];
  readonly refusals: readonly Refusal[];
}

/** A message of readings, or a list of such: what fits becomes samples, everything else is refused by itself. */
export function convertReadings(
  equipment: KnownEquipment,
  type: KnownType,
  payload: unknown,
  reception: Reception,
): Converted {
  const messages = Array.isArray(payload) ? payload : [payload];
  const refusals: Refusal[] = [];
  const runs = new Map<string | undefined, SampleTuple[]>();
  const count = messages.reduce<number>((sum, message) => sum + countValues(message), 0);
  if (count > maxValues) return refused("too-many-values", { count, limit: maxValues });
  if (messages.length === 0) return refused("payload-shape", shape("the list is empty"));

  for (const message of messages) {
    const problem = shapeProblem(message);
    if (problem !== undefined) {
      refusals.push(refusal("payload-shape", shape(problem)));
      continue;
    }
    const { at, run, values } = message as { at?: unknown; run?: string; values: Record<string, unknown> };
    const time = at === undefined ? undefined : readTime(at);
    if (at !== undefined && time === undefined) {
      refusals.push(refusal("time-unreadable", { got: shown(at) }));
      continue;
    }
    const placed = placeTime(time, reception.receivedAt, equipment.clock, reception.retention);
    const of = equipment.clock === "device" ? run : undefined;
    const samples = runs.get(of) ?? [];
    runs.set(of, samples);
    for (const point in values) {
      const value = values[point];
      const declared = type.points.get(point);
      if (!declared) refusals.push(refusal("point-unknown", { type: type.id, point: named(point) }));
      else if (!isOfPoint(declared, value)) refusals.push(whyNot(declared, point, value));
      else if (!isInRange(declared, value)) samples.push([point, placed.at, value, "uncertain"]);
      else samples.push(placed.suspect ? [point, placed.at, value, "clock-suspect"] : [point, placed.at, value]);
    }
  }

  const entries: SamplesEntry[] = [];
  const { site, id } = equipment;
  for (const [run, samples] of runs) {
    if (samples.length === 0) continue;
    const entry = { kind: "samples", site, equipment: id, receivedAt: reception.receivedAt, samples } as const;
    entries.push(run === undefined ? entry : { ...entry, run });
  }
  return { entries, refusals };
}

function refused(code: Refusal["code"], detail: Refusal["detail"]): Converted {
  return { entries: [], refusals: [refusal(code, detail)] };
}

function shape(problem: string): Refusal["detail"] {
  return { channel: "readings", problem };
}

function countValues(message: unknown): number {
  return isRecord(message) && isRecord(message.values) ? Object.keys(message.values).length : 0;
}

function shapeProblem(message: unknown): string | undefined {
  if (!isRecord(message)) return `a message is an object, got ${shown(message)}`;
  if (!isRecord(message.values)) return `values is an object of points, got ${shown(message.values)}`;
  if (countValues(message) === 0) return "values is empty";
  const { seq, run } = message;
  if (seq !== undefined && !(typeof seq === "number" && seq >= 0)) return `seq is a number, got ${shown(seq)}`;
  const isRun = run === undefined || (typeof run === "string" && run.length <= maxRunCharacters);
  return isRun ? undefined : `run is a text of at most ${maxRunCharacters} characters, got ${shown(run)}`;
}

function whyNot(point: Point, name: string, value: unknown): Refusal {
  if (point.kind === "number" && typeof value === "number") return refusal("value-not-finite", { point: name });
  if (point.kind === "enum" && typeof value === "string") {
    return refusal("value-not-option", { point: name, got: shown(value) });
  }
  const expected = {
    number: "a number",
    boolean: "true or false",
    enum: "one of its options",
    text: `a text of at most ${point.kind === "text" ? point.maxLength : 0} characters`,
  }[point.kind];
  return refusal("value-type", { point: name, expected, got: shown(value) });
}
