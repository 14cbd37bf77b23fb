import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { type Baseline, baselineOf, weeksAtLeast } from "@plantroom/model/rules/baseline.ts";
import { reachOf } from "@plantroom/model/rules/reach.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Past, SeriesSample, Trial } from "@plantroom/model/rules/simulate.ts";
import { day, hour } from "@plantroom/model/time.ts";
import type { Period } from "../readings/period.ts";
import type { Asked, Kin } from "./relatives.ts";
import { type PastStore, seriesBetween } from "./series.ts";

/** About 300 MB while they are judged. */
const mostSamples = 3_000_000;

/** Reads what rules ask of the past, and counts what it reads. */
export class PastReader {
  readonly #store: PastStore;
  /** With the time before that rules look back to. */
  readonly #period: Period;
  readonly #mayBeForgotten: boolean;
  samplesRead = 0;
  isCoarse = false;
  lacksBaseline = false;

  constructor(store: PastStore, period: Period, mayBeForgotten: boolean) {
    this.#store = store;
    this.#period = period;
    this.#mayBeForgotten = mayBeForgotten;
  }

  /** Throws `backtest-too-much`. */
  async trial(kin: Kin, rules: readonly Rule[], timeZone: string): Promise<Omit<Trial, "until">> {
    const baseline = await this.#baselines(kin.subject, rules, timeZone);
    const parent = kin.parent && (await this.#past(kin.parent));
    return {
      ...(await this.#past(kin.subject)),
      ...(parent && { parent }),
      ...{ timeZone, baseline, children: await this.#pasts(kin.children), siblings: await this.#pasts(kin.siblings) },
    };
  }

  async #pasts(list: readonly Asked[]): Promise<Past[]> {
    const pasts: Past[] = [];
    for (const one of list) pasts.push(await this.#past(one));
    return pasts;
  }

  async #past({ equipment, points }: Asked): Promise<Past> {
    const keys = points.map((point) => ({ site: equipment.site, equipment: equipment.id, point }));
    const { from, to } = this.#period;
    const counts = await this.#store.counts(keys, from, to);
    this.samplesRead += counts.reduce((sum, count) => sum + count, 0);
    if (this.samplesRead > mostSamples) throw new Problem("backtest-too-much", { limit: mostSamples });
    const series: Record<string, readonly SeriesSample[]> = {};
    for (const [i, key] of keys.entries()) {
      const how = { count: counts[i] ?? 0, mayBeForgotten: this.#mayBeForgotten };
      const { samples, isCoarse } = await seriesBetween(this.#store, key, this.#period, how);
      series[key.point] = samples;
      this.isCoarse ||= isCoarse;
    }
    return { ...(equipment.attributes && { attributes: equipment.attributes }), series };
  }

  /** The usual as it was known at the beginning. */
  async #baselines({ equipment }: Asked, rules: readonly Rule[], timeZone: string) {
    const made = new Map<string, Baseline>();
    for (const { point, weeks } of rules.flatMap(({ when }) => reachOf(when).baselines)) {
      const to = Math.floor(this.#period.from / hour) * hour;
      const key = { site: equipment.site, equipment: equipment.id, point };
      const buckets = await this.#store.buckets(key, to - weeks * 7 * day, to, hour, 0);
      const baseline = baselineOf(
        buckets.map(({ from, mean }) => [from, mean] as const),
        timeZone,
      );
      if (!baseline.weeks.some((count) => count >= weeksAtLeast)) this.lacksBaseline = true;
      made.set(`${point} ${weeks}`, baseline);
    }
    return (point: string, weeks: number) => made.get(`${point} ${weeks}`);
  }
}
