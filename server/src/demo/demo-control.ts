import type { DemoFaultView } from "@plantroom/model/api/types.ts";
import { demoControl, demoFaults, demoFaultsEvent, demoHistoryEvent } from "@plantroom/model/demo/faults.ts";
import type { EventEntry } from "@plantroom/model/journal/entry.ts";
import type { HistoryProgress } from "@plantroom/model/live/events.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { faultView } from "./fault-views.ts";

/** Where news of the demo goes: the live feed. */
export type PublishDemo = (
  site: string,
  news: { readonly faults?: readonly DemoFaultView[]; readonly history?: HistoryProgress },
) => void;

/** What the simulators last said they play: which faults since when, and how much of the history is filled. */
export class DemoControl {
  readonly #rules: readonly Rule[];
  readonly #publish: PublishDemo;
  readonly #activeSince = new Map<string, Instant>();
  #history: HistoryProgress | undefined;

  constructor(rules: readonly Rule[], publish: PublishDemo) {
    this.#rules = rules;
    this.#publish = publish;
  }

  /** Every event of every device passes here; all but the simulators' own are none of its business. */
  onEvent({ site, equipment, event, data, at }: EventEntry): void {
    if (site !== demoControl.site || equipment !== demoControl.equipment) return;
    if (event === demoFaultsEvent && isListOfText(data.active)) this.#played(data.active, at);
    if (event === demoHistoryEvent && typeof data.done === "number" && typeof data.total === "number") {
      this.#history = { done: data.done, total: data.total };
      this.#publish(site, { history: this.#history });
    }
  }

  /** What a dashboard that has just come needs to know. */
  news(site: string): { readonly faults?: readonly DemoFaultView[]; readonly history?: HistoryProgress } {
    if (site !== demoControl.site) return {};
    return { faults: this.faults(), ...(this.#history && { history: this.#history }) };
  }

  get history(): HistoryProgress | undefined {
    return this.#history;
  }

  faults(): DemoFaultView[] {
    return demoFaults.map((fault) => faultView(fault, this.#rules, this.#activeSince.get(fault.id)));
  }

  fault(id: string): DemoFaultView | undefined {
    return this.faults().find((fault) => fault.id === id);
  }

  #played(active: readonly string[], at: Instant): void {
    const changed = demoFaults.filter(({ id }) => active.includes(id) !== this.#activeSince.has(id));
    for (const { id } of changed) {
      if (active.includes(id)) this.#activeSince.set(id, at);
      else this.#activeSince.delete(id);
    }
    if (changed.length === 0) return;
    const faults = changed.map((fault) => faultView(fault, this.#rules, this.#activeSince.get(fault.id)));
    this.#publish(demoControl.site, { faults });
  }
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
