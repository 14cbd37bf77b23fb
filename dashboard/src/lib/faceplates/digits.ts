/**
 * A register as its wheels show it: as many digits before the point as it has before it rolls over, `decimals` behind, cut and not
 * rounded, as wheels do.
 */
export function wheelsOf(
  value: number,
  rollover: number,
  decimals: number,
): { readonly whole: string; readonly fraction: string } {
  const digits = Math.max(1, Math.ceil(Math.log10(rollover)));
  // Through text: 0.29 × 100 is 28.999….
  const [whole = "0", fraction = ""] = Math.max(0, value)
    .toFixed(Math.min(20, decimals + 3))
    .split(".");
  return { whole: whole.padStart(digits, "0"), fraction: fraction.slice(0, decimals) };
}
