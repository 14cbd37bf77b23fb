import { day, hour, type Milliseconds, minute, second } from "@plantroom/model/time.ts";

/** Widths that divide a day and that people know. */
const widths: readonly Milliseconds[] = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 3, 5, 10, 15, 20, 30].map((n) => n * minute),
  ...[1, 2, 3, 4, 6, 12].map((n) => n * hour),
  day,
];

/** A chart is some 1,000 pixels wide; more points than about half of that say nothing more. */
export const chartPoints = 600;

/** The narrowest well-known width that cuts a period into at most `chartPoints` buckets. */
export function autoWidth(period: Milliseconds): Milliseconds {
  return widths.find((width) => period / width <= chartPoints) ?? day * Math.ceil(period / day / chartPoints);
}
