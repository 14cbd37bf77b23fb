import { isJudged } from "../quality.ts";
import { medianOf } from "../rules/baseline.ts";
import type { SeriesSample } from "../rules/simulate.ts";

/** Of two independent values of one normal distribution the median distance is so many times its standard deviation. */
const medianDistance = 0.6745 * Math.SQRT2;
/** More tell nothing new. */
const pairsAtMost = 20_000;

/** Standard deviation of the steady signal, told by neighbours so that its slow course does not count; undefined for no numbers. */
export function noiseOf(samples: readonly SeriesSample[]): number | undefined {
  const stride = Math.max(1, Math.floor(samples.length / pairsAtMost));
  const distances: number[] = [];
  for (let i = 1; i < samples.length; i += stride) {
    const [before, after] = [numberOf(samples[i - 1]), numberOf(samples[i])];
    if (before !== undefined && after !== undefined) distances.push(Math.abs(after - before));
  }
  const median = medianOf(distances);
  return median === undefined ? undefined : median / medianDistance;
}

function numberOf(sample: SeriesSample | undefined): number | undefined {
  if (sample === undefined || !isJudged(sample[2] ?? "good")) return undefined;
  return typeof sample[1] === "number" ? sample[1] : undefined;
}
