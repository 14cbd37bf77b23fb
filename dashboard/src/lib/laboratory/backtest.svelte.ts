import type { BacktestView } from "@plantroom/model/api/types.ts";
import type { RuleDraft } from "@plantroom/model/rules/file.ts";
import { call } from "../api/client.ts";

export interface Trial {
  readonly rule: RuleDraft;
  readonly site: string;
  readonly equipment: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A change of a number is seldom the last: asked only when so long nothing else has changed. */
const patience = 400;

/** A draft tried on the past; what was found stays until something newer is found. */
export class Backtest {
  #view = $state.raw<BacktestView | undefined>();
  #suggestions = $state.raw<BacktestView["suggestions"]>(null);
  #busy = $state(false);
  #looking = $state(false);
  #problem = $state.raw<unknown>();
  #asked: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  get view(): BacktestView | undefined {
    return this.#view;
  }
  get suggestions(): BacktestView["suggestions"] {
    return this.#suggestions;
  }
  get busy(): boolean {
    return this.#busy;
  }
  /** Suggestions are being looked for. */
  get looking(): boolean {
    return this.#looking;
  }
  get problem(): unknown {
    return this.#problem;
  }

  /** Takes the place of what was asked before. */
  ask(trial: Trial): void {
    this.stop();
    this.#busy = true;
    this.#timer = setTimeout(() => void this.#run(trial, false), patience);
  }

  /** Looks for delays, deadbands and limits that would serve better. */
  suggest(trial: Trial): void {
    this.stop();
    this.#busy = true;
    this.#looking = true;
    void this.#run(trial, true);
  }

  /** Another rule: nothing of what was found holds any more. */
  forget(): void {
    this.stop();
    this.#view = undefined;
    this.#problem = undefined;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asked?.abort();
    this.#asked = undefined;
    this.#busy = false;
    this.#looking = false;
    this.#suggestions = null;
  }

  async #run({ rule, site, equipment, from, to }: Trial, suggest: boolean): Promise<void> {
    const asked = new AbortController();
    this.#asked = asked;
    const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    try {
      const body = { rule: { ...rule, types: [...rule.types] }, site, equipment: [...equipment], ...period, suggest };
      const view = await call("POST /api/rules/backtest", { body, signal: asked.signal });
      if (this.#asked !== asked) return;
      this.#view = view;
      this.#suggestions = view.suggestions;
      this.#problem = undefined;
    } catch (caught) {
      if (this.#asked !== asked) return;
      this.#problem = caught;
    }
    this.#busy = false;
    this.#looking = false;
  }
}
