/** `90s`, `10m`, `2h`, `1d` in seconds; undefined for what is no such length. */
export function spanSeconds(text: string): number | undefined {
  const match = /^(\d+)([smhd])$/.exec(text);
  const unit = { s: 1, m: 60, h: 3_600, d: 86_400 }[match?.[2] ?? ""];
  return unit === undefined ? undefined : Number(match?.[1]) * unit;
}
