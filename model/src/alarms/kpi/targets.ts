import type { Priority } from "../priority.ts";

/** What each figure should be and when something has to be done about it (domain A6). */
export interface Target {
  /** `share`: 0 to 1. */
  readonly unit: "count" | "share" | "seconds";
  readonly better: "lower" | "higher";
  readonly target?: number;
  /** Beyond this, action is due. */
  readonly limit?: number;
  /** The target itself is already too much: `< 5`, not `≤ 5`. */
  readonly strict?: true;
  readonly source: string;
}

const eemua = "EEMUA 191";
const isa = "ISA-18.2";
const own = "Plantroom";

export const targets = {
  "per-10-minutes": { unit: "count", better: "lower", target: 1, limit: 2, source: eemua },
  "per-hour": { unit: "count", better: "lower", target: 6, limit: 12, source: isa },
  "per-day": { unit: "count", better: "lower", target: 150, limit: 300, source: "ISA-18.2-2009, IEC 62682" },
  "peak-10-minutes": { unit: "count", better: "lower", target: 10, source: eemua },
  "peak-hour": { unit: "count", better: "lower", target: 15, source: eemua },
  "peak-minute": { unit: "count", better: "lower", target: 2, source: eemua },
  "slots-above-10": { unit: "share", better: "lower", target: 0.01, limit: 0.05, strict: true, source: isa },
  "hours-above-30": { unit: "share", better: "lower", target: 0.01, limit: 0.05, strict: true, source: isa },
  "flood-time": { unit: "share", better: "lower", target: 0.01, strict: true, source: isa },
  "floods-per-week": { unit: "count", better: "lower", target: 0, limit: 20, source: eemua },
  "chattering-per-week": { unit: "count", better: "lower", target: 0, limit: 10, source: isa },
  fleeting: { unit: "count", better: "lower", target: 0, source: own },
  stale: { unit: "count", better: "lower", target: 5, limit: 20, strict: true, source: isa },
  "top-ten": { unit: "share", better: "lower", target: 0.05, limit: 0.2, source: isa },
  "grave-share": { unit: "share", better: "lower", target: 0.05, source: eemua },
  "acknowledged-in-time": { unit: "share", better: "higher", target: 0.95, source: own },
  "acknowledge-median": { unit: "seconds", better: "lower", source: own },
  "acknowledge-p90": { unit: "seconds", better: "lower", source: own },
  "clear-median": { unit: "seconds", better: "lower", source: own },
  "clear-p90": { unit: "seconds", better: "lower", source: own },
  "false-alarms": { unit: "share", better: "lower", target: 0.05, limit: 0.1, strict: true, source: own },
  useful: { unit: "share", better: "higher", target: 0.8, limit: 0.5, strict: true, source: own },
} as const satisfies Record<string, Target>;
export type KpiId = keyof typeof targets;
export const kpiIds = Object.keys(targets) as [KpiId, ...KpiId[]];

export const standings = ["good", "watch", "act", "none"] as const;
/** `watch`: beyond the target. `act`: beyond the limit of action. `none`: nothing to judge, or no target. */
export type KpiStanding = (typeof standings)[number];

export function standingOf(id: KpiId, value: number | null): KpiStanding {
  const { better, target, limit, strict }: Target = targets[id];
  if (value === null || target === undefined) return "none";
  const sign = better === "lower" ? 1 : -1;
  const beyond = sign * (value - target);
  if (beyond < 0 || (beyond === 0 && !strict)) return "good";
  return limit !== undefined && sign * (value - limit) > 0 ? "act" : "watch";
}

/** How the annunciated alarms should fall among the priorities (EEMUA 191). */
export const mixTargets: Readonly<Record<Priority, number>> = { critical: 0.01, high: 0.04, medium: 0.15, low: 0.8 };

/** Within how many minutes each has to be acknowledged; a low one within the shift. */
export const acknowledgeMinutes: Readonly<Record<Priority, number>> = { critical: 1, high: 5, medium: 30, low: 480 };
