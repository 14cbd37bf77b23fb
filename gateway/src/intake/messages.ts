import type { EventEntry, ResultEntry } from "@plantroom/model/journal/entry.ts";
import { commandOutcomes } from "@plantroom/model/topics/topics.ts";
import type { KnownEquipment, KnownType } from "../estate/estate.ts";
import { isRecord } from "./payload.ts";
import type { Reception } from "./readings.ts";
import { named, type Refusal, refusal, shown } from "./refusal.ts";
import { placeTime, readTime } from "./time.ts";

/** Bounds of the free part of an event: levels of nesting and characters of JSON. */
const maxDepth = 8;
const maxDataCharacters = 16_384;
const maxIdCharacters = 128;
const maxReasonCharacters = 500;
/** Keys that would change the nature of an object they are copied into. */
const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"]);

export type One<Entry> =
  | { readonly ok: true; readonly entry: Entry }
  | { readonly ok: false; readonly refusal: Refusal };

export function convertEvent(
  equipment: KnownEquipment,
  type: KnownType,
  payload: unknown,
  { receivedAt, retention }: Reception,
): One<EventEntry> {
  if (!isRecord(payload)) return misshaped("events", `a message is an object, got ${shown(payload)}`);
  const { event, data = {}, at } = payload;
  if (typeof event !== "string") return misshaped("events", `event is a text, got ${shown(event)}`);
  if (!type.events.has(event)) return no(refusal("event-unknown", { type: type.id, event: named(event) }));
  if (!isRecord(data)) return misshaped("events", `data is an object, got ${shown(data)}`);
  const problem = dataProblem(data);
  if (problem !== undefined) return misshaped("events", problem);
  const time = at === undefined ? undefined : readTime(at);
  if (at !== undefined && time === undefined) return no(refusal("time-unreadable", { got: shown(at) }));
  const placed = placeTime(time, receivedAt, equipment.clock, retention);
  const { site, id } = equipment;
  return { ok: true, entry: { kind: "event", site, equipment: id, receivedAt, at: placed.at, event, data } };
}

export function convertResult(
  equipment: KnownEquipment,
  payload: unknown,
  receivedAt: Reception["receivedAt"],
): One<ResultEntry> {
  if (!isRecord(payload)) return misshaped("results", `a message is an object, got ${shown(payload)}`);
  const { id, outcome, reason } = payload;
  if (typeof id !== "string" || id.length > maxIdCharacters) {
    return misshaped("results", `id is the command's, got ${shown(id)}`);
  }
  const known = commandOutcomes.find((one) => one === outcome);
  if (!known) return misshaped("results", `outcome is one of ${commandOutcomes.join(", ")}, got ${shown(outcome)}`);
  if (reason !== undefined && (typeof reason !== "string" || reason.length > maxReasonCharacters)) {
    return misshaped("results", `reason is a text of at most ${maxReasonCharacters} characters, got ${shown(reason)}`);
  }
  const entry = {
    kind: "result",
    site: equipment.site,
    equipment: equipment.id,
    receivedAt,
    id,
    outcome: known,
  } as const;
  return { ok: true, entry: reason === undefined ? entry : { ...entry, reason } };
}

function no(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

function misshaped(channel: string, problem: string) {
  return no(refusal("payload-shape", { channel, problem }));
}

function dataProblem(data: object): string | undefined {
  const problem = treeProblem(data, 1);
  if (problem !== undefined) return problem;
  const characters = JSON.stringify(data).length;
  return characters > maxDataCharacters ? `data has ${characters} characters, at most ${maxDataCharacters}` : undefined;
}

function treeProblem(value: unknown, depth: number): string | undefined {
  if (typeof value === "number" && !Number.isFinite(value)) return "data holds a number that is not finite";
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > maxDepth) return `data is nested deeper than ${maxDepth} levels`;
  for (const [key, inner] of Object.entries(value)) {
    if (forbiddenKeys.has(key)) return `data has the key ${key}`;
    const problem = treeProblem(inner, depth + 1);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
