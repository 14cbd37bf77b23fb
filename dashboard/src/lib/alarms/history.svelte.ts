import type { AlarmView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";
import { place } from "../place.svelte.ts";
import { add, readLocal } from "../time/civil.ts";

/** Closed alarms, newest first, page by page: all of them, or those of one day. */
export class AlarmHistory {
  #items = $state.raw<readonly AlarmView[]>([]);
  #next = $state.raw<string | null>(null);
  #busy = $state(false);
  #problem = $state.raw<unknown>();
  #day: string | undefined;

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

  /** The first page anew; `day` is a date at the site looked at. */
  async load(day: string | undefined): Promise<void> {
    this.#day = day;
    await this.#fetch(undefined);
  }
  async more(): Promise<void> {
    if (this.#next !== null) await this.#fetch(this.#next);
  }

  async #fetch(cursor: string | undefined): Promise<void> {
    this.#busy = true;
    this.#problem = undefined;
    try {
      const query = { open: "false" as const, limit: 100, ...this.#period(), ...(cursor && { cursor }) };
      const page = await call("GET /api/alarms", { query });
      this.#items = cursor === undefined ? page.items : [...this.#items, ...page.items];
      this.#next = page.next;
    } catch (problem) {
      this.#problem = problem;
    } finally {
      this.#busy = false;
    }
  }

  #period(): { from?: string; to?: string } {
    const from = this.#day === undefined ? undefined : readLocal(this.#day, place.timeZone);
    if (from === undefined) return {};
    const to = add(from, 1, "day", place.timeZone);
    return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  }
}
