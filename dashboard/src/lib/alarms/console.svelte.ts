import type { AlarmView } from "@plantroom/model/api/types.ts";
import type { Permission } from "@plantroom/model/people/permissions.ts";
import { m } from "#messages";
import { live } from "../live/live.svelte.ts";
import { toasts } from "../parts/toasts.svelte.ts";
import { session } from "../session.svelte.ts";
import { type AlarmAct, acts, applicable, type BulkResult, type OutOfService, type Shelving } from "./actions.ts";

/** What waits for words of the person: the act, and what it is asked for. */
export interface Asking {
  readonly act: Exclude<AlarmAct, "unshelve" | "reset" | "returnToService">;
  readonly alarms: readonly AlarmView[];
}

const needs: Readonly<Record<AlarmAct, Permission>> = {
  acknowledge: "alarms.acknowledge",
  reset: "alarms.reset",
  shelve: "alarms.shelve",
  unshelve: "alarms.shelve",
  takeOut: "alarms.out-of-service",
  returnToService: "alarms.out-of-service",
  verify: "alarms.verify",
  comment: "alarms.comment",
};

/** Whether the person may do it and the alarm is in a state for it. */
export function may(act: AlarmAct, alarm: AlarmView): boolean {
  return session.may(needs[act]) && applicable[act](alarm);
}

/** A critical alarm is acknowledged with a note, unless somebody follows its procedure: that says more. */
export function needsNote(alarm: AlarmView): boolean {
  if (alarm.priority !== "critical") return false;
  const runs = [...live.site(alarm.site).procedureRuns.values()];
  return !runs.some((run) => run.takenBy !== undefined && run.alarms.includes(alarm.id));
}

/** What a person does at the alarm list: the selection, what is asked for it, and what the server answered for each row. */
export class AlarmConsole {
  #selected = $state.raw<ReadonlySet<string>>(new Set());
  #problems = $state.raw<ReadonlyMap<string, unknown>>(new Map());
  #refused = $state.raw<readonly AlarmView[]>([]);
  #asking = $state.raw<Asking | undefined>();
  #acted = $state(0);

  get selected(): ReadonlySet<string> {
    return this.#selected;
  }
  /** Why each refused row of the last act was refused. */
  get problems(): ReadonlyMap<string, unknown> {
    return this.#problems;
  }
  /** The alarms that the last act was refused for, wherever they stand now. */
  get refused(): readonly AlarmView[] {
    return this.#refused;
  }
  /** How many acts came through: a comment changes an alarm's journal, and no delta tells of it. */
  get acted(): number {
    return this.#acted;
  }
  get asking(): Asking | undefined {
    return this.#asking;
  }

  select(ids: ReadonlySet<string>): void {
    this.#selected = ids;
  }
  forgetRefused(): void {
    this.#refused = [];
    this.#problems = new Map();
  }
  cancel(): void {
    this.#asking = undefined;
  }

  /** The selection as it stands now; without one, the row that has the cursor. */
  chosen(at: readonly AlarmView[] = []): readonly AlarmView[] {
    if (this.#selected.size === 0) return at;
    const selected = live.alarms.filter((alarm) => this.#selected.has(alarm.id));
    return selected.length > 0 ? selected : at;
  }

  /** Does at once what needs no words, asks for them where it does; critical alarms are acknowledged with a note. */
  async begin(act: AlarmAct, alarms: readonly AlarmView[], ask = false): Promise<void> {
    const fit = alarms.filter((alarm) => may(act, alarm));
    if (fit.length === 0) {
      if (act === "shelve" && alarms.some((alarm) => alarm.lifeSafety)) toasts.show(m.alarms_never_shelved());
      return;
    }
    if (act === "unshelve") this.#told(fit, await acts.unshelve(fit), m.alarms_unshelved_count);
    else if (act === "reset") this.#told(fit, await acts.reset(fit), m.alarms_reset_count);
    else if (act === "returnToService") this.#told(fit, await acts.returnToService(fit), m.alarms_returned_count);
    else if (act === "acknowledge" && !ask && !fit.some(needsNote)) {
      this.#told(fit, await acts.acknowledge(fit), m.alarms_acknowledged_count);
    } else this.#asking = { act, alarms: fit };
  }

  async acknowledge(note: string): Promise<void> {
    const alarms = this.#asked();
    this.#told(alarms, await acts.acknowledge(alarms, note || undefined), m.alarms_acknowledged_count);
  }
  async shelve(shelving: Shelving): Promise<void> {
    const alarms = this.#asked();
    this.#told(alarms, await acts.shelve(alarms, shelving), m.alarms_shelved_count);
  }
  async takeOut(permit: OutOfService): Promise<void> {
    const alarms = this.#asked();
    this.#told(alarms, await acts.takeOut(alarms, permit), m.alarms_taken_out_count);
  }
  async verify(verification: AlarmView["verification"], note: string): Promise<void> {
    const alarms = this.#asked();
    this.#told(alarms, await acts.verify(alarms, verification, note || undefined), m.alarms_verified_count);
  }
  async comment(note: string): Promise<void> {
    const alarms = this.#asked();
    this.#told(alarms, await acts.comment(alarms, note), m.alarms_commented_count);
  }

  #asked(): readonly AlarmView[] {
    const alarms = this.#asking?.alarms ?? [];
    this.#asking = undefined;
    return alarms;
  }

  #told(alarms: readonly AlarmView[], { done, failed }: BulkResult, told: (input: { count: number }) => string): void {
    this.#problems = failed;
    this.#refused = alarms.filter((alarm) => failed.has(alarm.id));
    // What was refused stays selected, to be looked at.
    this.#selected = new Set([...this.#selected].filter((id) => failed.has(id)));
    this.#acted++;
    if (failed.size === 0) toasts.show(told({ count: done.length }));
    else toasts.show(m.alarms_partly_done({ done: done.length, failed: failed.size }));
  }
}
