import { pointPattern } from "@plantroom/model/identity.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import { type Quality, qualities } from "@plantroom/model/quality.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { ValueKind } from "./value-kind.ts";

/**
 * One measurement per device type, the tags `site` and `equipment`, one row per message, one field per point. A name with a dot
 * can be no point's (see `pointPattern`), one with an underscore no device type's: so nothing here can meet a name of a device.
 */
export const unknownType = "other";
export const progressMeasurement = "plantroom_progress";
export const unsettledMeasurement = "plantroom_unsettled";
export const rollUpMeasurements = { quarter: "plantroom_15m", day: "plantroom_1d" } as const;

/** Of every row: when its last message was received (ms since 1970), and that less the row's own time. */
export const receivedField = "message.received";
export const delayField = "message.delay";

/** InfluxDB drops a field `time` without a word, and cannot tell a field from a tag of the same name. */
const reserved = new Set(["time", "site", "equipment"]);

export function fieldOf(point: string): string {
  return reserved.has(point) ? `${point}.value` : point;
}

/** Undefined for a field that is no point's own. */
export function pointOf(field: string): string | undefined {
  const point = field.replace(/\.value$/, "");
  return pointPattern.test(point) && fieldOf(point) === field ? point : undefined;
}

/** Beside a value that is not good: its quality. */
export function qualityFieldOf(field: string): string {
  return `${field}.quality`;
}

/** In place of a value that no mean should meet, or that is not of the field's type: `[value, quality]` as JSON. Empty: withdrawn. */
export function asideFieldOf(field: string): string {
  return `${field}.aside`;
}

/** Where the type of a field is one that Plantroom never writes, it is somebody else's. */
export function kindOfFieldType(type: unknown): ValueKind | "foreign" {
  switch (type) {
    case "float":
      return "number";
    case "boolean":
      return "boolean";
    case "string":
      return "text";
    default:
      return "foreign";
  }
}

export function asideOf(value: PointValue, quality: Quality): string {
  return JSON.stringify([value, quality]);
}

export function fromAside(text: string): readonly [PointValue, Quality] {
  const [value, quality] = JSON.parse(text);
  return [value, qualityOf(quality)];
}

export function qualityOf(word: unknown): Quality {
  if (word === null || word === undefined) return "good";
  return qualities.find((one) => one === word) ?? "uncertain";
}

/** The times that an InfluxDB row can have: nanoseconds in 64 bits. */
export const furthestTime: Instant = 9_223_372_036_854;
