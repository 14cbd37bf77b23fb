/** Starts an hour that a motor stands, direct on line (NEMA MG-10, table 2-3, column A; domain C2.3). */
interface StartLimits {
  readonly poles: 2 | 4;
  /** `[up to kW, starts an hour]`, smallest first. */
  readonly perHour: readonly (readonly [kilowatts: number, starts: number])[];
}

const kilowatts = [0.75, 2.2, 3.7, 5.5, 7.5, 11, 15, 18.5, 22, 30, 37, 55, 75] as const;
const starts = {
  2: [15, 9.9, 8.1, 7, 6.2, 5.4, 4.8, 4.4, 4.1, 3.7, 3.4, 2.9, 2.6],
  4: [30, 19.8, 16.3, 13.9, 12.5, 10.7, 9.6, 8.8, 8.2, 7.4, 6.8, 5.8, 5.2],
} as const;

export const motorStarts: readonly StartLimits[] = ([2, 4] as const).map((poles) => ({
  poles,
  perHour: kilowatts.map((power, i) => [power, starts[poles][i] ?? 0] as const),
}));

/** CEL: the starts of the last hour that a motor of the equipment's rated power must not exceed. */
export function startsInWords({ perHour }: StartLimits): string {
  const last = perHour.at(-1)?.[1] ?? 0;
  return perHour
    .slice(0, -1)
    .reduceRight((rest, [power, most]) => `attributes.rated_power <= ${power} ? ${most} : (${rest})`, String(last));
}
