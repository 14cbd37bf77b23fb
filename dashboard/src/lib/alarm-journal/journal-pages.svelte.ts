import type { QueryInputOf } from "@plantroom/model/api/routes.ts";
import type { AlarmLineView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";

type Query = QueryInputOf<"GET /api/alarm-journal">;

/** The journal, newest first, page by page. */
export class JournalPages {
  #lines = $state.raw<readonly AlarmLineView[] | undefined>();
  #next = $state.raw<string | null>(null);
  #busy = $state(false);
  #problem = $state.raw<unknown>();
  #query: Query = {};

  /** Undefined: not known yet. */
  get lines(): readonly AlarmLineView[] | undefined {
    return this.#lines;
  }
  get hasMore(): boolean {
    return this.#next !== null;
  }
  get busy(): boolean {
    return this.#busy;
  }
  get problem(): unknown {
    return this.#problem;
  }

  async load(query: Query): Promise<void> {
    this.#query = query;
    await this.#fetch(query);
  }
  async more(): Promise<void> {
    if (this.#next !== null) await this.#fetch(this.#query, this.#next);
  }

  async #fetch(query: Query, cursor?: string): Promise<void> {
    this.#busy = true;
    this.#problem = undefined;
    try {
      const page = await call("GET /api/alarm-journal", { query: { ...query, limit: 100, ...(cursor && { cursor }) } });
      // Something else was asked meanwhile.
      if (query !== this.#query) return;
      this.#lines = cursor === undefined ? page.items : [...(this.#lines ?? []), ...page.items];
      this.#next = page.next;
    } catch (problem) {
      if (query === this.#query) this.#problem = problem;
    } finally {
      this.#busy = false;
    }
  }
}
