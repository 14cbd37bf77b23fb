import { isJudged } from "@plantroom/model/quality.ts";
import type { Instant, Milliseconds } from "@plantroom/model/time.ts";
import type { Bucket, Sample } from "./store.ts";

/** The buckets of samples that come in order of time. */
export function bucketsOfSamples(samples: readonly Sample[], width: Milliseconds, origin: Instant): readonly Bucket[] {
  const judged = samples.filter(({ quality }) => isJudged(quality));
  const groups = Map.groupBy(judged, ({ at }) => Math.floor((at - origin) / width));
  return [...groups].map(([index, kept]) => bucketOf(origin + index * width, kept));
}

function bucketOf(from: Instant, kept: readonly Sample[]): Bucket {
  const numbers = kept.flatMap(({ value }) => (typeof value === "string" ? [] : [Number(value)]));
  const [first] = kept;
  const last = kept.at(-1);
  if (!first || !last) throw new RangeError("a bucket holds at least one sample");
  const some = numbers.length > 0;
  return {
    from,
    count: kept.length,
    mean: numbers.reduce((sum, value) => sum + value, 0) / numbers.length,
    min: some ? numbers.reduce((low, value) => Math.min(low, value)) : Number.NaN,
    max: some ? numbers.reduce((high, value) => Math.max(high, value)) : Number.NaN,
    first,
    last,
  };
}
