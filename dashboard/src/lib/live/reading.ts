import type { Point, PointValue } from "@plantroom/model/points/point.ts";
import type { Quality } from "@plantroom/model/quality.ts";
import type { Instant } from "@plantroom/model/time.ts";

/** The newest sample of a point, as the live feed told it. */
export interface Reading {
  readonly at: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
}

/** Stale after twice the interval that a healthy device keeps to, never before 10 s; `now` is the site's time. */
export function isStale(reading: Reading, point: Pick<Point, "intervalSeconds"> | undefined, now: Instant): boolean {
  if (reading.quality === "stale") return true;
  return now - reading.at > Math.max(10, 2 * (point?.intervalSeconds ?? 60)) * 1_000;
}
