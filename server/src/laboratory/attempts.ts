import { type Candidate, candidatesOf } from "@plantroom/model/laboratory/candidates.ts";
import { noiseOf } from "@plantroom/model/laboratory/noise.ts";
import { type Occurrence, occurrencesOf } from "@plantroom/model/laboratory/occurrence.ts";
import { Catchers, type Keep, keepMinutes, lasting, repeatsOf, scoreOf } from "@plantroom/model/laboratory/scores.ts";
import { thinned } from "@plantroom/model/laboratory/thinned.ts";
import { pointsOf } from "@plantroom/model/rules/condition.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { Replay, type Trial } from "@plantroom/model/rules/simulate.ts";
import type { Milliseconds } from "@plantroom/model/time.ts";
import type { Period } from "../readings/period.ts";
import type { Pace } from "./pace.ts";

/** Of judging, for all candidates at all equipment. */
const longest: Milliseconds = 8_000;

/** Candidates beside a rule, tried at one equipment after the other; those for which the time is too short are left out. */
export class Attempts {
  readonly #rule: Rule;
  readonly #period: Period;
  #candidates: readonly Candidate[] | undefined;
  #found = new Map<Candidate, Occurrence[]>();
  #noise: number | undefined;
  #worked = 0;
  #isCut = false;

  constructor(rule: Rule, period: Period) {
    this.#rule = rule;
    this.#period = period;
  }

  /** `share`: of all equipment, up to this one. */
  async at(equipment: string, trial: Omit<Trial, "until">, from: number, share: number, pace: Pace): Promise<void> {
    const candidates = this.#candidates ?? this.#choose(trial);
    const rules = candidates.map(({ rule }) => rule);
    const short = { ...trial, ...thinned(rules, trial) };
    for (const [i, candidate] of candidates.entries()) {
      if (this.#worked > longest * share) {
        this.#isCut = true;
        this.#candidates = candidates.slice(0, i);
        return;
      }
      const began = pace.worked;
      const replay = new Replay(candidate.rule, short);
      await pace.replay(replay, from, this.#period.to);
      this.#worked += pace.worked - began;
      const found = this.#found.get(candidate) ?? [];
      for (const one of occurrencesOf(equipment, replay.result, this.#period)) found.push(one);
      this.#found.set(candidate, found);
    }
  }

  /** `judged`: what people said was true; what lasts, where nobody said anything. */
  view(occurrences: readonly Occurrence[], judged: readonly Keep[]) {
    const keeps = judged.length > 0 ? judged : lasting(occurrences, this.#period);
    const repeats = repeatsOf(new Catchers(occurrences), keeps);
    const scored = (this.#candidates ?? []).map((candidate) => {
      return { candidate, ...scoreOf(this.#found.get(candidate) ?? [], keeps, repeats) };
    });
    const best = new Map(
      scored.toReversed().flatMap((one) => (one.isGood ? [[one.candidate.kind, one.candidate] as const] : [])),
    );
    return {
      keeps: judged.length > 0 ? ("judged-true" as const) : ("lasting" as const),
      ...{ keepMinutes, kept: keeps.length, repeats, noise: this.#noise ?? null },
      candidates: scored.map(({ candidate, isGood: _, ...score }) => {
        const { kind, path, value } = candidate;
        return { ...{ kind, path, value }, ...score, best: best.get(kind) === candidate };
      }),
      truncated: this.#isCut,
    };
  }

  #choose(trial: Omit<Trial, "until">): readonly Candidate[] {
    const [point = ""] = pointsOf(this.#rule.when);
    const samples = trial.series[point] ?? [];
    const noise = noiseOf(samples);
    const candidates = candidatesOf(this.#rule, noise);
    // Equipment without a past says nothing of the noise of the others.
    if (samples.length > 1) this.#candidates = candidates;
    this.#noise = noise;
    return samples.length > 1 ? candidates : [];
  }
}
