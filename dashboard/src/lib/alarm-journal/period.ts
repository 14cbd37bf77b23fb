import { day, hour } from "@plantroom/model/time.ts";

export const presets = { hours: 8 * hour, day, week: 7 * day, month: 30 * day, quarter: 90 * day } as const;
export type Preset = keyof typeof presets;

export interface LookedAt {
  readonly from: number;
  readonly to: number;
  /** Moves with the time; undefined: a period of its own. */
  readonly preset?: Preset | undefined;
}

/** From the address: `from` and `to`, or a preset that ends now. */
export function readPeriod(params: Pick<URLSearchParams, "get">, now: number, otherwise: Preset): LookedAt {
  const from = Date.parse(params.get("from") ?? "");
  const to = Date.parse(params.get("to") ?? "");
  if (from < to) return { from, to };
  const asked = params.get("period") ?? "";
  const preset = asked in presets ? (asked as Preset) : otherwise;
  return { from: now - presets[preset], to: now, preset };
}

/** The same for the address. */
export function writePeriod(period: LookedAt): Readonly<Record<"from" | "to" | "period", string | undefined>> {
  const { preset, from, to } = period;
  if (preset) return { from: undefined, to: undefined, period: preset };
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), period: undefined };
}

/** Half of itself earlier or later, never beyond now. */
export function stepped({ from, to }: LookedAt, by: -1 | 1, now: number): LookedAt {
  const length = to - from;
  const end = Math.min(now, to + (by * length) / 2);
  return { from: end - length, to: end };
}

/** Half or twice as long around its middle; at least a minute, at most 31 days. */
export function zoomed({ from, to }: LookedAt, times: number, now: number): LookedAt {
  const length = Math.min(31 * day, Math.max(60_000, (to - from) * times));
  const end = Math.min(now, (from + to) / 2 + length / 2);
  return { from: end - length, to: end };
}
