import type { PointValue } from "@plantroom/model/points/point.ts";

/** Places in the list are stored: it may only grow at its end. */
export const valueKinds = ["number", "boolean", "text"] as const;
export type ValueKind = (typeof valueKinds)[number];

export function kindOf(value: PointValue): ValueKind {
  return typeof value === "string" ? "text" : typeof value === "boolean" ? "boolean" : "number";
}
