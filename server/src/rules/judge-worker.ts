import { setImmediate as breathe } from "node:timers/promises";
import { Problem } from "@plantroom/model/errors/catalogue.ts";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { JournalReader } from "../journal/reader.ts";
import { wait } from "../readings/back-off.ts";
import { Turns } from "../turns.ts";
import type { Books } from "./books.ts";
import { FrameQueue } from "./frame-queue.ts";
import { Judging, type JudgingOptions, type Outcome } from "./judging.ts";
import type { JudgeMetrics } from "./metrics.ts";
import type { RuleSet } from "./rules-in-force.ts";

export interface JudgeWorkerOptions extends JudgingOptions {
  readonly journal: JournalReader;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: JudgeMetrics;
  /** Called after each commit, with what it brought. */
  readonly onOutcome: (outcome: Outcome) => void;
  /** Everything known was loaded anew; what was told of the moments before may have been undone. */
  readonly onReload: () => void;
}

/** So long the judge works before it commits and tells. */
const turnBudget: Milliseconds = 50;
/** So long it works before others get the event loop. */
const breathEvery: Milliseconds = 10;
const idleTick: Milliseconds = 100;
/** Time passes in the books at least so often, though no delay ends. */
const advanceEvery: Milliseconds = second;
/** A turn that comes so late means that the process was stopped, or the machine asleep. */
const awayAfter: Milliseconds = minute;
/** What was received before may still be on its way into the journal: delays end so much later. */
const grace: Milliseconds = 50;
const retryAfter: Milliseconds = second;
/** By less a clock is slewed, or a process waits for its turn. */
const clockWasSet: Milliseconds = 2 * second;
/** When neither the journal nor what was read of it has grown for so long, no frame is left, whatever its size (a torn tail). */
const settledAfter: Milliseconds = second;

/** Reads the journal, judges it, commits, and lets people act between. */
export class JudgeWorker {
  readonly #options: JudgeWorkerOptions;
  readonly #judging: Judging;
  readonly #turns = new Turns();
  readonly #stop = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #seen: { end: JournalPosition; read: JournalPosition; since: Instant } = { end: -1, read: -1, since: 0 };
  #caughtUp = false;
  #lastTurnAt: Instant;
  /** Between the time of day and the time that passes. */
  #offset: Milliseconds;
  readonly #complained = new Set<string>();
  readonly #startedAt: Instant;
  /** A commit failed: the books hold what the database does not, and have to be loaded anew. */
  #torn = false;

  private constructor(options: JudgeWorkerOptions, judging: Judging) {
    this.#options = options;
    this.#judging = judging;
    this.#startedAt = options.clock.now();
    this.#lastTurnAt = this.#startedAt;
    this.#offset = this.#startedAt - options.clock.monotonic();
  }

  static async start(options: JudgeWorkerOptions): Promise<JudgeWorker> {
    const worker = new JudgeWorker(options, await Judging.load(options));
    worker.#running = worker.#run();
    return worker;
  }

  get books(): Books {
    return this.#judging.books;
  }

  /** How far judging is behind what was received. */
  get lag(): Milliseconds {
    if (this.#caughtUp) return 0;
    return Math.max(0, this.#options.clock.now() - (this.books.judge.wall || this.#startedAt));
  }

  /** Everything written was judged at least once since the start. */
  get isCaughtUp(): boolean {
    return this.#caughtUp;
  }

  /** Does something alone and commits it; what it throws undoes nothing, for it throws before it changes anything. */
  act<T>(run: (books: Books, now: Instant) => T | Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      if (this.#torn) throw new Problem("not-ready", { reason: "judging goes on in a moment" });
      const now = this.#now();
      // What people do carries the time at which they did it; delays that have ended wait for what is still to be judged.
      if (this.#caughtUp && !this.#somethingIsDue(now)) this.books.advance(now);
      const result = await run(this.books, now);
      await this.#commit(now);
      return result;
    });
  }

  /** Judges by other rules from now on: what the old ones found and the new ones do not know ends with its cause. */
  useRules(rules: RuleSet): Promise<void> {
    return this.#turns.take(async () => {
      this.#judging.use(rules);
      this.#complained.clear();
      if (!this.#torn) await this.#commit(this.#now());
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#turns.take(() => Promise.resolve());
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        if (this.#torn) await this.#turns.take(() => this.#reload());
        await this.#session(signal);
      } catch (problem) {
        this.#torn = true;
        this.#options.log.error({ err: problem }, "judging failed; going on from the last commit");
        this.#options.metrics.failures.inc();
        await wait(this.#options.clock, retryAfter, signal);
      }
    }
  }

  async #session(signal: AbortSignal): Promise<void> {
    const { journal, log } = this.#options;
    if (this.#judging.beginAtMost(await journal.end())) {
      log.warn({ end: this.books.position }, "the journal is shorter than what was judged; going on at its end");
    }
    const session = new AbortController();
    const queue = new FrameQueue();
    const filling = queue.fill(journal, this.#judging.readFrom, AbortSignal.any([signal, session.signal]));
    try {
      while (!signal.aborted && !this.#torn) {
        if (queue.isEmpty) await this.#wait(queue);
        await this.#turns.take(() => this.#turn(queue));
        await breathe();
      }
    } finally {
      session.abort();
      await filling;
    }
  }

  async #turn(queue: FrameQueue): Promise<void> {
    if (this.#torn) return;
    const { journal, log } = this.#options;
    const began = performance.now();
    let breath = began;
    if (this.#now() - this.#lastTurnAt >= awayAfter) this.books.judge.wasAway();
    this.books.follow();
    for (let frame = queue.next(); frame; frame = queue.next()) {
      this.#judging.take(frame);
      const now = performance.now();
      if (now - began > turnBudget) break;
      if (now - breath > breathEvery) {
        await breathe();
        breath = performance.now();
      }
    }
    const now = this.#now();
    if (!queue.isEmpty) {
      if (now - this.books.judge.wall > second) this.#caughtUp = false;
    } else if (!this.#caughtUp || this.#somethingIsDue(now) || now - this.books.judge.wall >= advanceEvery) {
      const end = await journal.end();
      if (queue.isEmpty && this.#isAtEnd(end, now)) {
        this.books.advance(now - grace);
        this.#caughtUp = true;
      }
    }
    await this.#commit(now);
    this.#lastTurnAt = now;
    this.#complain();
    this.#options.metrics.turn(this.books, performance.now() - began);
    await journal
      .publish("judge", this.#judging.readFrom)
      .catch((err: unknown) => log.warn({ err }, "position not published"));
  }

  /** The time of day; where it leapt ahead of the time that passed, the clock was set and the judge is told first. */
  #now(): Instant {
    const { clock, log } = this.#options;
    const [now, passed] = [clock.now(), clock.monotonic()];
    const by = now - passed - this.#offset;
    this.#offset += by;
    if (by < clockWasSet) return now;
    log.warn({ by }, "the clock of this machine was set forward");
    // While catching up the journal's own entry tells it at its place.
    if (this.#caughtUp) this.books.judge.clockSetForward(Math.min(by, now - this.books.judge.wall));
    this.#lastTurnAt += by;
    return now;
  }

  #somethingIsDue(now: Instant): boolean {
    const { judge } = this.books;
    const due = judge.detector.nextDue();
    return (due !== undefined && due <= now) || now < judge.wall;
  }

  /** Once for each rule and trouble: the counters tell how often. */
  #complain(): void {
    const { detector, estate } = this.books.judge;
    for (const [rule, { failures, setAside, last, meanMilliseconds }] of detector.health.byRule) {
      if (failures > 0) this.#complainOf(rule, "a rule threw; it stands still where it did", { err: last });
      if (setAside !== undefined) {
        this.#complainOf(rule, `a rule is set aside: ${setAside}`, { err: last, meanMilliseconds });
      }
    }
    for (const [rule, problem] of estate.unreadable) this.#complainOf(rule, "a rule cannot be read", { problem });
  }

  #complainOf(rule: string, words: string, details: object): void {
    const key = `${rule} ${words}`;
    if (this.#complained.has(key)) return;
    this.#complained.add(key);
    this.#options.log.error({ rule, ...details }, words);
  }

  #isAtEnd(end: JournalPosition, now: Instant): boolean {
    const read = this.books.position;
    if (end !== this.#seen.end || read !== this.#seen.read) this.#seen = { end, read, since: now };
    return read >= end || Math.abs(now - this.#seen.since) > settledAfter;
  }

  async #commit(now: Instant): Promise<void> {
    try {
      this.#options.onOutcome(await this.#judging.commit(now));
    } catch (problem) {
      this.#torn = true;
      throw problem;
    }
  }

  async #reload(): Promise<void> {
    await this.#judging.reload();
    this.#torn = false;
    this.#caughtUp = false;
    this.#options.onReload();
  }

  #wait(queue: FrameQueue): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(idleTick, resolve);
      queue.onArrival(() => {
        cancel();
        resolve();
      });
      if (!queue.isEmpty || this.#stop.signal.aborted) resolve();
    });
  }
}
