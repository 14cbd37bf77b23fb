import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { alarmState, normalRegions } from "@plantroom/model/alarms/machine.ts";
import { type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";
import type { Change } from "../rules/change.ts";
import { close, type Moved, move, system } from "./moving.ts";

/** Raised again so soon after it was closed, it is the same occurrence record (domain A2.3). */
export const reopenWindow: Milliseconds = 10 * minute;

const identityOf = ({ site, equipment, rule }: Pick<Alarm, "site" | "equipment" | "rule">) =>
  `${site}/${equipment}/${rule}`;

/** Every open alarm, at most one per site, equipment and rule, and the last one closed of each. */
export class AlarmBook {
  readonly #newId: () => string;
  readonly #open = new Map<string, Alarm>();
  readonly #byIdentity = new Map<string, Alarm>();
  readonly #shelved = new Set<string>();
  readonly #lastClosed = new Map<string, Alarm>();

  constructor(alarms: Iterable<Alarm>, newId: () => string) {
    this.#newId = newId;
    for (const alarm of alarms) this.put(alarm);
  }

  open(): IterableIterator<Alarm> {
    return this.#open.values();
  }

  get(id: string): Alarm | undefined {
    return this.#open.get(id);
  }

  put(alarm: Alarm): void {
    const identity = identityOf(alarm);
    if (alarm.regions.shelved) this.#shelved.add(alarm.id);
    else this.#shelved.delete(alarm.id);
    if (alarm.state === "normal") {
      this.#open.delete(alarm.id);
      this.#byIdentity.delete(identity);
      this.#lastClosed.set(identity, alarm);
    } else {
      this.#open.set(alarm.id, alarm);
      this.#byIdentity.set(identity, alarm);
      this.#lastClosed.delete(identity);
    }
  }

  /** What a finding of the judge does to the alarms; nothing when there is nothing to do it to. */
  apply(change: Change): Moved | undefined {
    const moved = this.#moved(change);
    if (moved === undefined || typeof moved === "string") return undefined;
    this.put(moved.alarm);
    return moved;
  }

  /** Shelves whose time is over, by the clock of each alarm. */
  unshelve(timeFor: (alarm: Alarm) => Instant): Moved[] {
    const due: Moved[] = [];
    for (const id of this.#shelved) {
      const alarm = this.#open.get(id);
      const until = alarm?.regions.shelved?.until;
      if (!alarm || until === undefined || until > timeFor(alarm)) continue;
      const moved = move(alarm, { type: "unshelved" }, { at: until, by: system });
      if (typeof moved !== "string") due.push(moved);
    }
    for (const { alarm } of due) this.put(alarm);
    return due;
  }

  #moved(change: Change) {
    const rule = typeof change.rule === "string" ? change.rule : change.rule.id;
    const known = this.#byIdentity.get(identityOf({ ...change, rule }));
    if (change.kind === "ended") return known && close(known, change.cause, change.at);
    const how = { at: change.at, by: system };
    if (change.kind === "cleared") return known && move(known, { type: "cleared" }, how);
    const record = known ?? this.#reopened(change) ?? this.#fresh(change);
    const moved = move(record, { type: "raised", latching: change.rule.latching }, how);
    if (typeof moved === "string") return moved;
    const { priority, lifeSafety, latching, version } = change.rule;
    const { conditionSince, evidence } = change;
    const alarm: Alarm = {
      ...moved.alarm,
      ...{ priority, lifeSafety, latching, ruleVersion: version, conditionSince, evidence },
    };
    return { ...moved, alarm };
  }

  #reopened(change: Change & { kind: "raised" }): Alarm | undefined {
    const last = this.#lastClosed.get(identityOf({ ...change, rule: change.rule.id }));
    if (last?.closedAt === undefined || (last.closeCause !== "returned" && last.closeCause !== "reset"))
      return undefined;
    const since = change.at - last.closedAt;
    return since >= 0 && since <= reopenWindow ? last : undefined;
  }

  #fresh({ site, equipment, rule, at, conditionSince, evidence }: Change & { kind: "raised" }): Alarm {
    return {
      id: this.#newId(),
      site,
      equipment,
      rule: rule.id,
      ruleVersion: rule.version,
      priority: rule.priority,
      lifeSafety: rule.lifeSafety,
      latching: rule.latching,
      regions: normalRegions,
      state: alarmState(normalRegions),
      conditionSince,
      raisedAt: at,
      occurrences: 0,
      evidence,
      verification: "unverified",
    };
  }
}

/** Whether people are told: it is new to them, or hidden no longer. */
export function isAnnounced({ alarm, transition }: Moved): boolean {
  return alarm.state === "unacknowledged" && transition.from !== "unacknowledged";
}
