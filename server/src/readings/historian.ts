import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import type { Milliseconds } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { ReadinessCheck } from "../http/readiness.ts";
import type { KnownJournal } from "../journal/known-journal.ts";
import type { JournalFrame, JournalReader } from "../journal/reader.ts";
import { backOff, wait } from "./back-off.ts";
import { type Batch, withFrame } from "./batch.ts";
import type { DeadLetters } from "./dead-letters.ts";
import { historianMetrics } from "./historian-metrics.ts";
import { HistoryLag } from "./history-lag.ts";
import type { ReadingStore, StoredReading } from "./store.ts";
import { Writer } from "./writer.ts";

/** A batch goes when it has so many readings or has waited so long. */
const batchReadings = 5_000;
const batchWait: Milliseconds = 250;

export interface HistorianOptions {
  readonly store: ReadingStore;
  readonly journal: JournalReader;
  readonly known: KnownJournal;
  readonly deadLetters: DeadLetters;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  /** Told of every batch once the store has it. */
  readonly onStored?: (readings: readonly StoredReading[]) => void;
  readonly random?: () => number;
}

export interface HistorianProgress {
  readonly position: JournalPosition;
  /** How long ago the gateway had the oldest entry that is not stored yet, at least for how long the store has been away; milliseconds. */
  readonly lag: Milliseconds;
  /** Why the store takes nothing at the moment. */
  readonly problem: string | undefined;
}

export interface Historian {
  progress(): HistorianProgress;
  readonly readiness: ReadinessCheck;
  /** Stores what it holds, as far as the store takes it at once. */
  stop(): Promise<void>;
}

/** The consumer `historian`: carries every sample of the journal into the readings store, from the position that the store knows. */
export function startHistorian(options: HistorianOptions): Historian {
  const { store, journal, deadLetters, clock, log, metrics, onStored, random = Math.random } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  let position: JournalPosition = 0;
  let pending: Batch | undefined;
  let problem: string | undefined = "not started";
  const lag = new HistoryLag();
  const progress = () => ({ position, lag: lag.at(clock.now(), pending?.oldest), problem });
  const count = historianMetrics(metrics, () => progress().lag);
  const writer = new Writer({
    store,
    deadLetters,
    clock,
    log,
    random,
    signal,
    onFailure: (reason) => {
      problem = reason;
      lag.storeIs(reason === undefined ? "there" : "away", clock.now());
      if (reason !== undefined) count.failures.inc();
    },
    onDeadLetter: () => count.deadLetters.inc(),
  });

  async function begin(): Promise<void> {
    await writer.persist(async () => {
      position = await store.position();
      const known = await options.known.name();
      const name = await nameOfJournal(known);
      const end = await journal.end();
      // Nothing of another journal is stored yet, wherever it ends. All of one's own is that lost its end.
      if (name !== undefined && known !== undefined && name !== known) await rewind(0);
      else if (position > end) await rewind(known === undefined ? 0 : end);
      if (name !== undefined && name !== known) await options.known.keep(name);
    });
  }

  /** A journal that had a name has one again as soon as its gateway is there. */
  async function nameOfJournal(known: string | undefined): Promise<string | undefined> {
    for (;;) {
      const name = await journal.name();
      if (name !== undefined || known === undefined || signal.aborted) return name;
      problem = "the journal is not there yet";
      await wait(clock, batchWait, signal);
    }
  }

  async function rewind(to: JournalPosition): Promise<void> {
    log.warn({ from: position, to }, "the journal went back: history is read again from there");
    await store.rewind(to);
    position = to;
  }

  async function take(frame: JournalFrame): Promise<void> {
    if (frame.position < (pending?.to ?? position)) {
      await flush();
      await writer.persist(() => rewind(frame.position));
    }
    pending = withFrame(pending, frame, clock.monotonic());
  }

  async function flush(): Promise<void> {
    if (!pending) return;
    const batch = pending;
    const seconds = count.seconds.startTimer();
    if (!(await writer.write(batch))) return;
    seconds();
    count.readings.inc(batch.readings.length);
    position = batch.to;
    pending = undefined;
    lag.stored(clock.now() - batch.oldest);
    onStored?.(batch.readings);
    await publish();
  }

  async function publish(): Promise<void> {
    await journal.publish("historian", position).catch((err: unknown) => log.warn({ err }, "position not published"));
  }

  async function consume(): Promise<void> {
    await begin();
    const frames = journal.read(position, signal)[Symbol.asyncIterator]();
    let next = following(frames);
    while (!signal.aborted) {
      const result = await firstOf(next, clock, pending ? pending.begunAt + batchWait - clock.monotonic() : batchWait);
      if (result?.done) break;
      if (!result && !pending) {
        lag.nothingLeft();
        // What was too soon after the last one: a journal that is full waits for the very last position.
        await publish();
        continue;
      }
      if (result) {
        await take(result.value);
        next = following(frames);
      }
      if (!result || (pending?.readings.length ?? 0) >= batchReadings) await flush();
    }
    await flush();
  }

  async function run(): Promise<void> {
    for (let failures = 1; !signal.aborted; failures++) {
      pending = undefined;
      try {
        await consume();
      } catch (err) {
        problem = err instanceof Error ? err.message : String(err);
        log.error({ err }, "history cannot be read from the journal at the moment");
        await wait(clock, backOff(failures, random), signal);
      }
    }
  }

  const running = run();
  return {
    progress,
    readiness: { name: "history", reason: () => (problem === undefined ? undefined : `readings store: ${problem}`) },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Asks for the next frame; a failure is told to who waits for it, which may be later. */
function following(frames: AsyncIterator<JournalFrame>): Promise<IteratorResult<JournalFrame>> {
  const next = frames.next();
  next.catch(() => undefined);
  return next;
}

/** The next frame, or nothing when the batch has waited long enough. */
async function firstOf<T>(next: Promise<T>, clock: Clock, atMost: Milliseconds): Promise<T | undefined> {
  let cancel: (() => void) | undefined;
  const due = new Promise<undefined>((resolve) => {
    cancel = clock.after(atMost, () => resolve(undefined));
  });
  try {
    return await Promise.race([next, due]);
  } finally {
    cancel?.();
  }
}
