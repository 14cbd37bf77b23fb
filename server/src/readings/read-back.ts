import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { hour, type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { JournalReader } from "../journal/reader.ts";
import { wait } from "./back-off.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { stretchOf } from "./journal-stretch.ts";
import { type PointHour, spanOf, Tally } from "./read-back-tally.ts";
import type { ReadBackRow, ReadBacks } from "./read-backs.ts";
import type { ReadingStore, StoredReading } from "./store.ts";
import { isRejected } from "./store-failure.ts";

/** Times held in memory at once; a longer journal is compared in stretches. */
const tallyReadings = 300_000;
const replayReadings = 5_000;
/** Of the time at most this share is spent on it: live readings go first. */
const share = 1 / 5;
const firstAfter: Milliseconds = 5 * 60 * second;
/** Stores that may say yes and lose it all the same are asked more often. */
const every: Readonly<Record<string, Milliseconds>> = { influxdb: hour };
const otherwiseEvery: Milliseconds = 24 * hour;

export interface ReadBackOptions {
  readonly store: Pick<ReadingStore, "kind" | "counts" | "samples" | "replay">;
  readonly journal: JournalReader;
  readonly deadLetters: Pick<DeadLetters, "places">;
  readonly readBacks: ReadBacks;
  /** Everything before is stored, as far as the store has said. */
  readonly storedUpTo: () => JournalPosition;
  /** Told of readings that are written again. */
  readonly onStored: (readings: readonly StoredReading[]) => void;
  readonly clock: Clock;
  readonly log: Logger;
}

type Sum = Pick<ReadBackRow, "compared" | "missing" | "replayed" | "refused" | "from" | "to">;

/**
 * Compares, by point and hour, how many readings the journal holds with how many the store holds, and writes again what is missing:
 * a store may acknowledge and lose it after all. A loss can hide behind as many readings of the same point and hour that
 * the journal has dropped already.
 */
export class ReadBack {
  readonly #options: ReadBackOptions;
  readonly #stop = new AbortController();
  #running: { readonly row: ReadBackRow; readonly done: Promise<void> } | undefined;
  #beginning: Promise<ReadBackRow> | undefined;
  #cancel: () => void = () => undefined;

  constructor(options: ReadBackOptions) {
    this.#options = options;
  }

  /** By the timetable, until it is stopped. */
  async start(): Promise<void> {
    const { readBacks, clock } = this.#options;
    await readBacks.closeInterrupted(clock.now());
    this.#later(firstAfter);
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.#cancel();
    await this.#running?.done;
  }

  /** Begins one, of all that the journal holds when somebody asks for it; answers the one that runs already, if there is one. */
  async begin(by?: string): Promise<ReadBackRow> {
    if (this.#running) return this.#running.row;
    this.#beginning ??= this.#begin(by).finally(() => {
      this.#beginning = undefined;
    });
    return this.#beginning;
  }

  async #begin(by: string | undefined): Promise<ReadBackRow> {
    const { readBacks, clock, storedUpTo } = this.#options;
    // By the timetable everything is compared twice: soon, and once more when the store has had time to lose it.
    const reached = by === undefined ? ((await readBacks.reached()).at(1) ?? 0) : 0;
    const to = storedUpTo();
    // Farther on than history is: that was another journal.
    const row = await readBacks.begin(clock.now(), by, reached > to ? 0 : reached, to);
    const done = this.#run(row).finally(() => {
      this.#running = undefined;
    });
    this.#running = { row, done };
    return row;
  }

  #later(delay: Milliseconds): void {
    const { clock, store, log } = this.#options;
    this.#cancel = clock.after(delay, () => {
      this.#later(every[store.kind] ?? otherwiseEvery);
      this.begin().catch((err: unknown) => log.warn({ err }, "history could not be compared with the journal"));
    });
  }

  async #run({ id, fromPosition, toPosition }: ReadBackRow): Promise<void> {
    const { readBacks, clock, log } = this.#options;
    const sum: Sum = { compared: 0, missing: 0, replayed: 0, refused: 0, from: null, to: null };
    const close = (outcome: ReadBackRow["outcome"], problem: string | null) =>
      readBacks.update(id, { ...sum, outcome, problem, finishedAt: clock.now() });
    try {
      await this.#compare(fromPosition, toPosition, sum, () => readBacks.update(id, sum));
      await close(this.#stop.signal.aborted ? "interrupted" : "done", null);
    } catch (problem) {
      log.warn({ err: problem }, "the readings store could not be compared with the journal");
      await close("failed", problem instanceof Error ? problem.message : String(problem));
    }
    if (sum.missing > 0) log.error(sum, "the readings store had lost what it acknowledged; written again");
    else log.info(sum, "the readings store was compared with the journal");
  }

  async #compare(from: JournalPosition, to: JournalPosition, sum: Sum, onStretch: () => Promise<void>): Promise<void> {
    const setAside = await this.#options.deadLetters.places();
    let tally = new Tally(setAside);
    let began = from;
    let workedSince = performance.now();
    for await (const { position, next, entries } of this.#frames(from, to)) {
      for (const entry of entries) {
        sum.from = Math.min(sum.from ?? entry.receivedAt, entry.receivedAt);
        sum.to = Math.max(sum.to ?? entry.receivedAt, entry.receivedAt);
        if (entry.kind === "samples") tally.add(entry);
      }
      workedSince = await this.#rest(workedSince);
      if (tally.readings < tallyReadings) continue;
      await this.#settle(tally, began, next, sum);
      await onStretch();
      tally = new Tally(setAside);
      began = Math.max(position, next);
    }
    await this.#settle(tally, began, to, sum);
  }

  async #settle(tally: Tally, from: JournalPosition, to: JournalPosition, sum: Sum): Promise<void> {
    const { store } = this.#options;
    sum.compared += tally.readings;
    const lost = new Map<string, ReadonlySet<number>>();
    for (const points of tally.hours()) {
      const span = spanOf(points);
      const keys = points.map(({ series }) => series);
      const counts = await store.counts(keys, span.from, span.to);
      const short = points.filter(({ times }, i) => times.size > (counts[i] ?? 0));
      for (const point of short) await this.#missingOf(point, lost);
    }
    if (lost.size > 0) await this.#replay(lost, from, to, sum);
  }

  async #missingOf({ series, times }: PointHour, lost: Map<string, ReadonlySet<number>>): Promise<void> {
    const { from, to } = spanOf([{ series, times }]);
    const there = await this.#options.store.samples(series, from, to, Number.MAX_SAFE_INTEGER);
    const missing = times.difference(new Set(there.map(({ at }) => at)));
    const name = `${series.site}/${series.equipment}/${series.point}`;
    if (missing.size > 0) lost.set(name, missing.union(lost.get(name) ?? new Set()));
  }

  /** Reads the stretch once more for what is missing of it, in the journal's order. */
  async #replay(
    lost: ReadonlyMap<string, ReadonlySet<number>>,
    from: JournalPosition,
    to: JournalPosition,
    sum: Sum,
  ): Promise<void> {
    sum.missing += lost.values().reduce((count, times) => count + times.size, 0);
    let batch = new Map<string, StoredReading>();
    for await (const { position, entries } of this.#frames(from, to)) {
      for (const [i, entry] of entries.entries()) {
        if (entry.kind !== "samples") continue;
        const { site, equipment, receivedAt } = entry;
        for (const [point, at, value, quality = "good"] of entry.samples) {
          const name = `${site}/${equipment}/${point}`;
          if (!lost.get(name)?.has(at)) continue;
          const reading = { site, equipment, point, at, receivedAt, value, quality, order: position + i };
          batch.set(`${name} ${at}`, reading);
        }
      }
      if (batch.size < replayReadings) continue;
      await this.#writeAgain([...batch.values()], sum);
      batch = new Map();
    }
    await this.#writeAgain([...batch.values()], sum);
  }

  async #writeAgain(readings: readonly StoredReading[], sum: Sum): Promise<void> {
    if (readings.length === 0) return;
    try {
      await this.#options.store.replay(readings);
      sum.replayed += readings.length;
      this.#options.onStored(readings);
    } catch (problem) {
      if (!isRejected(problem)) throw problem;
      if (readings.length === 1) {
        sum.refused += 1;
        return;
      }
      const middle = readings.length >> 1;
      await this.#writeAgain(readings.slice(0, middle), sum);
      await this.#writeAgain(readings.slice(middle), sum);
    }
  }

  #frames(from: JournalPosition, to: JournalPosition) {
    const { journal, clock } = this.#options;
    return stretchOf({ journal, clock, from, to, signal: this.#stop.signal });
  }

  /** After each piece of work a rest that is longer by its share. */
  async #rest(workedSince: number): Promise<number> {
    const worked = performance.now() - workedSince;
    if (worked < 20) return workedSince;
    await wait(this.#options.clock, worked / share - worked, this.#stop.signal);
    return performance.now();
  }
}
