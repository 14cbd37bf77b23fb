import type { Rule } from "@plantroom/model/rules/rule.ts";
import { callAll } from "../api/pages.ts";
import { words } from "../locale.svelte.ts";

/** The rules in force: what alarms are called, what follows from them, what to do. */
class Rules {
  #byId = $state.raw<ReadonlyMap<string, Rule>>(new Map());

  get all(): readonly Rule[] {
    return [...this.#byId.values()];
  }

  get(id: string): Rule | undefined {
    return this.#byId.get(id);
  }

  /** What an alarm of this rule is called; its code until the rules are known. */
  nameOf(id: string): string {
    const rule = this.#byId.get(id);
    return rule ? words(rule.name) : id;
  }

  async load(): Promise<void> {
    const list = (await callAll("GET /api/rules", {})) as unknown as readonly Rule[];
    this.#byId = new Map(list.map((rule) => [rule.id, rule]));
  }
}

export const rules = new Rules();
