import { gravity } from "@plantroom/model/alarms/priority.ts";
import type {
  AlarmView,
  DemoFaultView,
  IncidentView,
  ProcedureRunBrief,
  WorkOrderView,
} from "@plantroom/model/api/types.ts";
import {
  alarmsPerDelta,
  type HistoryProgress,
  type LiveDelta,
  type LivePresence,
  type LiveValue,
} from "@plantroom/model/live/events.ts";
import type { Latest } from "@plantroom/model/rules/inputs.ts";
import type { Instant } from "@plantroom/model/time.ts";

export type LiveChanges = Omit<LiveDelta, "site" | "seq" | "at">;

/** What changed at a site and has not been told: of everything only the newest. */
export class Pending {
  /** By equipment and point. */
  readonly #values = new Map<string, Map<string, LiveValue>>();
  readonly #presence = new Map<string, LivePresence>();
  readonly #alarms = new Map<string, AlarmView>();
  readonly #incidents = new Map<string, IncidentView>();
  readonly #workOrders = new Map<string, WorkOrderView>();
  readonly #procedureRuns = new Map<string, ProcedureRunBrief>();
  readonly #faults = new Map<string, DemoFaultView>();
  #alarmCounts: LiveDelta["alarmCounts"];
  #modes: LiveDelta["modes"];
  #history: HistoryProgress | undefined;
  #estateChanged = false;
  #changes: LiveChanges | undefined;

  value(equipment: string, point: string, latest: Latest): void {
    this.#take(tupleOf(equipment, point, latest));
  }

  presence(presence: LivePresence): void {
    this.#presence.set(presence[0], presence);
  }

  get hasAlarms(): boolean {
    return this.#alarms.size > 0;
  }

  add(changes: LiveChanges): void {
    const { values, presence, alarms, incidents, workOrders, procedureRuns, faults } = changes;
    const { alarmCounts, modes, history, estateChanged } = changes;
    this.#changes = undefined;
    for (const value of values ?? []) this.#take(value);
    for (const one of presence ?? []) this.#presence.set(one[0], one);
    for (const one of alarms ?? []) this.#alarms.set(one.id, one);
    for (const one of incidents ?? []) this.#incidents.set(one.id, one);
    for (const one of workOrders ?? []) this.#workOrders.set(one.id, one);
    for (const one of procedureRuns ?? []) this.#procedureRuns.set(one.id, one);
    for (const one of faults ?? []) this.#faults.set(one.id, one);
    if (alarmCounts) this.#alarmCounts = alarmCounts;
    if (modes) this.#modes = modes;
    if (history) this.#history = history;
    if (estateChanged) this.#estateChanged = true;
  }

  /** What is told; made once, and shared by every client that keeps up. */
  get changes(): LiveChanges {
    this.#changes ??= {
      ...(this.#values.size > 0 && { values: [...this.#values.values()].flatMap((points) => [...points.values()]) }),
      ...listed("presence", this.#presence),
      ...listed("alarms", this.#alarms),
      ...(this.#alarmCounts && { alarmCounts: this.#alarmCounts }),
      ...listed("incidents", this.#incidents),
      ...(this.#modes && { modes: this.#modes }),
      ...listed("workOrders", this.#workOrders),
      ...listed("procedureRuns", this.#procedureRuns),
      ...listed("faults", this.#faults),
      ...(this.#history && { history: this.#history }),
      ...(this.#estateChanged && { estateChanged: true as const }),
    };
    return this.#changes;
  }

  #take(value: LiveValue): void {
    const [equipment, point] = value;
    const points = this.#values.get(equipment);
    if (points) points.set(point, value);
    else this.#values.set(equipment, new Map([[point, value]]));
  }
}

/** What may be sent at once, and what has to wait: in a flood the gravest and newest alarms go first. */
export function portionOf(changes: LiveChanges, most: number = alarmsPerDelta): { now: LiveChanges; later?: Pending } {
  const { alarms = [] } = changes;
  if (alarms.length <= most) return { now: changes };
  const sorted = [...alarms].sort(gravestAndNewest);
  const later = new Pending();
  later.add({ alarms: sorted.slice(most) });
  return { now: { ...changes, alarms: sorted.slice(0, most), alarmsWaiting: alarms.length - most }, later };
}

/** Times are ISO 8601 in UTC: they sort as they read. */
function gravestAndNewest(one: AlarmView, other: AlarmView): number {
  return gravity(one.priority) - gravity(other.priority) || (one.raisedAt < other.raisedAt ? 1 : -1);
}

export function tupleOf(equipment: string, point: string, { at, value, quality }: Latest): LiveValue {
  return quality === "good" ? [equipment, point, at, value] : [equipment, point, at, value, quality];
}

export function presenceTuple(
  equipment: string,
  presence: LivePresence[1],
  heardAt: Instant | undefined,
): LivePresence {
  return [equipment, presence, heardAt ?? null];
}

function listed<K extends string, T>(key: K, map: ReadonlyMap<string, T>): { [key in K]?: T[] } {
  return map.size === 0 ? {} : ({ [key]: [...map.values()] } as { [key in K]?: T[] });
}
