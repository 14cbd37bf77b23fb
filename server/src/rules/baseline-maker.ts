import { setImmediate as breathe } from "node:timers/promises";
import { baselineOf } from "@plantroom/model/rules/baseline.ts";
import { day, hour, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { ReadingStore } from "../readings/store.ts";
import type { Baselines } from "./baselines.ts";
import type { Books } from "./books.ts";

/** The usual moves slowly. */
const every: Milliseconds = 6 * hour;
/** Rules and equipment that came meanwhile have no usual yet. */
const forNewEvery: Milliseconds = 5 * 60_000;

export interface BaselineMakerOptions {
  readonly store: Pick<ReadingStore, "buckets">;
  readonly books: () => Books;
  readonly baselines: Baselines;
  readonly clock: Clock;
  readonly log: Logger;
}

interface Wanted {
  readonly site: string;
  readonly timeZone: string;
  readonly now: Instant;
  readonly equipment: string;
  readonly point: string;
  readonly weeks: number;
}

/**
 * Makes the baselines that rules ask for from hourly means of the history, one series at a time, in the background. A store that
 * is away leaves the old ones in force. Answers the function that ends it.
 */
export function startBaselineMaker(options: BaselineMakerOptions): () => Promise<void> {
  const { clock, log } = options;
  let stopped = false;
  let cancel: () => void = () => undefined;
  let allMadeAt: Instant | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = async () => {
    const now = clock.now();
    const isDue = allMadeAt === undefined || now - allMadeAt >= every;
    for (const one of wantedBy(options.books())) {
      if (stopped) return;
      const isNew = options.baselines.get(one.site, one.equipment, one.point, one.weeks) === undefined;
      if (isDue || isNew) await make(one, options);
      await breathe();
    }
    if (isDue) allMadeAt = now;
  };
  const again = (after: Milliseconds) => {
    cancel = clock.after(after, () => {
      running = round()
        .catch((err: unknown) => log.warn({ err }, "baselines could not be made; those made before stay"))
        .then(() => {
          if (!stopped) again(forNewEvery);
        });
    });
  };
  again(0);
  return async () => {
    stopped = true;
    cancel();
    await running;
  };
}

function* wantedBy({ judge }: Books): Generator<Wanted> {
  for (const site of [...judge.estate.sites.values()]) {
    const now = judge.timeOf(site);
    for (const { id, rules } of [...site.equipment.values()]) {
      for (const { point, weeks } of rules.flatMap(({ dependence }) => dependence.baselines)) {
        yield { site: site.id, timeZone: site.timeZone, now, equipment: id, point, weeks };
      }
    }
  }
}

async function make(wanted: Wanted, { store, baselines }: BaselineMakerOptions): Promise<void> {
  const { site, equipment, point, weeks, now, timeZone } = wanted;
  const to = Math.floor(now / hour) * hour;
  const buckets = await store.buckets({ site, equipment, point }, to - weeks * 7 * day, to, hour, 0);
  const means = buckets.map(({ from, mean }) => [from, mean] as const);
  baselines.set(site, equipment, point, weeks, baselineOf(means, timeZone));
}
