import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { JournalEntry, JournalPosition } from "@plantroom/model/journal/entry.ts";
import { procedureFor } from "@plantroom/model/procedures/answering.ts";
import type { Detect } from "@plantroom/model/rules/detect.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { AlarmBook, isAnnounced, reopenWindow } from "../alarms/book.ts";
import type { Moved } from "../alarms/moving.ts";
import { alarmsInHand } from "../alarms/repository.ts";
import type { Database } from "../database/database.ts";
import { type FollowedRun, ProcedureBook } from "../procedures/book.ts";
import { runsInHand } from "../procedures/repository.ts";
import type { Estate } from "../sites/estate.ts";
import { WorkOrderBook } from "../work-orders/book.ts";
import { nextWorkOrderNumber, openWorkOrders } from "../work-orders/repository.ts";
import { Effects } from "./effects.ts";
import { Judge } from "./judge.ts";
import { forget, loadDetections, loadLatest, loadProgress, loadSites } from "./repository.ts";

export interface BooksOptions {
  readonly database: Database;
  readonly estate: Estate;
  readonly rules: readonly Rule[];
  readonly newId: () => string;
  readonly detect?: Detect | undefined;
}

/** All that judging knows, in memory: as the database had it last, plus what has been done since the last commit. */
export class Books {
  readonly judge: Judge;
  readonly alarms: AlarmBook;
  readonly workOrders: WorkOrderBook;
  readonly procedures: ProcedureBook;
  readonly #rules: ReadonlyMap<string, Rule>;
  /** Everything before is judged. */
  position: JournalPosition;
  /** Latest values are in the database up to here. */
  latestPosition: JournalPosition;
  /** Entries before `position` still have to be recalled, and then every rule looked at. */
  #recalling = true;
  /** The wall-clock time judged up to before the restart. */
  readonly #resumeAt: Instant;
  effects = new Effects();

  private constructor(
    rules: readonly Rule[],
    judge: Judge,
    alarms: AlarmBook,
    workOrders: WorkOrderBook,
    procedures: ProcedureBook,
    progress: Awaited<ReturnType<typeof loadProgress>>,
  ) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.judge = judge;
    this.alarms = alarms;
    this.workOrders = workOrders;
    this.procedures = procedures;
    this.position = progress.position;
    this.latestPosition = progress.latestPosition;
    this.#resumeAt = progress.wall;
    judge.wall = progress.wall;
  }

  static async load({ database, estate, rules, newId, detect }: BooksOptions): Promise<Books> {
    const progress = await loadProgress(database);
    const judge = new Judge(estate, rules, detect);
    judge.wall = progress.wall;
    await loadSites(database, judge.estate.sites);
    await loadLatest(database, (site, equipment) => judge.estate.equipment(site, equipment));
    const closedSince = (site: string) => judge.timeOf(judge.estate.sites.get(site)) - reopenWindow;
    const inHand = await alarmsInHand(database, closedSince);
    const alarms = new AlarmBook(inHand, newId);
    const orders = new WorkOrderBook(await openWorkOrders(database), await nextWorkOrderNumber(database), newId);
    const ids = inHand.map(({ id }) => id);
    const procedures = new ProcedureBook(await runsInHand(database, ids), newId);
    const books = new Books(rules, judge, alarms, orders, procedures, progress);
    await books.#restoreDetections(database);
    return books;
  }

  async #restoreDetections(database: Database): Promise<void> {
    const { estate } = this.judge;
    for (const { site, equipment, rule, ruleVersion, detection } of await loadDetections(database)) {
      const watched = estate.find(site, equipment, rule);
      if (watched?.rule.version === ruleVersion) watched.detection = detection;
      else await forget(database, site, equipment, rule);
    }
    for (const alarm of [...this.alarms.open()]) {
      const cause = estate.lost(alarm.site, alarm.equipment, alarm.rule, alarm.ruleVersion);
      if (cause === undefined) continue;
      const { site, equipment, rule } = alarm;
      const moved = this.alarms.apply({ kind: "ended", site, equipment, rule, cause, at: this.timeFor(alarm) });
      if (moved) this.effects.moved(moved);
    }
  }

  /** The time that an alarm is told by. */
  timeFor({ site, equipment, rule }: Pick<Alarm, "site" | "equipment" | "rule">): Instant {
    const watched = this.judge.estate.find(site, equipment, rule);
    return watched ? this.judge.timeFor(watched) : this.judge.timeOf(this.judge.estate.sites.get(site));
  }

  /** Takes an entry; one from before the restart only tells what is known. */
  take(entry: JournalEntry, next: JournalPosition): void {
    if (next <= this.position) {
      this.judge.recall(entry);
      return;
    }
    this.resume();
    this.judge.judge(entry);
    if (entry.kind === "refused") this.effects.refused.push(entry);
    if (entry.kind === "event") this.effects.events.push(entry);
    if (entry.kind === "result") this.effects.results.push(entry);
    this.#settle();
  }

  get isRecalling(): boolean {
    return this.#recalling;
  }

  /** Nothing before the restart is left to recall. */
  resume(): void {
    if (!this.#recalling) return;
    this.#recalling = false;
    this.judge.resume(this.#resumeAt);
    this.#settle();
  }

  follow(): void {
    this.judge.follow();
    this.#settle();
  }

  advance(wall: Instant): void {
    this.resume();
    this.judge.advance(wall);
    this.judge.caughtUp();
    this.#settle();
    for (const { followed, steps } of this.procedures.advance(wall)) {
      this.changedRun(followed);
      this.effects.overdueSteps.push(...steps);
    }
  }

  /** The rule as it is in force. */
  ruleOf(id: string): Rule | undefined {
    return this.#rules.get(id);
  }

  /** A run of a procedure is to be written down. */
  changedRun(followed: FollowedRun): void {
    const occurrences = followed.run.alarms.map((alarm) => this.procedures.occurrenceOf(alarm));
    this.effects.procedureRuns.set(followed.run.id, { ...followed, occurrences });
  }

  /** Writes down what happened to an alarm; one that is announced brings its work order. */
  moved(moved: Moved): void {
    this.alarms.put(moved.alarm);
    this.effects.moved(moved);
    if (!isAnnounced(moved)) return;
    this.#openProcedure(moved.alarm);
    const template = this.#rules.get(moved.alarm.rule)?.workOrder;
    if (!template) return;
    const order = this.workOrders.forAlarm(moved.alarm, template, this.judge.wall);
    if (!order) return;
    this.effects.workOrders.set(order.id, order);
    const alarm = { ...moved.alarm, workOrder: order.id };
    this.alarms.put(alarm);
    this.effects.alarms.set(alarm.id, alarm);
  }

  /** A critical alarm opens its procedure by itself (domain C6). */
  #openProcedure(alarm: Alarm): void {
    const procedure = procedureFor(this.#rules.get(alarm.rule) ?? { id: alarm.rule });
    if (!procedure || alarm.priority !== "critical") return;
    const followed = this.procedures.forAlarm(alarm, procedure, this.judge.wall);
    if (followed) this.changedRun(followed);
  }

  #settle(): void {
    for (const change of this.judge.drain()) {
      const moved = this.alarms.apply(change);
      if (moved) this.moved(moved);
    }
    for (const moved of this.alarms.unshelve((alarm) => this.timeFor(alarm))) this.moved(moved);
  }
}
