import type { AlarmView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";

/** Closed alarms, newest first, page by page. */
export class AlarmHistory {
  #items = $state.raw<readonly AlarmView[]>([]);
  #next = $state.raw<string | null>(null);
  #busy = $state(false);
  #problem = $state.raw<unknown>();

  get items(): readonly AlarmView[] {
    return this.#items;
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

  /** The first page anew. */
  async load(): Promise<void> {
    await this.#fetch(undefined);
  }
  async more(): Promise<void> {
    if (this.#next !== null) await this.#fetch(this.#next);
  }

  async #fetch(cursor: string | undefined): Promise<void> {
    this.#busy = true;
    this.#problem = undefined;
    try {
      const page = await call("GET /api/alarms", { query: { open: "false", limit: 100, ...(cursor && { cursor }) } });
      this.#items = cursor === undefined ? page.items : [...this.#items, ...page.items];
      this.#next = page.next;
    } catch (problem) {
      this.#problem = problem;
    } finally {
      this.#busy = false;
    }
  }
}
