import type { Instant, Milliseconds } from "@plantroom/model/time.ts";

/** Somewhat more than two steps: a device may be late, not miss a report. */
const stepsOfSilence = 2.5;

/**
 * Whether nothing was heard between the times at `index - 1` and `index`: their distance is longer than the usual, and than the steps on
 * both sides of it. The usual alone will not do: a history may be coarser than what is reported today.
 */
export function isGap(times: readonly Instant[], index: number, usual: Milliseconds): boolean {
  const step = (i: number) => (times[i] ?? Number.NaN) - (times[i - 1] ?? Number.NaN);
  const beside = [step(index - 1), step(index + 1)].filter((one) => !Number.isNaN(one));
  return step(index) > stepsOfSilence * Math.max(usual, ...beside);
}
