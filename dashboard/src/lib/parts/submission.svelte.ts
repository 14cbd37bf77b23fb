import { ApiProblem } from "../api/problem.ts";

/** One form being sent: whether it is on its way, and what the server found wrong, field by field. */
export class Submission {
  #busy = $state(false);
  #problem = $state.raw<unknown>();

  get busy(): boolean {
    return this.#busy;
  }

  /** What no field of the form can show. */
  rest(fields: readonly string[]): unknown {
    const errors = this.#errors();
    const shown = errors.length > 0 && errors.every(({ path }) => fields.some((field) => belongs(path, field)));
    return shown ? undefined : this.#problem;
  }

  /** What is wrong with a field of the body, or with something within it. */
  errorOf(field: string): string | undefined {
    return this.#errors().find(({ path }) => belongs(path, field))?.problem;
  }

  /** True when it went through; else the problem is kept. */
  async run(action: () => Promise<unknown>): Promise<boolean> {
    this.#busy = true;
    this.#problem = undefined;
    try {
      await action();
      return true;
    } catch (caught) {
      this.#problem = caught;
      return false;
    } finally {
      this.#busy = false;
    }
  }

  clear(): void {
    this.#problem = undefined;
  }

  #errors(): readonly { readonly path: string; readonly problem: string }[] {
    return this.#problem instanceof ApiProblem ? (this.#problem.view?.errors ?? []) : [];
  }
}

function belongs(path: string, field: string): boolean {
  return path === `body.${field}` || path.startsWith(`body.${field}.`);
}
