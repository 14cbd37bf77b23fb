import type { PointValue } from "../points/point.ts";

/*
 * A point's course as one reads it: `0.8 1m, 0.74 90s, 0.8..0.9 5m, - 1m, !0.8 30s, 0.8`. Values last for the time beside them,
 * the last without one to the end; `a..b` moves evenly, `-` is silence, `!` is a value of bad quality.
 */

export interface Span {
  /** Undefined: nothing is reported. */
  readonly from: PointValue | undefined;
  readonly to?: number;
  readonly quality: "good" | "bad";
  /** Undefined: to the end. */
  readonly seconds: number | undefined;
}

/** A course or a length of time that cannot be read. */
export class SeriesProblem extends Error {}

export function parseSeries(text: string): Span[] {
  return text.split(",").map((part, i, all) => {
    const [value = "", duration, ...more] = part.trim().split(/\s+/);
    if (value === "" || more.length > 0) throw new SeriesProblem(`"${part.trim()}" is no value with a length of time`);
    if (duration === undefined && i < all.length - 1) throw new SeriesProblem(`"${value}" needs a length of time`);
    const seconds = duration === undefined ? undefined : parseDuration(duration);
    if (value === "-") return { from: undefined, quality: "good", seconds };
    const quality = value.startsWith("!") ? "bad" : "good";
    const ramp = /^(-?[\d.]+?)\.\.(-?[\d.]+)$/.exec(value);
    if (ramp) return { from: Number(ramp[1]), to: Number(ramp[2]), quality, seconds };
    return { from: parseValue(quality === "bad" ? value.slice(1) : value), quality, seconds };
  });
}

function parseValue(text: string): PointValue {
  if (text === "true" || text === "false") return text === "true";
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
}

const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["m", 60],
  ["s", 1],
] as const;

/** Seconds of `1d2h3m4.5s`. */
export function parseDuration(text: string): number {
  const match = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/.exec(text);
  if (!match || text === "") throw new SeriesProblem(`"${text}" is no length of time`);
  return units.reduce((sum, [, seconds], i) => sum + Number(match[i + 1] ?? 0) * seconds, 0);
}

export function formatDuration(seconds: number): string {
  let rest = Math.round(seconds * 1_000) / 1_000;
  let text = "";
  for (const [name, length] of units) {
    const many = name === "s" ? Math.round(rest * 1_000) / 1_000 : Math.floor(rest / length);
    rest -= many * length;
    if (many > 0) text += `${many}${name}`;
  }
  return text === "" ? "0s" : text;
}
