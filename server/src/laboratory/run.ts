import { type Occurrence, occurrencesOf } from "@plantroom/model/laboratory/occurrence.ts";
import { leavesOf } from "@plantroom/model/rules/condition.ts";
import { reachOf } from "@plantroom/model/rules/reach.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { Replay, type Trial } from "@plantroom/model/rules/simulate.ts";
import { iso, type Milliseconds } from "@plantroom/model/time.ts";
import type { Estate } from "../sites/estate.ts";
import { Attempts } from "./attempts.ts";
import { Pace } from "./pace.ts";
import { PastReader } from "./past.ts";
import type { Question } from "./question.ts";
import { kinOf, warmUp } from "./relatives.ts";
import type { PastStore } from "./series.ts";

export interface Findings {
  readonly equipment: readonly EquipmentPast[];
  readonly draft: readonly Occurrence[];
  /** Undefined: no version is in force. */
  readonly active: readonly Occurrence[] | undefined;
  readonly attempts: Attempts | undefined;
  readonly reader: PastReader;
  readonly readMilliseconds: Milliseconds;
  readonly foldMilliseconds: Milliseconds;
  readonly asksPresence: boolean;
}

interface EquipmentPast {
  readonly equipment: string;
  readonly samples: number;
  readonly first: string | null;
  readonly last: string | null;
}

export interface Bench {
  readonly store: PastStore;
  readonly estate: Estate;
  /** Of readings that old nothing but quarter hours may be left. */
  readonly forgottenBefore: number;
  readonly isGone: () => boolean;
}

/** Judges one equipment after the other, so that the past of one alone is in memory. Throws `backtest-too-much`, `backtest-too-long`. */
export async function run(question: Question, { store, estate, forgottenBefore, isGone }: Bench): Promise<Findings> {
  const { draft, active, period, site } = question;
  const rules = active && active !== draft ? [draft, active] : [draft];
  const from = period.from - warmUp(rules);
  const reader = new PastReader(store, { from, to: period.to }, from < forgottenBefore);
  const attempts = question.suggest ? new Attempts(draft, period) : undefined;
  const pace = new Pace(isGone);
  const found = rules.map((): Occurrence[] => []);
  const equipment: EquipmentPast[] = [];
  let readMilliseconds = 0;
  for (const [i, one] of question.equipment.entries()) {
    pace.stop();
    const began = performance.now();
    const trial = await reader.trial(kinOf(estate, one, rules), rules, site.timeZone);
    readMilliseconds += performance.now() - began;
    pace.start();
    equipment.push({ equipment: one.id, ...extentOf(trial, draft, period.from) });
    for (const [nth, rule] of rules.entries()) {
      const replay = new Replay(rule, trial);
      await pace.replay(replay, from, period.to);
      for (const alarm of occurrencesOf(one.id, replay.result, period)) found[nth]?.push(alarm);
      await pace.breathe();
    }
    await attempts?.at(one.id, trial, from, (i + 1) / question.equipment.length, pace);
  }
  pace.stop();
  const [ofDraft = [], ofActive = ofDraft] = found.map((list) => list.sort((a, b) => a.raisedAt - b.raisedAt));
  return {
    ...{ equipment, draft: ofDraft, active: active && ofActive, attempts, reader, readMilliseconds },
    foldMilliseconds: pace.worked,
    asksPresence: rules.some(({ when }) => leavesOf(when).some(({ kind }) => kind === "offline")),
  };
}

/** Of the samples within the period. */
function extentOf({ series }: Omit<Trial, "until">, { when }: Rule, from: number): Omit<EquipmentPast, "equipment"> {
  let samples = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const asked = reachOf(when).points;
  for (const point of asked.length > 0 ? asked : Object.keys(series)) {
    const times = series[point] ?? [];
    const place = times.findIndex(([at]) => at >= from);
    if (place < 0) continue;
    samples += times.length - place;
    first = Math.min(first, times[place]?.[0] ?? first);
    last = Math.max(last, times.at(-1)?.[0] ?? last);
  }
  return { samples, first: samples === 0 ? null : iso(first), last: samples === 0 ? null : iso(last) };
}
