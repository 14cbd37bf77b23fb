import type {
  EventEntry,
  JournalEntry,
  JournalPosition,
  PresenceEntry,
  SamplesEntry,
  SampleTuple,
} from "@plantroom/model/journal/entry.ts";
import type { Detect } from "@plantroom/model/rules/detect.ts";
import { type Instant, type Milliseconds, minute, second } from "@plantroom/model/time.ts";
import type { Estate } from "../sites/estate.ts";
import type { Baselines } from "./baselines.ts";
import type { Change } from "./change.ts";
import { Detector, runsByWall } from "./detector.ts";
import type { EquipmentState, WatchedSite } from "./equipment-state.ts";
import type { RuleSet } from "./rules-in-force.ts";
import { setBack } from "./set-back.ts";
import { setForward } from "./set-forward.ts";
import { type EstateChange, WatchedEstate } from "./watched-estate.ts";
import type { RuleSite, WatchedRule } from "./watched-rule.ts";

/** While catching up, a time without any entry: nobody listened, and silence counts anew after it. */
const nobodyListened: Milliseconds = minute;
/** A wall clock that went back by more was set; by less it is jitter, and time stands until it is made up. */
const clockWasSet: Milliseconds = minute;

/** Two programs notice a clock that was set at different moments. */
const clockSlack: Milliseconds = second;

/**
 * The fold: entries of the journal and the passing of time go in, changes come out. No clock, no input or output. What has to
 * be kept after a step is in `detector.moved`, `dirty`, `newRuns` and the sites themselves.
 */
export class Judge {
  readonly estate: WatchedEstate;
  readonly detector: Detector;
  /** The time of day judged up to. */
  wall: Instant = 0;
  /** Equipment whose latest values moved since the last checkpoint. */
  readonly dirty = new Set<EquipmentState>();
  /** Every entry of the journal before is judged or being judged. */
  position: JournalPosition = 0;
  /** Equipment whose memory moved since it was last kept. */
  readonly toKeep = new Set<EquipmentState>();
  /** Equipment of which something was heard since the live feed last asked. */
  readonly touched = new Set<EquipmentState>();
  /** Sites in which a run began since the last checkpoint. */
  readonly newRuns = new Set<WatchedSite>();
  /** Samples that came in, history included. */
  samples = 0;
  /** When the gateway had the last entry; undefined after a restart. */
  #receivedAt: Instant | undefined;
  #look = 0;
  #catchingUp = true;

  constructor(estate: Estate, rules: RuleSet, baselines: Baselines, detection?: Detect) {
    this.estate = new WatchedEstate(estate, rules, baselines);
    this.detector = new Detector(detection);
  }

  /** The time that a site's alarms are told by. */
  timeOf(site: RuleSite | undefined): Instant {
    return site?.clock === "device" ? (site.time ?? this.wall) : this.wall;
  }

  /** The clock of one rule: its site's or, for silence and lost links, the wall's. */
  timeFor(watched: WatchedRule): Instant {
    return runsByWall(watched) ? this.wall : this.timeOf(watched.owner.site);
  }

  drain(): Change[] {
    return this.detector.drain();
  }

  /** Goes on from a persisted state: looks at every rule once, so that its timer runs. */
  resume(wall: Instant): void {
    this.wall = wall;
    for (const site of this.estate.sites.values()) {
      for (const equipment of site.equipment.values()) this.#lookAt(equipment.rules);
    }
  }

  /** Everything written so far was judged: from now on a time without entries is silence. */
  caughtUp(): void {
    this.#catchingUp = false;
  }

  /** The judge did not run for a while: a time without entries may be one in which nobody listened, until it has caught up. */
  wasAway(): void {
    this.#catchingUp = true;
  }

  /** What rules in shadow found: journalled, never announced. */
  drainShadow(): Change[] {
    return this.detector.drainShadow();
  }

  /** Takes over a changed estate. */
  follow(): void {
    this.#takeOver(this.estate.follow());
  }

  /** Takes over changed rules: what the old ones found ends with them, the new ones look afresh. */
  use(rules: RuleSet): void {
    this.detector.health.forgive();
    this.#takeOver(this.estate.use(rules));
  }

  #takeOver({ ended, changed, clocks }: EstateChange): void {
    for (const { watched, cause } of ended) this.detector.end(watched, cause, this.timeFor(watched));
    for (const site of clocks) this.#clockChanged(site);
    for (const equipment of changed) {
      this.touched.add(equipment);
      this.#lookAt(equipment.rules);
    }
  }

  /** Another clock tells a site's time: no delay and no value of the old one means anything by the new. */
  #clockChanged(site: WatchedSite): void {
    site.time = undefined;
    site.run = undefined;
    site.due.clear();
    this.newRuns.add(site);
    for (const equipment of site.equipment.values()) {
      equipment.forgetValues();
      this.dirty.add(equipment);
      this.toKeep.add(equipment);
      for (const watched of equipment.rules) {
        if (watched.dependence.clock === "site") this.detector.end(watched, "run-ended", this.timeFor(watched));
      }
    }
  }

  /** The wall clock was set forward and the time that it leapt over never passed: delays that run keep what is left of them. */
  clockSetForward(by: Milliseconds): void {
    setForward(this.estate, this.detector, by);
    this.wall += by;
    for (const site of this.estate.sites.values()) {
      this.#keepAll(site);
      for (const equipment of site.equipment.values()) this.#lookAt(equipment.rules.filter(runsByWall));
    }
  }

  judge(entry: JournalEntry): void {
    const { receivedAt } = entry;
    if (entry.kind === "clock-set") {
      this.#receivedAt = receivedAt;
      // Whoever judges on the same machine may have noticed it before this entry came.
      if (entry.by > 0 && this.wall + entry.by <= receivedAt + clockSlack) this.clockSetForward(entry.by);
    }
    // What was withheld from the journal (a full disk) comes in the order of receipt, only late: no clock was set back.
    const isWithheld = this.#receivedAt !== undefined && receivedAt >= this.#receivedAt && receivedAt < this.wall;
    this.#receivedAt = receivedAt;
    if (!isWithheld) this.advance(receivedAt);
    if (entry.kind === "refused" || entry.kind === "result" || entry.kind === "clock-set") return;
    const equipment = this.estate.equipment(entry.site, entry.equipment);
    if (!equipment) return; // removed since
    if (entry.kind === "samples") this.#samples(equipment, entry);
    else if (entry.kind === "presence") this.#presence(equipment, entry);
    else this.#news(equipment, entry);
  }

  /** Takes an entry that was judged before a restart: what is known of the equipment, nothing else. */
  recall(entry: JournalEntry, next: JournalPosition): void {
    if (entry.kind === "refused" || entry.kind === "result" || entry.kind === "clock-set") return;
    const equipment = this.estate.equipment(entry.site, entry.equipment);
    if (!equipment) return;
    this.dirty.add(equipment);
    if (entry.kind === "presence") equipment.see(entry);
    else if (entry.kind === "event") equipment.alive(entry.receivedAt);
    else {
      if (equipment.site.clock === "device" && equipment.site.runOf(entry) !== "current") return;
      for (const sample of entry.samples) equipment.take(sample, entry.receivedAt, next <= equipment.keptAt);
      if (equipment.hasToRemember) this.toKeep.add(equipment);
      if (equipment.isNews(entry)) equipment.alive(entry.receivedAt);
    }
  }

  /** Lets the time of day pass: every delay that ends by then ends, in order of time. */
  advance(wall: Instant): void {
    if (this.wall === 0) this.#beginAt(wall);
    if (wall < this.wall - clockWasSet) this.#clockSetBack(wall);
    if (this.#catchingUp && wall - this.wall >= nobodyListened) this.#listenFrom(wall);
    for (let at = this.detector.nextDue(); at !== undefined && at <= wall; at = this.detector.nextDue()) {
      const watched = this.detector.takeDue(at);
      this.wall = Math.max(this.wall, at);
      if (watched) this.detector.look(watched, this.timeOf(watched.owner.site), this.wall);
    }
    this.wall = Math.max(this.wall, wall);
  }

  #samples(equipment: EquipmentState, entry: SamplesEntry): void {
    const { site } = equipment;
    const { samples } = entry;
    this.samples += samples.length;
    if (site.clock === "device") {
      const run = site.runOf(entry);
      if (run === "stray") return;
      if (run === "new") this.#begin(site, entry);
    }
    for (let from = 0; from < samples.length; ) {
      const at = samples[from]?.[1] ?? entry.receivedAt;
      let to = from + 1;
      while (samples[to]?.[1] === at) to++;
      if (site.clock === "device") this.#advanceSite(site, at);
      this.#together(equipment, samples, from, to, entry.receivedAt);
      from = to;
    }
    if (equipment.hasToRemember) this.#keep(equipment);
    if (equipment.isNews(entry)) this.#news(equipment, entry);
  }

  /** Samples of one time are one picture: rules look when all of them are in. */
  #together(equipment: EquipmentState, samples: readonly SampleTuple[], from: number, to: number, receivedAt: Instant) {
    const look = ++this.#look;
    const concerned: WatchedRule[] = [];
    for (let i = from; i < to; i++) {
      const sample = samples[i];
      if (!sample || !equipment.take(sample, receivedAt)) continue;
      for (const watched of equipment.byPoint.get(sample[0]) ?? []) {
        if (watched.look === look) continue;
        watched.look = look;
        concerned.push(watched);
      }
    }
    this.#lookAt(concerned);
  }

  /** Nothing was remembered of it between what was kept and now. */
  #keep(equipment: EquipmentState): void {
    if (this.toKeep.has(equipment)) return;
    equipment.keptAt = Math.max(equipment.keptAt, this.position);
    this.toKeep.add(equipment);
  }

  #keepAll(site: WatchedSite): void {
    for (const equipment of site.equipment.values()) if (!equipment.memory.isEmpty) this.toKeep.add(equipment);
  }

  #advanceSite(site: WatchedSite, at: Instant): void {
    for (let due = site.due.next(); due !== undefined && due <= at; due = site.due.next()) {
      const watched = site.due.take(due);
      site.time = Math.max(site.time ?? due, due);
      if (watched) this.detector.look(watched, site.time, this.wall);
    }
    site.time = Math.max(site.time ?? at, at);
  }

  /** What was detected in the run before has ended with it; silence and lost links are of no run. */
  #begin(site: WatchedSite, entry: SamplesEntry): void {
    const at = this.timeOf(site);
    for (const equipment of site.equipment.values()) {
      this.dirty.add(equipment);
      for (const watched of equipment.rules) {
        if (!runsByWall(watched)) this.detector.end(watched, "run-ended", at);
      }
    }
    site.begin(entry);
    this.#keepAll(site);
    this.newRuns.add(site);
  }

  /** The equipment was heard, with something that is not history. */
  #news(equipment: EquipmentState, { receivedAt }: SamplesEntry | EventEntry): void {
    this.dirty.add(equipment);
    this.touched.add(equipment);
    const before = equipment.online;
    equipment.alive(receivedAt);
    if (before !== true) this.#linkChanged(equipment, before);
    for (const watched of equipment.hearing) {
      const { dependence, detection, dueAt } = watched;
      // Hearing something can only put off what waits for silence; its timer finds out when it comes up.
      if (dependence.linkOnly && detection.phase === "idle" && dueAt !== undefined) continue;
      this.detector.look(watched, this.timeOf(equipment.site), this.wall);
    }
  }

  #presence(equipment: EquipmentState, entry: PresenceEntry): void {
    this.dirty.add(equipment);
    this.touched.add(equipment);
    const before = equipment.online;
    equipment.see(entry);
    this.#linkChanged(equipment, before);
  }

  /** Its own link rules look again; for a gateway those of everything behind it too. */
  #linkChanged(equipment: EquipmentState, before: boolean | undefined): void {
    this.#lookAt(equipment.linked);
    for (const one of equipment.behind()) {
      if (before === false && equipment.online) one.backSince = this.wall;
      this.touched.add(one);
      this.#lookAt(one.linked);
    }
  }

  #lookAt(rules: readonly WatchedRule[]): void {
    for (const watched of rules) {
      const { site } = watched.owner;
      // At a device's clock there is no time before its first sample.
      if (site.time === undefined && !runsByWall(watched)) continue;
      this.detector.look(watched, this.timeOf(site), this.wall);
    }
  }

  /** Nothing was judged before: what was due since 1970, nights of a calendar above all, is nothing to catch up with. */
  #beginAt(wall: Instant): void {
    this.wall = wall;
    for (const site of this.estate.sites.values()) {
      for (const equipment of site.equipment.values()) this.#lookAt(equipment.rules);
    }
  }

  #listenFrom(wall: Instant): void {
    for (const site of this.estate.sites.values()) site.listeningSince = wall;
  }

  #clockSetBack(wall: Instant): void {
    setBack(this.estate, this.detector, this.wall - wall, wall);
    this.wall = wall;
    this.#listenFrom(wall);
    for (const site of this.estate.sites.values()) {
      this.#keepAll(site);
      for (const equipment of site.equipment.values()) this.#lookAt(equipment.rules.filter(runsByWall));
    }
  }
}
