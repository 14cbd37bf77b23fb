import type { SeriesView } from "@plantroom/model/api/types.ts";
import type { Point } from "@plantroom/model/points/point.ts";
import { iso, type Milliseconds } from "@plantroom/model/time.ts";
import { isGap } from "./gaps.ts";
import type { Bucket, Sample, SeriesKey } from "./store.ts";

type SampleView = SeriesView["samples"][number];

/** A point as it is asked for; one without a declaration has no unit. */
export interface AskedPoint {
  readonly key: SeriesKey;
  readonly declared: Point | undefined;
}

/** Every sample as it came. A number that went silent is told by an empty sample after its last, so that no line is drawn across. */
export function rawSeries(point: AskedPoint, samples: readonly Sample[]): SeriesView {
  const times = samples.map(({ at }) => at);
  const list = samples.flatMap((sample, i): SampleView[] => {
    const view: SampleView = [iso(sample.at), sample.value, sample.quality];
    return isBroken(point, times, i, 0) ? [silence(samples[i - 1]), view] : [view];
  });
  return { ...head(point), resolutionSeconds: 0, samples: list };
}

/**
 * One sample per bucket, with the lowest and the highest beside it. A number is the mean, at the bucket's beginning; a register, a
 * state or a word is the last of the bucket, at its own time.
 */
export function bucketedSeries(point: AskedPoint, buckets: readonly Bucket[], width: Milliseconds): SeriesView {
  const times = buckets.map(({ from }) => from);
  const samples: SampleView[] = [];
  const low: (number | null)[] = [];
  const high: (number | null)[] = [];
  for (const [i, bucket] of buckets.entries()) {
    if (isBroken(point, times, i, width)) {
      samples.push(silence(buckets[i - 1]?.last));
      low.push(null);
      high.push(null);
    }
    samples.push(sampleOf(point, bucket));
    low.push(Number.isNaN(bucket.min) ? null : bucket.min);
    high.push(Number.isNaN(bucket.max) ? null : bucket.max);
  }
  return { ...head(point), resolutionSeconds: width / 1_000, samples, low, high };
}

function head({ key, declared }: AskedPoint) {
  return { ...key, unit: declared?.kind === "number" ? declared.unit : "" };
}

function sampleOf({ declared }: AskedPoint, { from, mean, last }: Bucket): SampleView {
  const isMean = typeof last.value === "number" && !(declared?.kind === "number" && declared.register);
  return isMean ? [iso(from), mean, last.quality] : [iso(last.at), last.value, last.quality];
}

/** States and words hold until they change; only numbers have gaps. */
function isBroken({ declared }: AskedPoint, times: readonly number[], index: number, width: Milliseconds): boolean {
  if (index === 0 || (declared !== undefined && declared.kind !== "number")) return false;
  return isGap(times, index, Math.max(width, (declared?.intervalSeconds ?? 0) * 1_000));
}

function silence(before: Sample | undefined): SampleView {
  return [iso((before?.at ?? 0) + 1), null, "stale"];
}
