import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { alarmState, normalRegions } from "@plantroom/model/alarms/machine.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";
import { system } from "./moving.ts";

/** Raised again so soon after it was closed, it is the same occurrence record (domain A2.3). */
export const reopenWindow: Milliseconds = 10 * minute;

type Identity = Pick<Alarm, "site" | "equipment" | "rule">;

const identityOf = ({ site, equipment, rule }: Identity) => `${site}/${equipment}/${rule}`;

/** Every open alarm, at most one per site, equipment and rule, and the last one closed of each. */
export class AlarmBook {
  readonly #newId: () => string;
  readonly #open = new Map<string, Alarm>();
  readonly #byIdentity = new Map<string, Alarm>();
  readonly #byEquipment = new Map<string, Set<string>>();
  readonly #lastClosed = new Map<string, Alarm>();
  readonly #shelves = new Map<string, number>();

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

  find(identity: Identity): Alarm | undefined {
    return this.#byIdentity.get(identityOf(identity));
  }

  /** Open alarms of one equipment. */
  of(site: string, equipment: string): Alarm[] {
    const ids = this.#byEquipment.get(`${site}/${equipment}`) ?? [];
    return [...ids].flatMap((id) => this.#open.get(id) ?? []);
  }

  put(alarm: Alarm): void {
    const identity = identityOf(alarm);
    const place = `${alarm.site}/${alarm.equipment}`;
    this.#shelve(this.#open.get(alarm.id)?.regions.shelved?.by, -1);
    this.#shelve(alarm.regions.shelved?.by, 1);
    if (alarm.state === "normal") {
      this.#open.delete(alarm.id);
      if (this.#byIdentity.get(identity)?.id === alarm.id) this.#byIdentity.delete(identity);
      const others = this.#byEquipment.get(place);
      others?.delete(alarm.id);
      if (others?.size === 0) this.#byEquipment.delete(place);
      if (!this.#byIdentity.has(identity)) this.#lastClosed.set(identity, alarm);
    } else {
      this.#open.set(alarm.id, alarm);
      this.#byIdentity.set(identity, alarm);
      this.#byEquipment.set(place, (this.#byEquipment.get(place) ?? new Set()).add(alarm.id));
      this.#lastClosed.delete(identity);
    }
  }

  /** How many open alarms a person has on the shelf. */
  shelvedBy(username: string): number {
    return this.#shelves.get(username) ?? 0;
  }

  #shelve(by: string | undefined, count: number): void {
    if (by !== undefined) this.#shelves.set(by, this.shelvedBy(by) + count);
  }

  /** Something was written down about a closed alarm; it may still be opened again. */
  putClosed(alarm: Alarm): void {
    const identity = identityOf(alarm);
    if (this.#lastClosed.get(identity)?.id === alarm.id) this.#lastClosed.set(identity, alarm);
  }

  /** The open record of a rule at an equipment, one closed a moment ago, or a new one that has not been raised yet. */
  recordFor(site: string, equipment: string, rule: Rule, at: Instant, mode: string | undefined): Alarm {
    const identity = { site, equipment, rule: rule.id };
    return this.find(identity) ?? this.#reopened(identity, at, mode) ?? this.#fresh(site, equipment, rule, at);
  }

  #reopened(identity: Identity, at: Instant, mode: string | undefined): Alarm | undefined {
    const last = this.#lastClosed.get(identityOf(identity));
    if (last?.closedAt === undefined || (last.closeCause !== "returned" && last.closeCause !== "reset"))
      return undefined;
    const since = at - last.closedAt;
    // What was raised in a drill and what is real are never one record; nor is what somebody has judged already.
    if (since < 0 || since > reopenWindow || last.mode?.id !== mode || (last.verifiedBy ?? system) !== system)
      return undefined;
    return { ...last, reopened: (last.reopened ?? 0) + 1, closedAt: undefined, closeCause: undefined };
  }

  #fresh(site: string, equipment: string, rule: Rule, at: Instant): Alarm {
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
      conditionSince: at,
      raisedAt: at,
      occurrences: 0,
      evidence: [],
      verification: "unverified",
    };
  }
}
