import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import type { JournalEntry, JournalPosition } from "@plantroom/model/journal/entry.ts";
import { procedureFor } from "@plantroom/model/procedures/answering.ts";
import type { Detect } from "@plantroom/model/rules/detect.ts";
import { isHeld } from "@plantroom/model/rules/detection.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { ClockName } from "../alarms/alarm-timers.ts";
import { Annunciator } from "../alarms/annunciator.ts";
import { AlarmBook, reopenWindow } from "../alarms/book.ts";
import { IncidentBook } from "../alarms/incident-book.ts";
import { openIncidents } from "../alarms/incident-repository.ts";
import { ModeBook } from "../alarms/mode-book.ts";
import { runningModes } from "../alarms/mode-repository.ts";
import type { Moved } from "../alarms/moving.ts";
import { alarmsInHand } from "../alarms/repository.ts";
import { Supply } from "../alarms/supply.ts";
import type { Database } from "../database/database.ts";
import { type FollowedRun, ProcedureBook } from "../procedures/book.ts";
import { runsInHand } from "../procedures/repository.ts";
import type { Estate } from "../sites/estate.ts";
import { WorkOrderBook } from "../work-orders/book.ts";
import { nextWorkOrderNumber, openWorkOrders } from "../work-orders/repository.ts";
import { Baselines } from "./baselines.ts";
import { runsByWall } from "./detector.ts";
import { Effects } from "./effects.ts";
import { Judge } from "./judge.ts";
import { loadMemories } from "./memories.ts";
import { forget, loadDetections, loadLatest, loadProgress, loadSites } from "./repository.ts";
import type { RuleSet } from "./rules-in-force.ts";

export interface BooksOptions {
  readonly database: Database;
  readonly estate: Estate;
  readonly rules: readonly Rule[];
  /** A site's own limits: the rule as it has it. */
  readonly forSite?: RuleSet["forSite"];
  /** Shared by every reload; filled in the background. */
  readonly baselines?: Baselines | undefined;
  readonly newId: () => string;
  readonly detect?: Detect | undefined;
}

/** All that judging knows, in memory: as the database had it last, plus what has been done since the last commit. */
export class Books {
  readonly judge: Judge;
  readonly alarms: AlarmBook;
  readonly incidents: IncidentBook;
  readonly modes: ModeBook;
  readonly annunciator: Annunciator;
  readonly workOrders: WorkOrderBook;
  readonly procedures: ProcedureBook;
  #rules: ReadonlyMap<string, Rule>;
  /** Everything before is judged. */
  position: JournalPosition;
  /** Latest values are in the database up to here. */
  latestPosition: JournalPosition;
  /** Entries before `position` still have to be recalled, and then every rule looked at. */
  #recalling = true;
  /** What is remembered over time is in the database up to here, of each equipment at least. */
  memoryPosition: JournalPosition;
  /** Rules that came while entries were still recalled. */
  #rulesToUse: RuleSet | undefined;
  /** The wall-clock time judged up to before the restart. */
  readonly #resumeAt: Instant;
  effects = new Effects();

  private constructor(
    rules: readonly Rule[],
    judge: Judge,
    supply: Supply,
    { alarms, incidents, modes }: { alarms: AlarmBook; incidents: IncidentBook; modes: ModeBook },
    workOrders: WorkOrderBook,
    procedures: ProcedureBook,
    progress: Awaited<ReturnType<typeof loadProgress>>,
  ) {
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
    this.judge = judge;
    this.alarms = alarms;
    this.incidents = incidents;
    this.modes = modes;
    this.workOrders = workOrders;
    this.procedures = procedures;
    this.position = progress.position;
    this.latestPosition = progress.latestPosition;
    this.memoryPosition = progress.memoryPosition ?? progress.latestPosition;
    this.#resumeAt = progress.wall;
    judge.wall = progress.wall;
    this.annunciator = new Annunciator({
      ...{ supply, alarms, incidents, modes },
      ruleOf: (alarm) => this.#ruleFor(alarm),
      latest: (site, equipment, point) => judge.estate.equipment(site, equipment)?.latest(point),
      clockOf: (alarm) => this.#clockOf(alarm),
      now: (clock) => (clock === "wall" ? judge.wall : judge.timeOf(judge.estate.sites.get(clock.site))),
      wall: () => judge.wall,
      effects: () => this.effects,
      announced: (alarm) => this.#announced(alarm),
    });
  }

  static async load({ database, estate, rules, forSite, baselines, newId, detect }: BooksOptions): Promise<Books> {
    const progress = await loadProgress(database);
    const judge = new Judge(estate, { rules, forSite }, baselines ?? new Baselines(), detect);
    judge.wall = progress.wall;
    await loadSites(database, judge.estate.sites);
    await loadLatest(database, (site, equipment) => judge.estate.equipment(site, equipment));
    await loadMemories(database, judge.estate, progress.memoryPosition ?? progress.latestPosition);
    const closedSince = (site: string) => judge.timeOf(judge.estate.sites.get(site)) - reopenWindow;
    const inHand = await alarmsInHand(database, closedSince);
    const alarms = new AlarmBook(inHand, newId);
    const orders = new WorkOrderBook(await openWorkOrders(database), await nextWorkOrderNumber(database), newId);
    const ids = inHand.map(({ id }) => id);
    const procedures = new ProcedureBook(await runsInHand(database, ids), newId, (id) => alarms.get(id)?.incident);
    const supply = new Supply(estate);
    const incidents = new IncidentBook(supply, newId, await openIncidents(database), alarms.open());
    const modes = new ModeBook(supply, await runningModes(database));
    const books = new Books(rules, judge, supply, { alarms, incidents, modes }, orders, procedures, progress);
    await books.#restoreDetections(database);
    return books;
  }

  async #restoreDetections(database: Database): Promise<void> {
    const { estate } = this.judge;
    for (const { site, equipment, rule, ruleVersion, detection } of await loadDetections(database)) {
      const watched = estate.find(site, equipment, rule);
      // What was raised in shadow, or by a rule that is no longer what it was, has no alarm: it is detected anew.
      const isTold =
        !isHeld(detection) || watched?.rule.state === "shadow" || this.alarms.find({ site, equipment, rule });
      if (watched?.rule.version === ruleVersion && isTold) watched.detection = detection;
      else await forget(database, site, equipment, rule);
    }
    for (const alarm of [...this.alarms.open()]) {
      const cause = estate.lost(alarm.site, alarm.equipment, alarm.rule, alarm.ruleVersion);
      if (cause === undefined) continue;
      const { site, equipment, rule } = alarm;
      this.annunciator.apply({ kind: "ended", site, equipment, rule, cause, at: this.timeFor(alarm) });
    }
  }

  /** The time that an alarm is told by. */
  timeFor({ site, equipment, rule }: Pick<Alarm, "site" | "equipment" | "rule">): Instant {
    const watched = this.judge.estate.find(site, equipment, rule);
    return watched ? this.judge.timeFor(watched) : this.judge.timeOf(this.judge.estate.sites.get(site));
  }

  #clockOf({ site, equipment, rule }: Alarm): ClockName {
    const watched = this.judge.estate.find(site, equipment, rule);
    if (watched ? runsByWall(watched) : this.judge.estate.sites.get(site)?.clock !== "device") return "wall";
    return { site };
  }

  /** The rule as it is in force at an equipment. */
  #ruleFor({ site, equipment, rule }: Pick<Alarm, "site" | "equipment" | "rule">): Rule | undefined {
    return this.judge.estate.find(site, equipment, rule)?.rule ?? this.#rules.get(rule);
  }

  /** Takes an entry; one from before the restart only tells what is known. */
  take(entry: JournalEntry, next: JournalPosition): void {
    if (next <= this.position) {
      this.judge.recall(entry, next);
      return;
    }
    this.resume();
    const { wall } = this.judge;
    this.judge.position = this.position;
    this.judge.judge(entry);
    this.#setBack(wall);
    if (entry.kind === "refused") this.effects.refused.push(entry);
    if (entry.kind === "event") this.effects.events.push(entry);
    if (entry.kind === "result") this.effects.results.push(entry);
    this.#settle();
    if (entry.kind === "samples" && entry.samples.some(([point]) => point === "running")) {
      this.annunciator.runningChanged(entry.site, entry.equipment);
    }
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
    if (this.#rulesToUse) this.use(this.#rulesToUse);
    this.annunciator.follow();
  }

  follow(): void {
    this.judge.follow();
    this.#settle();
    if (!this.#recalling) this.annunciator.follow();
  }

  /** Judges by other rules from now on. */
  use(rules: RuleSet): void {
    if (this.#recalling) {
      this.#rulesToUse = rules;
      return;
    }
    this.#rules = new Map(rules.rules.map((rule) => [rule.id, rule]));
    this.judge.use(rules);
    this.#settle();
  }

  advance(wall: Instant): void {
    this.resume();
    const before = this.judge.wall;
    this.judge.advance(wall);
    this.#setBack(before);
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

  /** Writes down what a person did to an alarm. */
  moved(moved: Moved): void {
    this.annunciator.moved(moved);
  }

  /** People are told of an alarm: its procedure opens, and its work order is made; a rehearsal asks for no repair. */
  #announced(alarm: Alarm): void {
    this.#openProcedure(alarm);
    const template = this.#ruleFor(alarm)?.workOrder;
    if (!template || (alarm.mode && alarm.mode.kind !== "maintenance" && !alarm.mode.ended)) return;
    const shared = this.incidents.get(alarm.incident)?.workOrder;
    const order = this.workOrders.forAlarm(alarm, template, this.judge.wall, shared);
    if (!order) return;
    this.effects.workOrders.set(order.id, order);
    this.annunciator.ordered(alarm.id, order.id);
  }

  /** A critical alarm opens its procedure by itself (domain C6). */
  #openProcedure(alarm: Alarm): void {
    const procedure = procedureFor(this.#ruleFor(alarm) ?? { id: alarm.rule });
    if (!procedure || alarm.priority !== "critical") return;
    const followed = this.procedures.forAlarm(alarm, procedure, this.judge.wall);
    if (followed) this.changedRun(followed);
  }

  /** The wall clock was set back while it was judged. */
  #setBack(before: Instant): void {
    if (this.judge.wall < before) this.annunciator.setBack(before - this.judge.wall);
  }

  #settle(): void {
    for (const change of this.judge.drain()) this.annunciator.apply(change);
    this.annunciator.pass();
  }
}
