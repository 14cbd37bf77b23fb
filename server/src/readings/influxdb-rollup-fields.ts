import type { Instant } from "@plantroom/model/time.ts";
import { lineText, lineValue } from "./influxdb-line.ts";
import { fieldOf, qualityOf } from "./influxdb-schema.ts";
import type { Bucket, Sample } from "./store.ts";

/**
 * A bucket as the fields of a point: numbers for whoever draws them, and in `{point}.rollup` everything as JSON, which alone Plantroom
 * reads; empty where the bucket was taken back.
 */
export function rolledFields(point: string, bucket: Bucket): string {
  const { count, mean, min, max, first, last } = bucket;
  const name = fieldOf(point);
  const text = JSON.stringify([count, mean, min, max, ...partsOf(first), ...partsOf(last)]);
  const numbers = { mean, min, max, ...(typeof last.value === "number" && { last: last.value }) };
  const plain = Object.entries(numbers).filter(([, value]) => Number.isFinite(value));
  return [
    `${name}.rollup=${lineText(text)}`,
    ...plain.map(([word, value]) => `${name}.${word}=${lineValue(value)}`),
  ].join();
}

export function withdrawn(point: string): string {
  return `${fieldOf(point)}.rollup=""`;
}

export function bucketOfText(from: Instant, text: unknown): Bucket | undefined {
  if (typeof text !== "string" || text === "") return undefined;
  const [count, mean, min, max, ...ends] = JSON.parse(text);
  // JSON has no word for what is not a number.
  const number = (value: unknown) => (typeof value === "number" ? value : Number.NaN);
  return {
    ...{ from, count, mean: number(mean), min: number(min), max: number(max) },
    first: { at: ends[0], value: ends[1], quality: qualityOf(ends[2]) },
    last: { at: ends[3], value: ends[4], quality: qualityOf(ends[5]) },
  };
}

function partsOf({ at, value, quality }: Sample) {
  return [at, value, quality];
}
