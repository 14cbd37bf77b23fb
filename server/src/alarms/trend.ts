import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { PointValue } from "@plantroom/model/points/point.ts";
import { day, type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Bucket, ReadingStore } from "../readings/store.ts";

/** Before it was raised, and after it was over. */
const before: Milliseconds = 30 * minute;
const after: Milliseconds = 5 * minute;
/** An alarm that stands for longer shows its beginning. */
const longest: Milliseconds = 7 * day;
/** Compact enough to keep for as long as the alarm itself: about 5 KB a point. */
const samplesOfPoint = 120;
const mostPoints = 6;

/** `[at, value, lowest, highest]`; of a state only the value. */
export type TrendSample = readonly [at: Instant, value: PointValue, low: number | null, high: number | null];

export interface Trend {
  readonly from: Instant;
  readonly to: Instant;
  readonly points: readonly {
    readonly point: string;
    readonly limit?: number | undefined;
    readonly samples: readonly TrendSample[];
  }[];
}

/** The time that an alarm's trend covers; one that is not over reaches up to now. */
export function trendPeriod(alarm: Alarm, now: Instant): { readonly from: Instant; readonly to: Instant } {
  const from = Math.min(alarm.conditionSince, alarm.raisedAt) - before;
  const over = alarm.clearedAt ?? alarm.closedAt;
  const to = over === undefined ? now : over + after;
  return { from, to: Math.max(from + before, Math.min(to, alarm.raisedAt + longest)) };
}

/** The points that the rule looked at, with the limit then in force, as the readings store has them. */
export async function readTrend(store: Pick<ReadingStore, "buckets">, alarm: Alarm, now: Instant): Promise<Trend> {
  const { from, to } = trendPeriod(alarm, now);
  const width = Math.max(second, Math.ceil((to - from) / samplesOfPoint / second) * second);
  const points = await Promise.all(
    alarm.evidence.slice(0, mostPoints).map(async ({ point, limit }) => {
      const { site, equipment } = alarm;
      const buckets = await store.buckets({ site, equipment, point }, from, to, width, from);
      return { point, ...(limit !== undefined && { limit }), samples: buckets.map(sampleOf) };
    }),
  );
  return { from, to, points };
}

function sampleOf({ from, count, mean, min, max, last }: Bucket): TrendSample {
  if (typeof last.value !== "number") return [last.at, last.value, null, null];
  if (count === 1) return [last.at, last.value, null, null];
  return [from, rounded(mean), rounded(min), rounded(max)];
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
