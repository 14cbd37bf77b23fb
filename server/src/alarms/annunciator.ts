import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { holdUntil, withRaise } from "@plantroom/model/alarms/flap.ts";
import { isAnnunciation } from "@plantroom/model/alarms/line.ts";
import { type AlarmEvent, isHidden, isOver, standsActive } from "@plantroom/model/alarms/machine.ts";
import type { Mode } from "@plantroom/model/alarms/mode.ts";
import { gravity, type Priority } from "@plantroom/model/alarms/priority.ts";
import { shelfQuota } from "@plantroom/model/alarms/shelving.ts";
import type { SuppressionCause } from "@plantroom/model/alarms/suppression.ts";
import { type AlarmTimer, timersOf } from "@plantroom/model/alarms/timers.ts";
import { isWorse } from "@plantroom/model/alarms/worst.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Change } from "../rules/change.ts";
import type { Effects } from "../rules/effects.ts";
import { type AlarmClocks, AlarmTimers, type ClockName } from "./alarm-timers.ts";
import type { AlarmBook } from "./book.ts";
import { Floods } from "./floods.ts";
import type { IncidentBook } from "./incident-book.ts";
import type { ModeBook } from "./mode-book.ts";
import { close, type Move, type Moved, move, noted, system, type TransitionDetail } from "./moving.ts";
import { Releases } from "./releases.ts";
import { Suppression, type SuppressionParts } from "./suppression.ts";

export interface AnnunciatorParts
  extends Pick<SuppressionParts, "supply" | "alarms" | "modes" | "latest">,
    AlarmClocks {
  readonly alarms: AlarmBook;
  readonly modes: ModeBook;
  readonly incidents: IncidentBook;
  ruleOf(alarm: Pick<Alarm, "site" | "equipment" | "rule">): Rule | undefined;
  wall(): Instant;
  /** Where what happens is written down, until it is committed. */
  effects(): Effects;
  /** People are told of it: work order and procedure begin here. */
  announced(alarm: Alarm): void;
}

/** A value that grows worse is written down no more often, unless something else happens to the alarm. */
const worstEvery: Milliseconds = 10 * second;

/**
 * Makes alarms of what the judge finds and what people do: suppression, incidents, modes, the flap guard and every timer. No clock
 * and no input or output of its own; each step is written into the effects of the turn, with a line in the alarm's journal.
 */
export class Annunciator {
  readonly #parts: AnnunciatorParts;
  readonly #suppression: Suppression;
  readonly #timers: AlarmTimers;
  readonly #releases = new Releases();
  readonly #floods = new Floods();
  /** Where equipment stood when suppression was worked out last. */
  #version: number | undefined;
  /** When the worst value of an alarm was last written down. */
  readonly #worstAt = new Map<string, Instant>();

  constructor(parts: AnnunciatorParts) {
    this.#parts = parts;
    this.#suppression = new Suppression({ ...parts, isFlooded: (site) => this.#floods.isIn(site) });
    this.#timers = new AlarmTimers(parts);
    for (const alarm of parts.alarms.open()) {
      this.#suppression.follow(alarm);
      this.#timers.put(alarm);
    }
  }

  /** After a restart, or with a changed estate: what hides alarms may be another. */
  follow(): void {
    const { version } = this.#parts.supply;
    if (version === this.#version) return;
    this.#version = version;
    this.#suppression.relearn();
    for (const alarm of [...this.#parts.alarms.open()]) {
      this.#suppression.follow(alarm);
      this.#timers.put(alarm);
      this.#review(alarm.id);
    }
  }

  /** What a finding of the judge does to the alarms. */
  apply(change: Change): void {
    if (change.kind === "raised") this.#raise(change);
    else {
      const { site, equipment, at } = change;
      const rule = typeof change.rule === "string" ? change.rule : change.rule.id;
      const alarm = this.#parts.alarms.find({ site, equipment, rule });
      if (!alarm) return;
      this.#fire({ clock: this.#parts.clockOf(alarm), at });
      const known = this.#parts.alarms.get(alarm.id);
      if (known) this.#change(known, change);
    }
  }

  /** What time alone does, up to now. */
  pass(): void {
    const wall = this.#parts.wall();
    this.#fire();
    for (const mode of this.#parts.modes.expired(wall)) this.endMode(mode, { at: mode.until, by: system });
    for (const site of this.#floods.ended(wall)) this.#reviewSite(site);
    for (let id = this.#releases.take(wall); id !== undefined; id = this.#releases.take(wall)) this.#release(id);
  }

  /** The wall clock was set back: what ends at a time of it ends so much sooner. */
  setBack(by: Milliseconds): void {
    const earlier = <T extends { readonly until?: Instant | undefined }>(one: T | undefined) =>
      one?.until === undefined ? one : { ...one, until: one.until - by };
    for (const alarm of [...this.#parts.alarms.open()]) {
      if (this.#parts.clockOf(alarm) !== "wall") continue;
      const { shelved, held, silenced } = alarm.regions;
      if (shelved || held || silenced) {
        const regions = {
          ...alarm.regions,
          shelved: earlier(shelved),
          held: earlier(held),
          silenced: earlier(silenced),
        };
        this.#keep({ ...alarm, regions } as Alarm);
      } else this.#timers.put(alarm);
    }
    for (const mode of this.#parts.modes.all()) this.#keepMode({ ...mode, until: mode.until - by });
    this.#releases.setBack(this.#parts.wall());
  }

  /** Something was measured that tells whether a machine runs. */
  runningChanged(site: string, equipment: string): void {
    for (const alarm of this.#parts.alarms.of(site, equipment)) {
      if (this.#parts.ruleOf(alarm)?.suppressedBy?.includes("equipment-not-running")) this.#review(alarm.id);
    }
  }

  /** Writes down what a person did to an alarm. */
  moved(moved: Moved): void {
    const before = this.#parts.alarms.get(moved.alarm.id);
    this.#write([moved], before);
    const { event, by, at } = moved.transition;
    const count = this.#parts.alarms.shelvedBy(by);
    if (event !== "shelved" || count <= shelfQuota) return;
    // The supervisor finds it in the journal, and in the list of shelves.
    const how = { at, by: system, detail: { by, count, quota: shelfQuota } };
    this.#parts.effects().moved(noted(this.#parts.alarms.get(moved.alarm.id) ?? moved.alarm, "over-quota", how));
  }

  /** What was written about an alarm that may be closed; it moves nothing. */
  remarked({ alarm, transition }: Moved): void {
    if (alarm.state === "normal") this.#parts.alarms.putClosed(alarm);
    else this.#parts.alarms.put(alarm);
    this.#parts.effects().moved({ alarm, transition });
  }

  /** A work order was made for an alarm, or has taken it in; it is its incident's too. */
  ordered(id: string, workOrder: string): void {
    const alarm = this.#parts.alarms.get(id);
    if (!alarm) return;
    this.#keep({ ...alarm, workOrder });
    const incident = this.#parts.incidents.get(alarm.incident);
    if (incident?.workOrder !== undefined) return;
    const ordered = incident && this.#parts.incidents.ordered(incident.id, workOrder);
    if (ordered) this.#parts.effects().incidents.set(ordered.id, ordered);
  }

  beginMode(mode: Mode): void {
    this.#keepMode(mode);
    this.#reviewSite(mode.site);
  }

  /** What still stands of what was raised in it is real from now on: it is told again. */
  endMode(mode: Mode, { at, by, note }: Move): Mode {
    const ended: Mode = { ...mode, endedAt: at, endedBy: by, ...(note !== undefined && { endNote: note }) };
    this.#keepMode(ended);
    for (const { id, site } of [...this.#parts.alarms.open()]) {
      if (site !== mode.site) continue;
      // What one of them does may have moved the next.
      const alarm = this.#parts.alarms.get(id);
      if (alarm?.mode?.id === mode.id) this.#isReal(alarm, at);
      this.#review(id);
    }
    return ended;
  }

  /** All that hides an alarm of a rule at an equipment now, or would hide it. */
  causesAt(site: string, equipment: string, rule: Rule): SuppressionCause[] {
    const { alarms, wall } = this.#parts;
    const at = wall();
    return this.#suppression.causesOf(alarms.recordFor(site, equipment, rule, at, undefined), at);
  }

  /** What time alone will do to an alarm. */
  timersOf(alarm: Alarm): AlarmTimer[] {
    return timersOf(alarm, this.#parts.ruleOf(alarm), this.#parts.now(this.#parts.clockOf(alarm)));
  }

  #raise(change: Change & { kind: "raised" }): void {
    const { site, equipment, rule, at, conditionSince, evidence } = change;
    const { alarms, modes } = this.#parts;
    const open = alarms.find({ site, equipment, rule: rule.id });
    if (open) this.#fire({ clock: this.#parts.clockOf(open), at });
    const covering = modes.covering(site, equipment, rule);
    // What nobody has acknowledged from before a rehearsal stays real.
    const isReal = open !== undefined && !open.regions.acknowledged && open.mode === undefined;
    const mode = isReal ? undefined : (covering.find(({ kind }) => kind !== "maintenance") ?? covering[0]);
    const record = alarms.recordFor(site, equipment, rule, at, mode?.id);
    if (record.regions.active) return;
    const before = alarms.get(record.id);
    const priority = change.priority ?? rule.priority;
    const stamped: Alarm = {
      ...record,
      ...{ priority, priorityAtRaise: priority, lifeSafety: rule.lifeSafety, latching: rule.latching },
      ...{ ruleVersion: rule.version, conditionSince, evidence, ...rehearsal(record, mode, at) },
    };
    const recent = withRaise(stamped.recentRaises, at);
    const hidden = this.#hide(stamped, this.#suppression.causesOf(stamped, at), at);
    const hold = holdUntil(recent, at);
    const detail = {
      priority,
      ...(hold !== undefined && { chattering: true }),
      ...(before === undefined && stamped.reopened !== undefined && { reopened: stamped.reopened }),
    };
    const event = { type: "raised", latching: rule.latching, hold } as const;
    const raised = move(hidden.alarm, event, { at, by: system, evidence, detail });
    if (typeof raised === "string") return;
    const steps = [...hidden.steps, raised];
    if (before && before.state !== "normal" && isGraver(priority, before.priority)) {
      steps.push(...this.#grown(raised.alarm, { at, by: system, detail: { from: before.priority, to: priority } }));
    }
    const last = steps.at(-1) ?? raised;
    this.#write([...steps.slice(0, -1), { ...last, alarm: this.#place(last.alarm, before, at) }], before);
  }

  /** It is graver than what people were told, have acknowledged, silenced or shelved: they are told of it. */
  #grown(alarm: Alarm, how: Move): Moved[] {
    const steps = new Steps({ ...alarm, voicedBy: undefined });
    steps.take({ type: "priority-raised" }, how);
    steps.take({ type: "unshelved" }, { ...how, detail: { why: "priority" } });
    return steps.taken;
  }

  #change(alarm: Alarm, change: Exclude<Change, { kind: "raised" }>): void {
    const { at } = change;
    if (change.kind === "ended") this.#write([close(alarm, change.cause, at)], alarm);
    else if (change.kind === "cleared") this.#clear(alarm, { at, by: system, evidence: change.evidence });
    else if (change.kind === "reprioritised") this.#reprioritise(alarm, change);
    else if (change.kind === "uncertain") this.#doubt(alarm, change);
    else this.#worsen(alarm, change);
  }

  /** Nothing can be said of the condition any more, or something can be said again. */
  #doubt(alarm: Alarm, { at, why }: Change & { kind: "uncertain" }): void {
    if (!standsActive(alarm.regions) || (alarm.uncertain === undefined) === (why === undefined)) return;
    const next: Alarm = { ...alarm, uncertain: why === undefined ? undefined : { since: at, why } };
    const how: Move = { at, by: system, ...(why !== undefined && { detail: { why } }) };
    this.#write([noted(next, why === undefined ? "certain" : "uncertain", how)], alarm);
  }

  #worsen(alarm: Alarm, { at, evidence }: Change & { kind: "worse" }): void {
    if (!isWorse(evidence, alarm.worst ?? alarm.evidence[0])) return;
    const worse: Alarm = { ...alarm, worst: evidence };
    if (at - (this.#worstAt.get(alarm.id) ?? alarm.raisedAt) < worstEvery) {
      this.#parts.alarms.put(worse);
      return;
    }
    this.#worstAt.set(alarm.id, at);
    this.#keep(worse);
  }

  #clear(alarm: Alarm, how: Move): void {
    const cleared = move(alarm, { type: "cleared" }, how);
    if (typeof cleared === "string") return;
    this.#write([cleared, ...this.#forgotten(cleared.alarm, how.at)], alarm);
  }

  /** Hidden by design, over, and nobody was ever told: nobody has to acknowledge it either. */
  #forgotten(alarm: Alarm, at: Instant): Moved[] {
    const { regions } = alarm;
    if (regions.suppressedBy.length === 0 || regions.latched || standsActive(regions)) return [];
    const steps = new Steps(alarm);
    if (alarm.annunciatedAt === undefined && alarm.unanswered === undefined) {
      steps.take({ type: "acknowledged" }, { at, by: system, detail: { why: "never-annunciated" } });
    }
    if (!isOver(steps.alarm.regions)) return [];
    for (const reason of regions.suppressedBy) {
      steps.take({ type: "unsuppressed", reason }, { at, by: system, detail: { reason, why: "returned" } });
    }
    return steps.taken.map((step) => ({ ...step, alarm: { ...step.alarm, suppressions: undefined } }));
  }

  #reprioritise(alarm: Alarm, { priority, at, evidence }: Change & { kind: "reprioritised" }): void {
    if (priority === alarm.priority) return;
    const up = isGraver(priority, alarm.priority);
    const next: Alarm = {
      ...{ ...alarm, priority },
      ...(up && { worst: evidence[0] ?? alarm.worst, voicedBy: undefined }),
    };
    const how: Move = { at, by: system, detail: { from: alarm.priority, to: priority } };
    const steps = up ? this.#grown(next, how) : [];
    if (steps[0]?.transition.event !== "priority-raised") {
      steps.unshift(noted(next, up ? "priority-raised" : "priority-lowered", how));
    }
    this.#write(steps, alarm);
    const told = this.#parts.alarms.get(alarm.id);
    // It was told already, but not as what asks for this procedure and this work order.
    if (up && told?.state === "unacknowledged" && alarm.state === "unacknowledged") this.#parts.announced(told);
    if (!up && told?.firstOut) this.#unvoice(told, priority);
    this.#review(alarm.id);
    // An alarm hides nothing that is graver than itself.
    for (const id of this.#suppression.downstreamOf(alarm.site, alarm.equipment)) if (id !== alarm.id) this.#review(id);
  }

  /** Applies every timer that has ended by then, or by now. */
  #fire(until?: { readonly clock: ClockName; readonly at: Instant }): void {
    for (let due = this.#timers.take(until); due; due = this.#timers.take(until)) {
      const alarm = this.#parts.alarms.get(due.id);
      if (!alarm) continue;
      const timer = timersOf(alarm, this.#parts.ruleOf(alarm), due.at).find(({ at }) => at <= due.at);
      if (!timer) {
        this.#timers.put(alarm);
        continue;
      }
      const { event, detail } = eventOf(timer);
      const moved = move(alarm, event, { at: timer.at, by: system, detail });
      if (typeof moved !== "string") this.#write([moved], alarm);
    }
  }

  /** Hides an alarm for what has come to hide it, and puts it in the row of those to be released where nothing does any more. */
  #review(id: string): void {
    const alarm = this.#parts.alarms.get(id);
    if (!alarm) return;
    const at = this.#timeOf(alarm);
    const causes = standsActive(alarm.regions) ? this.#suppression.causesOf(alarm, at) : [];
    const { alarm: next, steps } = this.#hide(alarm, causes, at);
    if (steps.length > 0) this.#write([...steps.slice(0, -1), ...this.#withCause(steps.at(-1), next, at)], alarm);
    else if (next !== alarm) this.#keep(next);
    const held = new Set(causes.map(({ reason }) => reason));
    const isFree = alarm.regions.suppressedBy.some((reason) => !held.has(reason));
    if (isFree) this.#releases.add(id, gravity(alarm.priority), this.#parts.wall());
    else this.#releases.drop(id);
  }

  #reviewSite(site: string): void {
    for (const alarm of [...this.#parts.alarms.open()]) if (alarm.site === site) this.#review(alarm.id);
  }

  /** An alarm that has come to be explained by another belongs to its incident. */
  #withCause(last: Moved | undefined, next: Alarm, at: Instant): Moved[] {
    return last ? [{ ...last, alarm: this.#joinCause(next, at) ?? next }] : [];
  }

  #release(id: string): void {
    const alarm = this.#parts.alarms.get(id);
    if (!alarm) return;
    const at = this.#timeOf(alarm);
    const causes = standsActive(alarm.regions) ? this.#suppression.causesOf(alarm, at) : [];
    const steps = new Steps(alarm);
    for (const reason of alarm.regions.suppressedBy) {
      if (causes.some((cause) => cause.reason === reason)) continue;
      steps.take({ type: "unsuppressed", reason }, { at, by: system, detail: { reason } });
    }
    const last = steps.taken.at(-1);
    if (!last) return;
    const suppressions = causes.length > 0 ? causes : undefined;
    this.#write([...steps.taken.slice(0, -1), { ...last, alarm: { ...last.alarm, suppressions } }], alarm);
  }

  /** The alarm hidden for each reason that has come, with its lines. */
  #hide(alarm: Alarm, causes: readonly SuppressionCause[], at: Instant): { alarm: Alarm; steps: Moved[] } {
    if (causes.length === 0) return { alarm, steps: [] };
    const steps = new Steps(alarm);
    for (const cause of causes) {
      if (steps.alarm.regions.suppressedBy.includes(cause.reason)) continue;
      steps.take({ type: "suppressed", reason: cause.reason }, { at, by: system, detail: detailOf(cause) });
    }
    // What waits for its release keeps its cause until then.
    const waiting = alarm.suppressions?.filter(
      ({ reason }) => alarm.regions.suppressedBy.includes(reason) && !causes.some((cause) => cause.reason === reason),
    );
    return { alarm: { ...steps.alarm, suppressions: [...causes, ...(waiting ?? [])] }, steps: steps.taken };
  }

  #place(alarm: Alarm, before: Alarm | undefined, at: Instant): Alarm {
    const { incidents, alarms } = this.#parts;
    const explained = this.#joinCause(alarm, at);
    if (explained) return explained;
    const placing = incidents.place(alarm, at, (id) => alarms.get(id));
    if (before?.incident !== undefined && incidents.get(before.incident)) return { ...alarm, voicedBy: undefined };
    if (placing.kind === "joins") return this.#join(alarm, placing.incident, at);
    if (placing.kind === "begins") return this.#join(alarm, this.#begin(placing.first, at), at);
    return { ...alarm, incident: undefined, firstOut: undefined, voicedBy: undefined };
  }

  #joinCause(alarm: Alarm, at: Instant): Alarm | undefined {
    const source = alarm.suppressions?.find((cause) => cause.alarm !== undefined)?.alarm;
    const first = source === undefined ? undefined : this.#parts.alarms.get(source);
    if (!first || first.id === alarm.id) return undefined;
    const incident = this.#parts.incidents.get(first.incident)?.id ?? this.#begin(first.id, at);
    return alarm.incident === incident ? alarm : this.#join(alarm, incident, at);
  }

  #begin(first: string, at: Instant): string | undefined {
    const alarm = this.#parts.alarms.get(first);
    if (!alarm) return undefined;
    const { id } = this.#parts.incidents.begin(alarm, at);
    this.#parts.incidents.joined(id, alarm, at);
    this.#keep({ ...alarm, incident: id, firstOut: true, voicedBy: undefined });
    return id;
  }

  #join(alarm: Alarm, id: string | undefined, at: Instant): Alarm {
    const incident = this.#parts.incidents.get(id);
    if (!incident) return alarm;
    this.#parts.incidents.joined(incident.id, alarm, at);
    const first = this.#parts.alarms.get(incident.firstOut);
    // One sound for one cause: the first-out's, while it sounds and this one is neither graver nor of life safety.
    const sounds = first?.state === "unacknowledged" && gravity(first.priority) <= gravity(alarm.priority);
    const voiced = sounds && !alarm.lifeSafety;
    return { ...alarm, incident: incident.id, firstOut: undefined, voicedBy: voiced ? first.id : undefined };
  }

  /** A rehearsal is over and the alarm still stands: it is told as what it is. */
  #isReal(alarm: Alarm, at: Instant): void {
    if (!alarm.mode || !standsActive(alarm.regions)) return;
    // What maintenance hides was never told as a rehearsal; life safety is not hidden.
    if (alarm.mode.kind === "maintenance" && !alarm.lifeSafety) return;
    const mode = { ...alarm.mode, ended: true } as const;
    const next: Alarm = { ...alarm, mode, ...unverified(alarm) };
    const how: Move = { at: Math.max(at, alarm.raisedAt), by: system, detail: { why: "mode-ended", mode: mode.id } };
    const moved = move(next, { type: "re-alarmed" }, how);
    this.#write([typeof moved === "string" ? noted(next, "mode-ended", how) : moved], alarm);
    const told = this.#parts.alarms.get(alarm.id);
    // Unacknowledged already, it was told as a rehearsal only.
    if (told && typeof moved === "string" && told.state === "unacknowledged") this.#parts.announced(told);
  }

  /** Writes down steps of one alarm in their order; the last holds the record as it is then. */
  #write(steps: readonly Moved[], before: Alarm | undefined): void {
    const last = steps.at(-1);
    if (!last) return;
    const { alarms, effects } = this.#parts;
    const at = last.transition.at;
    const announced = isAnnunciation({ from: before?.state ?? "normal", to: last.alarm.state });
    const alarm = announced ? { ...last.alarm, annunciatedAt: last.alarm.annunciatedAt ?? at } : last.alarm;
    for (const step of steps) effects().moved(step === last ? { ...step, alarm } : step);
    alarms.put(alarm);
    this.#timers.put(alarm);
    if (alarm.state === "normal") {
      this.#releases.drop(alarm.id);
      this.#worstAt.delete(alarm.id);
    }
    for (const incident of this.#parts.incidents.moved(before, alarm, at))
      effects().incidents.set(incident.id, incident);
    if (announced) {
      this.#parts.announced(alarm);
      if (this.#floods.told(alarm.site, this.#parts.wall())) this.#reviewSite(alarm.site);
    }
    const hasLeft = before !== undefined && alarm.incident !== before.incident;
    if (before?.firstOut && !isSilent(before) && (isSilent(alarm) || hasLeft)) this.#unvoice(before);
    if (!this.#suppression.follow(alarm)) return;
    for (const id of this.#suppression.downstreamOf(alarm.site, alarm.equipment)) if (id !== alarm.id) this.#review(id);
  }

  /** Nobody hears the first-out any more: the others of its incident, or those graver than it, speak for themselves. */
  #unvoice({ id, incident }: Alarm, than?: Priority): void {
    for (const member of this.#parts.incidents.membersOf(incident ?? "")) {
      const alarm = this.#parts.alarms.get(member);
      if (alarm?.voicedBy !== id || (than !== undefined && !isGraver(alarm.priority, than))) continue;
      this.#keep({ ...alarm, voicedBy: undefined });
    }
  }

  /** A record changed without any transition. */
  #keep(alarm: Alarm): void {
    const before = this.#parts.alarms.get(alarm.id);
    this.#parts.alarms.put(alarm);
    this.#parts.effects().alarms.set(alarm.id, alarm);
    this.#timers.put(alarm);
    for (const one of this.#parts.incidents.moved(before, alarm, this.#timeOf(alarm))) {
      this.#parts.effects().incidents.set(one.id, one);
    }
  }

  #keepMode(mode: Mode): void {
    this.#parts.modes.put(mode);
    this.#parts.effects().modes.set(mode.id, mode);
  }

  #timeOf(alarm: Alarm): Instant {
    return this.#parts.now(this.#parts.clockOf(alarm));
  }
}

/** Several events of one alarm, each upon the one before. */
class Steps {
  alarm: Alarm;
  readonly taken: Moved[] = [];

  constructor(alarm: Alarm) {
    this.alarm = alarm;
  }

  take(event: AlarmEvent, how: Move): void {
    const moved = move(this.alarm, event, how);
    if (typeof moved === "string") return;
    this.alarm = moved.alarm;
    this.taken.push(moved);
  }
}

function isGraver(one: Priority, other: Priority): boolean {
  return gravity(one) < gravity(other);
}

function isSilent({ state, regions }: Alarm): boolean {
  return state === "normal" || isHidden(regions);
}

function detailOf({ reason, equipment, alarm, rule, mode }: SuppressionCause): TransitionDetail {
  return {
    reason,
    ...(equipment !== undefined && { equipment }),
    ...(alarm !== undefined && { alarm }),
    ...(rule !== undefined && { rule }),
    ...(mode !== undefined && { mode }),
  };
}

/** What a mode leaves on an alarm that is raised in it; what an earlier one left goes. */
function rehearsal(alarm: Alarm, mode: Mode | undefined, at: Instant): Partial<Alarm> {
  if (!mode) return { mode: undefined, ...unverified(alarm) };
  const { id, kind } = mode;
  if (kind === "maintenance" && !alarm.lifeSafety) return { mode: { id, kind }, ...unverified(alarm) };
  const verification = kind === "drill" ? "drill" : "test";
  return { mode: { id, kind }, verification, verifiedBy: system, verifiedAt: at };
}

/** What was verified by a mode alone is open again. */
function unverified(alarm: Alarm): Partial<Alarm> {
  if (alarm.verifiedBy !== system) return {};
  return { verification: "unverified", verifiedBy: undefined, verifiedAt: undefined };
}

function eventOf({ kind, at }: AlarmTimer): { event: AlarmEvent; detail?: TransitionDetail } {
  switch (kind) {
    case "shelf-ends":
      return { event: { type: "unshelved" }, detail: { why: "time" } };
    case "sounds-again":
      return { event: { type: "sounded-again" } };
    case "hold-ends":
      return { event: { type: "hold-ended" } };
    case "re-alarm":
      return { event: { type: "re-alarmed" }, detail: { why: "still-active" } };
    case "auto-acknowledge":
      return { event: { type: "acknowledged" }, detail: { why: "time" } };
    case "reminder":
      return { event: { type: "reminded", at } };
  }
}
