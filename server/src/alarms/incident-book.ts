import type { Alarm } from "@plantroom/model/alarms/alarm.ts";
import { type Incident, incidentWindow } from "@plantroom/model/alarms/incident.ts";
import { gravity } from "@plantroom/model/alarms/priority.ts";
import { type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";
import type { Supply } from "./supply.ts";

/** A chain of alarms, each soon after the one before, is one incident for so long at most. */
const longestChain: Milliseconds = 5 * minute;

/** Places whose newest alarm is remembered; past it, those go that nothing can join any more. */
const mostRecent = 50_000;

interface Recent {
  readonly alarm: string;
  /** When it was raised, and when its condition began. */
  readonly at: Instant;
  readonly since: Instant;
}

interface Members {
  readonly open: Set<string>;
  readonly suppressed: Set<string>;
}

/** Where an alarm belongs: to an incident there is, to one begun with the alarm before it, or to none yet. */
export type Placing =
  | { readonly kind: "alone" }
  | { readonly kind: "joins"; readonly incident: string }
  | { readonly kind: "begins"; readonly first: string };

/** Incidents with alarms that are not over. One alarm alone is none: the second of a cause makes it one, and the first its first-out. */
export class IncidentBook {
  readonly #supply: Supply;
  readonly #newId: () => string;
  readonly #incidents = new Map<string, Incident>();
  readonly #members = new Map<string, Members>();
  /** The newest alarm at every place in the supply graph. */
  readonly #recent = new Map<string, Recent>();

  constructor(supply: Supply, newId: () => string, incidents: Iterable<Incident>, alarms: Iterable<Alarm>) {
    this.#supply = supply;
    this.#newId = newId;
    for (const incident of incidents) {
      this.#incidents.set(incident.id, incident);
      this.#members.set(incident.id, { open: new Set(), suppressed: new Set() });
    }
    for (const alarm of alarms) {
      if (alarm.state === "normal") continue;
      if (alarm.regions.active) this.#remember(alarm, alarm.raisedAt);
      this.#count(alarm);
    }
  }

  get(id: string | undefined): Incident | undefined {
    return id === undefined ? undefined : this.#incidents.get(id);
  }

  openOf(site: string): Incident[] {
    return [...this.#incidents.values()].filter((one) => one.site === site);
  }

  /** Alarms of an incident that are not over. */
  membersOf(id: string): ReadonlySet<string> {
    return this.#members.get(id)?.open ?? new Set();
  }

  /** Where an alarm that is raised now belongs; `find` looks up open alarms. */
  place(alarm: Alarm, at: Instant, find: (id: string) => Alarm | undefined): Placing {
    let placing: Placing = { kind: "alone" };
    let gravest = Number.POSITIVE_INFINITY;
    for (const key of this.#lookups(alarm)) {
      const recent = this.#recent.get(key);
      const first = recent && recent.alarm !== alarm.id ? find(recent.alarm) : undefined;
      if (!recent || !first || !isTogether(recent, alarm, at)) continue;
      const incident = this.get(first.incident);
      if (incident && at - incident.startedAt > longestChain) continue;
      const grave = gravity(first.priority);
      if (grave >= gravest) continue;
      gravest = grave;
      placing = incident ? { kind: "joins", incident: incident.id } : { kind: "begins", first: first.id };
    }
    this.#remember(alarm, at);
    return placing;
  }

  begin(first: Alarm, at: Instant): Incident {
    const { site, equipment, rule, priority, workOrder } = first;
    const incident: Incident = {
      ...{ id: this.#newId(), site, equipment, rule, priority },
      ...{
        startedAt: Math.min(first.raisedAt, at),
        joinedAt: at,
        firstOut: first.id,
        members: 0,
        open: 0,
        suppressed: 0,
      },
      ...(workOrder !== undefined && { workOrder }),
    };
    this.#incidents.set(incident.id, incident);
    this.#members.set(incident.id, { open: new Set(), suppressed: new Set() });
    return incident;
  }

  /** One more alarm of the cause. */
  joined(id: string, alarm: Alarm, at: Instant): void {
    const incident = this.#incidents.get(id);
    if (!incident) return;
    const priority = gravity(alarm.priority) < gravity(incident.priority) ? alarm.priority : incident.priority;
    this.#incidents.set(id, {
      ...incident,
      priority,
      members: incident.members + 1,
      joinedAt: Math.max(incident.joinedAt, at),
    });
  }

  ordered(id: string, workOrder: string): Incident | undefined {
    const incident = this.#incidents.get(id);
    const ordered = incident && { ...incident, workOrder };
    if (ordered) this.#incidents.set(id, ordered);
    return ordered;
  }

  /** An alarm moved; answers the incidents whose figures moved with it, one that is over with its end. */
  moved(before: Alarm | undefined, after: Alarm, at: Instant): Incident[] {
    const left = before?.incident !== after.incident ? before?.incident : undefined;
    const changed: Incident[] = [];
    for (const id of new Set([left, after.incident])) {
      if (id === undefined || !this.#incidents.has(id)) continue;
      if (id === left) this.#forget(id, after.id);
      else this.#count(after);
      const now = this.#figures(id, at);
      if (now) changed.push(now);
    }
    return changed;
  }

  #figures(id: string, at: Instant): Incident | undefined {
    const incident = this.#incidents.get(id);
    const members = this.#members.get(id);
    if (!incident || !members) return undefined;
    const { open, suppressed } = members;
    const over = open.size === 0;
    const next: Incident = {
      ...incident,
      open: open.size,
      suppressed: suppressed.size,
      ...(over && { endedAt: at }),
    };
    if (over) {
      this.#incidents.delete(id);
      this.#members.delete(id);
    } else this.#incidents.set(id, next);
    return next;
  }

  #count(alarm: Alarm): void {
    const members = alarm.incident === undefined ? undefined : this.#members.get(alarm.incident);
    if (!members) return;
    if (alarm.state === "normal") members.open.delete(alarm.id);
    else members.open.add(alarm.id);
    if (alarm.state === "suppressed") members.suppressed.add(alarm.id);
    else members.suppressed.delete(alarm.id);
  }

  #forget(id: string, alarm: string): void {
    const members = this.#members.get(id);
    members?.open.delete(alarm);
    members?.suppressed.delete(alarm);
    const incident = this.#incidents.get(id);
    if (incident) this.#incidents.set(id, { ...incident, members: incident.members - 1 });
  }

  #remember(alarm: Alarm, at: Instant): void {
    if (this.#recent.size > mostRecent) {
      for (const [key, recent] of this.#recent) if (Math.abs(at - recent.at) > incidentWindow) this.#recent.delete(key);
    }
    for (const key of this.#keys(alarm)) this.#recent.set(key, { alarm: alarm.id, at, since: alarm.conditionSince });
  }

  /** Itself, its tree, and what feeds it directly: two machines of one feeder have one cause. A drill's are its own. */
  #keys(alarm: Alarm): string[] {
    const { site, equipment } = alarm;
    return [
      keyOf(alarm, "at", equipment),
      keyOf(alarm, "in", this.#supply.rootOf(site, equipment)),
      ...this.#supply.feedersOf(site, equipment).map((feeder) => keyOf(alarm, "of", feeder)),
    ];
  }

  /** Besides, everything further up: an alarm of its gateway or its feeder explains it. */
  #lookups(alarm: Alarm): string[] {
    const upstream = this.#supply
      .upstreamOf(alarm.site, alarm.equipment)
      .map((one) => keyOf(alarm, "at", one.equipment));
    return [...new Set([...this.#keys(alarm), ...upstream])];
  }
}

/** Raised soon one after the other, or begun together though one takes longer to be sure of. */
function isTogether(recent: Recent, alarm: Alarm, at: Instant): boolean {
  if (at < recent.at) return false;
  return at - recent.at <= incidentWindow || Math.abs(alarm.conditionSince - recent.since) <= incidentWindow;
}

function keyOf({ site, mode }: Alarm, relation: "at" | "in" | "of", node: string): string {
  return `${mode?.id ?? ""} ${relation} ${site}/${node}`;
}
