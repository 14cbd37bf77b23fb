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

/** Occurrences by equipment, each in order of time; those of one equipment do not overlap. */
export class Catchers {
  readonly #byEquipment: ReadonlyMap<string, readonly Occurrence[]>;
  readonly count: number;

  constructor(occurrences: readonly Occurrence[]) {
    this.#byEquipment = Map.groupBy(occurrences, ({ equipment }) => equipment);
    this.count = occurrences.length;
  }

  /** The first alarm while what it is for was there. */
  of({ equipment, from, to = Number.POSITIVE_INFINITY }: Keep): Occurrence | undefined {
    const list = this.#byEquipment.get(equipment) ?? [];
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((list[middle]?.clearedAt ?? Number.POSITIVE_INFINITY) < from) low = middle + 1;
      else high = middle;
    }
    const found = list[low];
    return found && found.raisedAt <= to ? found : undefined;
  }
}

/** Alarms more than one for each that has to be there. */
export function repeatsOf(catchers: Catchers, keeps: readonly Keep[]): number {
  return catchers.count - new Set(keeps.flatMap((keep) => catchers.of(keep) ?? [])).size;
}

/** What a candidate would have changed against the rule as it is. */
export function scoreOf(occurrences: readonly Occurrence[], keeps: readonly Keep[], repeatsBefore: number): Score {
  const catchers = new Catchers(occurrences);
  const late: number[] = [];
  let missed = 0;
  for (const keep of keeps) {
    const catcher = catchers.of(keep);
    if (catcher) late.push((catcher.raisedAt - keep.raisedAt) / second);
    else missed++;
  }
  const removed = repeatsBefore === 0 ? 0 : 1 - repeatsOf(catchers, keeps) / repeatsBefore;
  return {
    ...{ alarms: occurrences.length, removed, missed, lateSeconds: medianOf(late) ?? 0 },
    isGood: repeatsBefore > 0 && removed >= enough && missed === 0,
  };
}
