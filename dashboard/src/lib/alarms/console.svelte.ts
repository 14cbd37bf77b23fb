import type { AlarmView } from "@plantroom/model/api/types.ts";
import { m } from "#messages";
import { live } from "../live/live.svelte.ts";
import { toasts } from "../parts/toasts.svelte.ts";
import { acknowledge, applicable, forEachAlarm, reset, shelve, unshelve } from "./actions.ts";

/** What a person does at the alarm list: the selection, what is asked for it, and what the server answered for each row. */
export class AlarmConsole {
  #selected = $state.raw<ReadonlySet<string>>(new Set());
  #problems = $state.raw<ReadonlyMap<string, unknown>>(new Map());
  #acknowledging = $state.raw<readonly AlarmView[]>([]);
  #shelving = $state.raw<readonly AlarmView[]>([]);

  get selected(): ReadonlySet<string> {
    return this.#selected;
  }
  /** Refused rows of the last action, each with its reason. */
  get problems(): ReadonlyMap<string, unknown> {
    return this.#problems;
  }
  /** Waiting for a note. */
  get acknowledging(): readonly AlarmView[] {
    return this.#acknowledging;
  }
  /** Waiting for a duration and a reason. */
  get shelving(): readonly AlarmView[] {
    return this.#shelving;
  }

  select(ids: ReadonlySet<string>): void {
    this.#selected = ids;
  }

  /** The selection as it stands now; without one, the row that has the cursor. */
  chosen(at?: AlarmView): readonly AlarmView[] {
    const selected = live.alarms.filter((alarm) => this.#selected.has(alarm.id));
    return selected.length > 0 || !at ? selected : [at];
  }

  /** At once where no note is needed; critical alarms ask for one. */
  async acknowledge(alarms: readonly AlarmView[], ask = false): Promise<void> {
    const waiting = alarms.filter(applicable.acknowledge);
    if (waiting.length === 0) return;
    if (ask || waiting.some((alarm) => alarm.priority === "critical")) this.#acknowledging = waiting;
    else await this.#run(waiting, (alarm) => acknowledge(alarm, undefined), m.alarms_acknowledged_count);
  }
  async acknowledgeWith(note: string): Promise<void> {
    const alarms = this.#acknowledging;
    this.#acknowledging = [];
    await this.#run(alarms, (alarm) => acknowledge(alarm, note || undefined), m.alarms_acknowledged_count);
  }

  askToShelve(alarms: readonly AlarmView[]): void {
    this.#shelving = alarms.filter(applicable.shelve);
    if (alarms.length > 0 && this.#shelving.length === 0) toasts.show(m.alarms_never_shelved());
  }
  async shelveFor(minutes: number, reason: string): Promise<void> {
    const alarms = this.#shelving;
    this.#shelving = [];
    await this.#run(alarms, (alarm) => shelve(alarm, minutes, reason), m.alarms_shelved_count);
  }

  async unshelve(alarms: readonly AlarmView[]): Promise<void> {
    await this.#run(alarms.filter(applicable.unshelve), unshelve, m.alarms_unshelved_count);
  }
  async reset(alarms: readonly AlarmView[]): Promise<void> {
    await this.#run(alarms.filter(applicable.reset), (alarm) => reset(alarm, undefined), m.alarms_reset_count);
  }

  cancel(): void {
    this.#acknowledging = [];
    this.#shelving = [];
  }

  async #run(
    alarms: readonly AlarmView[],
    ask: (alarm: AlarmView) => Promise<unknown>,
    told: (input: { count: number }) => string,
  ): Promise<void> {
    if (alarms.length === 0) return;
    const { done, failed } = await forEachAlarm(alarms, ask);
    this.#problems = failed;
    // What was refused stays selected, to be looked at.
    this.#selected = new Set([...this.#selected].filter((id) => failed.has(id)));
    if (failed.size === 0) toasts.show(told({ count: done.length }));
    else toasts.show(m.alarms_partly_done({ done: done.length, failed: failed.size }));
  }
}
