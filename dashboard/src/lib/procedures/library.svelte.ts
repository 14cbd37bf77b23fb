import type { ProcedureBrief } from "@plantroom/model/api/types.ts";
import { baseRuleOf } from "@plantroom/model/procedures/procedure.ts";
import { call } from "../api/client.ts";

/** The procedures that there are, without their steps; asked for once. */
class Library {
  #all = $state.raw<readonly ProcedureBrief[]>([]);
  #asked: Promise<void> | undefined;

  get all(): readonly ProcedureBrief[] {
    return this.#all;
  }

  /** The procedure that answers a rule's alarms: the one that the rule names, else the one that names the rule. */
  answering(rule: string, named: string | undefined): ProcedureBrief | undefined {
    if (named !== undefined) return this.#all.find(({ id }) => id === named);
    const lists = (one: string) => this.#all.find(({ rules }) => rules.includes(one));
    return lists(rule) ?? lists(baseRuleOf(rule));
  }

  load(): Promise<void> {
    this.#asked ??= this.#load().catch((problem: unknown) => {
      this.#asked = undefined;
      throw problem;
    });
    return this.#asked;
  }

  async #load(): Promise<void> {
    this.#all = (await call("GET /api/procedures")).items;
  }
}

export const library = new Library();
