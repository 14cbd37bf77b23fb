import { medianOf } from "../rules/baseline.ts";
import { type Instant, minute, second } from "../time.ts";
import { lengthWithin, type Occurrence, type Period } from "./occurrence.ts";

/** Where nobody has judged an alarm, those that lasted so long are what matters. */
export const keepMinutes = 10;
/** A suggestion removes at least so much of the repeats. */
const enough = 0.9;

/** What an alarm has to be there for. */
export interface Keep {
  readonly equipment: string;
  readonly from: Instant;
  /** Undefined: it stood at the end. */
  readonly to: Instant | undefined;
  readonly raisedAt: Instant;
}

export interface Score {
  readonly alarms: number;
  readonly removed: number;
  readonly missed: number;
  readonly lateSeconds: number;
  readonly isGood: boolean;
}

export function lasting(occurrences: readonly Occurrence[], period: Period): Keep[] {
  return occurrences
    .filter((one) => lengthWithin(one, period) >= keepMinutes * minute)
    .map(({ equipment, conditionSince: from, clearedAt: to, raisedAt }) => ({ equipment, from, to, raisedAt }));
}

/** The first alarm at the equipment while what it is for was there. */
export function catcherOf(keep: Keep, occurrences: readonly Occurrence[]): Occurrence | undefined {
  return occurrences.find(
    ({ equipment, raisedAt, clearedAt }) =>
      equipment === keep.equipment &&
      raisedAt <= (keep.to ?? Number.POSITIVE_INFINITY) &&
      (clearedAt ?? Number.POSITIVE_INFINITY) >= keep.from,
  );
}

/** Alarms more than one for each that has to be there. */
export function repeatsOf(occurrences: readonly Occurrence[], keeps: readonly Keep[]): number {
  const catchers = new Set(keeps.flatMap((keep) => catcherOf(keep, occurrences) ?? []));
  return occurrences.length - catchers.size;
}

/** What a candidate would have changed against the rule as it is. */
export function scoreOf(occurrences: readonly Occurrence[], keeps: readonly Keep[], repeatsBefore: number): Score {
  const late: number[] = [];
  let missed = 0;
  for (const keep of keeps) {
    const catcher = catcherOf(keep, occurrences);
    if (catcher) late.push((catcher.raisedAt - keep.raisedAt) / second);
    else missed++;
  }
  const removed = repeatsBefore === 0 ? 0 : 1 - repeatsOf(occurrences, keeps) / repeatsBefore;
  return {
    ...{ alarms: occurrences.length, removed, missed, lateSeconds: medianOf(late) ?? 0 },
    isGood: repeatsBefore > 0 && removed >= enough && missed === 0,
  };
}
