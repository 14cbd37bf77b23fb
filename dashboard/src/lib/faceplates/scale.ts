import type { Band, NumberPoint } from "@plantroom/model/points/point.ts";

/**
 * What a bar shows of a point: its normal band with a quarter of air at either side, or nothing to a quarter above the rating, or
 * the whole range where that says something. Always within the range, always with the value; undefined where no bar makes sense.
 */
export function barScale(
  point: Pick<NumberPoint, "range" | "normal" | "unit">,
  value: number | undefined,
  rated?: number,
): Band | undefined {
  const [least, most] = point.range;
  const percent = point.unit === "%" && least >= 0 && most <= 150;
  const band =
    rated !== undefined && rated > 0
      ? ([Math.min(0, point.normal?.[0] ?? 0), rated * 1.25] as const)
      : percent
        ? point.range
        : point.normal
          ? airAround(point.normal)
          : undefined;
  if (!band) return undefined;
  const [low, high] = rounded(Math.min(band[0], value ?? band[0]), Math.max(band[1], value ?? band[1]));
  const inside = [Math.max(least, low), Math.min(most, high)] as const;
  return inside[1] > inside[0] ? inside : undefined;
}

/** Outwards to ends that people can read: multiples of 1, 2 or 5 that are about a twentieth. */
function rounded(low: number, high: number): Band {
  const least = (high - low) / 20 || 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5, 10].find((one) => one * power >= least) ?? 10) * power;
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  const whole = (steps: number) => Number((steps * step).toFixed(digits));
  return [whole(Math.floor(low / step)), whole(Math.ceil(high / step))];
}

function airAround([low, high]: Band): Band {
  const air = (high - low) / 4 || Math.abs(high) / 4 || 1;
  // A band that begins at nothing is not given room below it: nothing is the least there is.
  return [low === 0 ? 0 : low - air, high + air];
}

/** Where a value stands on a scale, 0 to 100. */
export function shareOf(value: number, [low, high]: Band): number {
  return Math.min(100, Math.max(0, ((value - low) / (high - low)) * 100));
}

/** Points whose size is told by an attribute of the equipment. */
const ratings: Readonly<Record<string, string>> = {
  current: "rated_current",
  power: "rated_power",
  speed: "rated_speed",
};

export function ratedOf(point: string, attributes: Readonly<Record<string, unknown>> = {}): number | undefined {
  const rating = attributes[ratings[point] ?? ""];
  return typeof rating === "number" ? rating : undefined;
}
