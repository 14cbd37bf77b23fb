/** How far back a trend looks. A quick range without `to` ends now and moves on; with it, it stands still. All times in milliseconds. */
export const quickRanges = ["1h", "24h", "7d", "30d"] as const;
export type QuickRange = (typeof quickRanges)[number];

export type RangeChoice =
  | { readonly kind: "quick"; readonly range: QuickRange; readonly to?: number }
  | { readonly kind: "custom"; readonly from: number; readonly to: number };

export interface TrendWindow {
  readonly from: number;
  readonly to: number;
  /** Ends now: live values belong at its end. */
  readonly live: boolean;
}

const hour = 3_600_000;
export const quickLength: Readonly<Record<QuickRange, number>> = {
  "1h": hour,
  "24h": 24 * hour,
  "7d": 7 * 24 * hour,
  "30d": 30 * 24 * hour,
};
/** What the server answers in one request. */
export const longestRange = 400 * 24 * hour;

/** From the URL's `range`, `from` and `to`; what cannot be read is the last 24 hours. */
export function readRange(params: { get(name: string): string | null }): RangeChoice {
  const range = params.get("range");
  const from = readTime(params.get("from"));
  const to = readTime(params.get("to"));
  if (range === "custom" && from !== undefined && to !== undefined && from < to) {
    return { kind: "custom", from: Math.max(from, to - longestRange), to };
  }
  const quick = quickRanges.find((one) => one === range) ?? "24h";
  return to === undefined || range === "custom" ? { kind: "quick", range: quick } : { kind: "quick", range: quick, to };
}

/** The same for the URL; `null` takes a parameter out. */
export function writeRange(choice: RangeChoice): Record<"range" | "from" | "to", string | null> {
  if (choice.kind === "custom") {
    return { range: "custom", from: new Date(choice.from).toISOString(), to: new Date(choice.to).toISOString() };
  }
  return {
    range: choice.range === "24h" ? null : choice.range,
    from: null,
    to: choice.to === undefined ? null : new Date(choice.to).toISOString(),
  };
}

export function lengthOf(choice: RangeChoice): number {
  return choice.kind === "custom" ? choice.to - choice.from : quickLength[choice.range];
}

/**
 * The window at a moment. A moving one is set in steps of a thousandth of its length and reaches up to one step past now, so
 * that it is not drawn anew for less than a pixel.
 */
export function windowOf(choice: RangeChoice, now: number): TrendWindow {
  if (choice.kind === "custom")
    return { from: choice.from, to: choice.to, live: choice.from <= now && now < choice.to };
  const length = quickLength[choice.range];
  if (choice.to !== undefined) return { from: choice.to - length, to: choice.to, live: false };
  const pixel = Math.max(1_000, length / 1_000);
  const to = Math.ceil(now / pixel) * pixel;
  return { from: to - length, to, live: true };
}

/** One length back (-1) or on (1); a quick range that would reach past now follows it again. */
export function steppedRange(choice: RangeChoice, by: -1 | 1, now: number): RangeChoice {
  const length = lengthOf(choice);
  if (choice.kind === "custom") return { kind: "custom", from: choice.from + by * length, to: choice.to + by * length };
  const to = (choice.to ?? now) + by * length;
  return to >= now ? { kind: "quick", range: choice.range } : { kind: "quick", range: choice.range, to };
}

function readTime(text: string | null): number | undefined {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : at;
}
