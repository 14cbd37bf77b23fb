import { idPattern, pointPattern } from "@plantroom/model/identity.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import { StoreFailure } from "./store-failure.ts";

/**
 * Line protocol: `measurement,tags fields time`. Names are checked, never escaped: InfluxDB 1.6 can be crashed by what hostile names
 * bring it to parse. All throw `StoreFailure` "rejected".
 */
export function lineHead(measurement: string, site: string, equipment: string): string {
  for (const id of [measurement, site, equipment])
    if (!idPattern.test(id)) throw unfit(id, "a site, equipment or type");
  return `${measurement},equipment=${equipment},site=${site} `;
}

export function checkPoint(point: string): void {
  if (!pointPattern.test(point)) throw unfit(point, "a point");
}

/** A field's value; numbers are always floats. */
export function lineValue(value: PointValue): string {
  if (typeof value === "string") return lineText(value);
  if (typeof value === "boolean") return value ? "true" : "false";
  return Object.is(value, -0) ? "-0" : String(value);
}

/** Inside quotes everything stands for itself, line ends too, but the quote and the backslash. */
export function lineText(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

function unfit(name: string, what: string): StoreFailure {
  return new StoreFailure("rejected", `"${name.slice(0, 80)}" is not the name of ${what}`);
}
