import type { AlarmView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";

const shown = 5;

/** The last alarms of an equipment that are over. */
export class ClosedAlarms {
  #items = $state.raw<readonly AlarmView[] | undefined>();
  #key = "";

  get items(): readonly AlarmView[] | undefined {
    return this.#items;
  }

  /** Asks again when the number of open ones changed: one of them may be over now. */
  async load(site: string, equipment: string, open: number): Promise<void> {
    const key = `${site}/${equipment} ${open}`;
    if (key === this.#key) return;
    if (!this.#key.startsWith(`${site}/${equipment} `)) this.#items = undefined;
    this.#key = key;
    try {
      const list = await call("GET /api/alarms", { query: { site, equipment, open: "false", limit: shown } });
      if (this.#key === key) this.#items = list.items;
    } catch {
      // What is over is a comfort beside what is open: without it the page stands.
      this.#items = [];
    }
  }
}
