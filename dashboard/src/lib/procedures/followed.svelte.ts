import type { ProcedureRunView, ProcedureStepAct } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";
import { technicians } from "../work-orders/technicians.svelte.ts";

/** One run with its steps, and what a person does to it. */
export class Followed {
  readonly #id: string;
  #run = $state.raw<ProcedureRunView | undefined>();
  #problem = $state.raw<unknown>();
  #busy = $state(false);

  constructor(id: string) {
    this.#id = id;
  }

  get run(): ProcedureRunView | undefined {
    return this.#run;
  }
  /** Why the last thing asked for was not done. */
  get problem(): unknown {
    return this.#problem;
  }
  get busy(): boolean {
    return this.#busy;
  }

  async load(): Promise<void> {
    try {
      this.#take(await call("GET /api/procedure-runs/{id}", { params: { id: this.#id } }));
      this.#problem = undefined;
    } catch (caught) {
      this.#problem = caught;
    }
  }

  take(): Promise<boolean> {
    return this.#do(() => call("POST /api/procedure-runs/{id}/take", { params: { id: this.#id } }));
  }

  act(step: string, body: ProcedureStepAct): Promise<boolean> {
    const params = { id: this.#id, step };
    return this.#do(() => call("POST /api/procedure-runs/{id}/steps/{step}", { params, body }));
  }

  finish(note: string | undefined): Promise<boolean> {
    return this.#do(() => call("POST /api/procedure-runs/{id}/finish", { params: { id: this.#id }, body: { note } }));
  }

  abandon(note: string): Promise<boolean> {
    return this.#do(() => call("POST /api/procedure-runs/{id}/abandon", { params: { id: this.#id }, body: { note } }));
  }

  /** Whether it was done; if not, `problem` says why, and the newest state is asked for. */
  async #do(ask: () => Promise<ProcedureRunView>): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    try {
      this.#take(await ask());
      this.#problem = undefined;
      return true;
    } catch (caught) {
      await this.load();
      this.#problem = caught;
      return false;
    } finally {
      this.#busy = false;
    }
  }

  /** An answer that was on its way when a newer one came is old. */
  #take(run: ProcedureRunView): void {
    if (this.#run && this.#run.revision > run.revision) return;
    this.#run = run;
    void technicians.load(run.site).catch(() => undefined);
  }
}
