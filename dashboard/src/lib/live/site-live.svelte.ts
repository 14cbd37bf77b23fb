import type {
  AlarmView,
  DemoFaultView,
  ModeView,
  ProcedureRunBrief,
  WorkOrderView,
} from "@plantroom/model/api/types.ts";
import type { HistoryProgress, LiveDelta, LiveSnapshot } from "@plantroom/model/live/events.ts";
import type { Presence } from "@plantroom/model/sites/equipment.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { endedStates } from "@plantroom/model/work-orders/lifecycle.ts";
import { untrack } from "svelte";
import { clock } from "../clock.svelte.ts";
import { changedReadings, foldById, type Readings } from "./fold.ts";
import type { Reading } from "./reading.ts";

/** What one equipment said last. */
export class EquipmentLive {
  #readings = $state.raw<Readings>({});
  #presence = $state.raw<Presence>("unknown");
  #heardAt = $state.raw<Instant | undefined>();

  /** Latest reading of each point. */
  get readings(): Readings {
    return this.#readings;
  }
  get presence(): Presence {
    return this.#presence;
  }
  get heardAt(): Instant | undefined {
    return this.#heardAt;
  }

  merge(readings: Readonly<Record<string, Reading>>): void {
    this.#readings = { ...this.#readings, ...readings };
  }
  tell(presence: Presence, heardAt: Instant | null): void {
    this.#presence = presence;
    this.#heardAt = heardAt ?? undefined;
  }
}

/** Everything live of one site. Pages read; only the feed writes. */
export class SiteLive {
  readonly id: string;
  readonly #equipment = new Map<string, EquipmentLive>();
  #alarms = $state.raw<ReadonlyMap<string, AlarmView>>(new Map());
  #workOrders = $state.raw<ReadonlyMap<string, WorkOrderView>>(new Map());
  #procedureRuns = $state.raw<ReadonlyMap<string, ProcedureRunBrief>>(new Map());
  #faults = $state.raw<readonly DemoFaultView[]>([]);
  #modes = $state.raw<readonly ModeView[]>([]);
  #history = $state.raw<HistoryProgress | undefined>();
  #loaded = $state(false);
  /** The site's time less this browser's, at the last delta. */
  #offset = $state(0);

  constructor(id: string) {
    this.id = id;
  }

  /** False until the first snapshot. */
  get loaded(): boolean {
    return this.#loaded;
  }
  /** The site's own time, for ages. */
  get now(): Instant {
    return clock.now + this.#offset;
  }
  /** Alarms of the alarm list: everything that is not over. */
  get alarms(): ReadonlyMap<string, AlarmView> {
    return this.#alarms;
  }
  get workOrders(): ReadonlyMap<string, WorkOrderView> {
    return this.#workOrders;
  }
  /** Procedures under way. */
  get procedureRuns(): ReadonlyMap<string, ProcedureRunBrief> {
    return this.#procedureRuns;
  }
  get faults(): readonly DemoFaultView[] {
    return this.#faults;
  }
  /** Drills, tests and maintenance that run. */
  get modes(): readonly ModeView[] {
    return this.#modes;
  }
  get history(): HistoryProgress | undefined {
    return this.#history;
  }

  /** One equipment's live part; empty until something is heard. */
  equipment(id: string): EquipmentLive {
    let one = this.#equipment.get(id);
    if (!one) {
      // A state made inside a derived is not tracked by it: make it outside.
      one = untrack(() => new EquipmentLive());
      this.#equipment.set(id, one);
    }
    return one;
  }

  /** All that arrived since the last frame, in order. */
  apply(deltas: readonly LiveDelta[]): void {
    for (const [id, readings] of changedReadings(deltas)) this.equipment(id).merge(readings);
    for (const delta of deltas) {
      for (const [id, presence, heardAt] of delta.presence ?? []) this.equipment(id).tell(presence, heardAt);
      if (delta.faults) this.#faults = foldFaults(this.#faults, delta.faults);
      if (delta.modes) this.#modes = delta.modes;
      if (delta.history) this.#history = delta.history;
      this.#offset = delta.at - Date.now();
    }
    this.#alarms = foldById(
      this.#alarms,
      deltas.flatMap((delta) => delta.alarms ?? []),
      isOverAlarm,
    );
    this.#workOrders = foldById(
      this.#workOrders,
      deltas.flatMap((delta) => delta.workOrders ?? []),
      isOverWork,
    );
    this.#procedureRuns = foldById(
      this.#procedureRuns,
      deltas.flatMap((delta) => delta.procedureRuns ?? []),
      (run) => run.endedAt !== undefined,
    );
  }

  /** A snapshot replaces the lists; what it does not tell is gone. */
  begin(snapshot: LiveSnapshot): void {
    this.#alarms = new Map();
    this.#workOrders = new Map();
    this.#procedureRuns = new Map();
    this.apply([snapshot]);
    this.#loaded = true;
  }
}

function isOverAlarm(alarm: AlarmView): boolean {
  return alarm.closedAt !== undefined || alarm.state === "normal";
}
function isOverWork(order: WorkOrderView): boolean {
  return endedStates.includes(order.state);
}
function foldFaults(before: readonly DemoFaultView[], changes: readonly DemoFaultView[]): readonly DemoFaultView[] {
  const rest = new Map(changes.map((fault) => [fault.id, fault]));
  const after = before.map((fault) => {
    const change = rest.get(fault.id);
    rest.delete(fault.id);
    return change ?? fault;
  });
  return [...after, ...rest.values()];
}
