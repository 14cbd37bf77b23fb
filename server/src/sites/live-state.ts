import type { PointValue } from "@plantroom/model/points/point.ts";
import type { Quality } from "@plantroom/model/quality.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";
import type { Instant } from "@plantroom/model/time.ts";

/** The newest value of a point; `at` is the sample's own time. */
export interface LatestValue {
  readonly point: string;
  readonly at: Instant;
  readonly value: PointValue;
  readonly quality: Quality;
}

/** What the judge knows of equipment at this moment, for pages that ask over HTTP. */
export interface LiveState {
  /** `heardAt` is the wall-clock time of the newest message; undefined when it was never heard. */
  presence(site: string, equipment: string): { readonly presence: Presence; readonly heardAt: Instant | undefined };
  latest(site: string, equipment: string): readonly LatestValue[];
}
