import { consumptionDecimals, roundTo } from "@plantroom/model/energy/rounding.ts";
import type { Period } from "@plantroom/model/meters/calendar.ts";
import type { Reading } from "@plantroom/model/meters/register.ts";
import { isJudged } from "@plantroom/model/quality.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Bucket, ReadingStore, Sample } from "../readings/store.ts";
import { type Meter, quarter } from "./meter.ts";

/**
 * The registers of meters over a period: the first and the last of every quarter hour. Where nothing was read by `knownBy`, the last
 * register before the period is put in front. Rounded to the digits in which consumption is given, so that differences add up
 * without remainder.
 */
export async function readRegisters(
  store: ReadingStore,
  meters: readonly Meter[],
  { from, to }: Period,
  knownBy: Instant,
): Promise<readonly (readonly Reading[])[]> {
  const keys = meters.map(({ series }) => series);
  const found = await store.bucketsOf(keys, from, to, quarter);
  return Promise.all(
    meters.map(async (meter, i) => {
      const buckets = found[i] ?? [];
      const isKnown = (buckets[0]?.first.at ?? Number.POSITIVE_INFINITY) <= knownBy;
      return readingsOf(meter, isKnown ? undefined : await store.lastBefore(meter.series, from), buckets);
    }),
  );
}

function readingsOf(meter: Meter, before: Sample | undefined, buckets: readonly Bucket[]): Reading[] {
  const decimals = consumptionDecimals[meter.medium];
  const readings: Reading[] = [];
  const add = ({ at, value }: Sample) => {
    if (typeof value === "number") readings.push({ at, value: roundTo(value, decimals) });
  };
  if (before && isJudged(before.quality)) add(before);
  for (const { first, last } of buckets) {
    add(first);
    if (last.at > first.at) add(last);
  }
  return readings;
}
