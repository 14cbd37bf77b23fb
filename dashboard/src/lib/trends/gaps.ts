/** The neighbours that tell how densely a series is sampled hereabouts. */
const neighbours = 5;
/** Silence for so many times the usual distance is a gap. */
const gapFactor = 2.5;

/**
 * Indexes of samples before which nothing was heard for longer than usual: usual is what the device should keep to (`least`), and
 * what the samples before or after show, so that history at 15 minutes is a line and a minute's silence of a lively point is not.
 * Times in milliseconds, growing.
 */
export function gapsIn(times: readonly number[], least: number): number[] {
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return steps.flatMap((step, index) => {
    if (step <= gapFactor * least) return [];
    const before = median(steps.slice(Math.max(0, index - neighbours), index));
    const after = median(steps.slice(index + 1, index + 1 + neighbours));
    return step > gapFactor * Math.max(least, before, after) ? [index + 1] : [];
  });
}

/** How long the last sample of a series speaks for what comes after it. */
export function holdAfter(times: readonly number[], least: number): number {
  const last = times.slice(-neighbours - 1);
  return gapFactor * Math.max(least, median(last.slice(1).map((time, index) => time - (last[index] ?? time))));
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
}
