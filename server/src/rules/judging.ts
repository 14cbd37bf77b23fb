import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { Incident } from "@plantroom/model/alarms/incident.ts";
import type { EventEntry, JournalPosition, ResultEntry } from "@plantroom/model/journal/entry.ts";
import type { OverdueStep } from "@plantroom/model/procedures/run.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { WorkOrder } from "@plantroom/model/work-orders/work-order.ts";
import type { DatabaseTransaction } from "../database/database.ts";
import type { JournalFrame } from "../journal/reader.ts";
import type { FollowedRun } from "../procedures/book.ts";
import { Books, type BooksOptions } from "./books.ts";
import { Effects } from "./effects.ts";
import type { EquipmentState } from "./equipment-state.ts";
import { keptFrom, memoriesToKeep, saveMemories } from "./memories.ts";
import { saveDetections, saveLatest, saveProgress, saveSites } from "./repository.ts";
import type { RuleSet } from "./rules-in-force.ts";
import { saveShadow } from "./shadow.ts";

export interface JudgingOptions extends BooksOptions {
  /** Takes part in the transaction of every commit; a test stops a commit there. */
  readonly alongside?: ((transaction: DatabaseTransaction, effects: Effects) => Promise<void>) | undefined;
}

/** What one turn did, once it is committed; values are the newest of each point touched. */
export interface Outcome {
  readonly touched: readonly EquipmentState[];
  readonly alarms: readonly Alarm[];
  readonly incidents: readonly Incident[];
  /** Sites at which a drill, a test or maintenance began or ended. */
  readonly modesOf: readonly string[];
  readonly workOrders: readonly WorkOrder[];
  readonly procedureRuns: readonly FollowedRun[];
  /** Steps of procedures whose time is over; their alarms are unattended as long as nobody has done them. */
  readonly overdueSteps: readonly OverdueStep[];
  readonly events: readonly EventEntry[];
  readonly results: readonly ResultEntry[];
}

/** Progress without effects is written no more often; judging it again after a restart gives the same. */
const progressEvery: Milliseconds = second;
const wallEvery: Milliseconds = 10 * second;
const checkpointEvery: Milliseconds = 2 * second;
/** A checkpoint that takes long is made more seldom: at most this share of the time goes into it. */
const checkpointShare = 1 / 20;

/** The books and their transaction: what is done is committed as a whole, or was never done. */
export class Judging {
  #options: JudgingOptions;
  books: Books;
  #committed: { position: JournalPosition; at: Instant };
  #checkpointDueAt: Instant = 0;

  private constructor(options: JudgingOptions, books: Books) {
    this.#options = options;
    this.books = books;
    this.#committed = { position: books.position, at: 0 };
  }

  static async load(options: JudgingOptions): Promise<Judging> {
    return new Judging(options, await Books.load(options));
  }

  /** Forgets what was not committed. */
  async reload(): Promise<void> {
    this.books = await Books.load(this.#options);
    this.#committed = { position: this.books.position, at: 0 };
  }

  /** Judges by other rules from now on, after a reload too. */
  use(rules: RuleSet): void {
    this.#options = { ...this.#options, rules: rules.rules, forSite: rules.forSite };
    this.books.use(rules);
  }

  /** Reading begins here: latest values that no checkpoint holds are recalled from the journal. */
  get readFrom(): JournalPosition {
    return Math.min(this.books.latestPosition, this.books.memoryPosition);
  }

  /** A journal that ends before what was read of it lost its end (power, a restored backup): begin at its end. */
  beginAtMost(end: JournalPosition): boolean {
    if (this.books.position <= end) return false;
    this.books.position = end;
    this.books.latestPosition = Math.min(this.books.latestPosition, end);
    this.books.memoryPosition = Math.min(this.books.memoryPosition, end);
    for (const { equipment } of this.books.judge.estate.sites.values()) {
      for (const one of equipment.values()) one.keptAt = Math.min(one.keptAt, end);
    }
    return true;
  }

  take(frame: JournalFrame): void {
    const { books } = this;
    for (const entry of frame.entries) books.take(entry, frame.next);
    books.position = Math.max(books.position, frame.next);
  }

  /** Commits when there is something to commit, and answers what may now be told. */
  async commit(now: Instant): Promise<Outcome> {
    const { books } = this;
    const { effects, judge } = books;
    const checkpoint = this.#checkpointIsDue(now);
    const moved = !effects.isEmpty || judge.detector.moved.size > 0;
    const every = books.position === this.#committed.position ? wallEvery : progressEvery;
    if (moved || checkpoint || Math.abs(now - this.#committed.at) >= every) await this.#save(now, checkpoint);
    const touched = [...judge.touched];
    judge.touched.clear();
    return {
      touched,
      alarms: [...effects.alarms.values()],
      incidents: [...effects.incidents.values()],
      modesOf: [...new Set([...effects.modes.values()].map(({ site }) => site))],
      workOrders: [...effects.workOrders.values()],
      procedureRuns: [...effects.procedureRuns.values()],
      overdueSteps: effects.overdueSteps,
      events: effects.events,
      results: effects.results,
    };
  }

  #checkpointIsDue(now: Instant): boolean {
    const { judge, position, latestPosition, isRecalling } = this.books;
    if (isRecalling || (judge.dirty.size === 0 && position === latestPosition)) return false;
    // Entries between checkpoint and position are recalled without looking at runs: a run begins at a checkpoint.
    // A clock that was set back must not put it off until it has made that up.
    return judge.newRuns.size > 0 || now >= this.#checkpointDueAt || this.#checkpointDueAt - now > minute;
  }

  async #save(now: Instant, checkpoint: boolean): Promise<void> {
    const { books } = this;
    const { effects, judge, position } = books;
    const latestPosition = checkpoint ? position : books.latestPosition;
    const kept = checkpoint ? memoriesToKeep(judge) : [];
    const memoryPosition = checkpoint ? keptFrom(judge.toKeep, kept, position) : books.memoryPosition;
    const shadow = judge.drainShadow();
    const began = performance.now();
    await this.#options.database.transaction().execute(async (transaction) => {
      await effects.save(transaction);
      await saveShadow(transaction, shadow);
      await saveDetections(transaction, judge.detector.moved);
      await saveSites(
        transaction,
        [...judge.estate.sites.values()].filter(({ clock }) => clock === "device"),
      );
      await saveProgress(transaction, { position, latestPosition, memoryPosition, wall: judge.wall });
      if (checkpoint) await saveLatest(transaction, judge.dirty);
      await saveMemories(transaction, kept, position);
      await this.#options.alongside?.(transaction, effects);
    });
    books.effects = new Effects();
    judge.detector.moved.clear();
    books.latestPosition = latestPosition;
    books.memoryPosition = memoryPosition;
    this.#committed = { position, at: now };
    if (!checkpoint) return;
    for (const equipment of kept) {
      equipment.hasToRemember = false;
      equipment.keptAt = position;
      judge.toKeep.delete(equipment);
    }
    judge.dirty.clear();
    judge.newRuns.clear();
    this.#checkpointDueAt = now + Math.max(checkpointEvery, (performance.now() - began) / checkpointShare);
  }
}
