import type { NotificationView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";
import { live } from "../live/live.svelte.ts";

/** So many are shown behind the bell; the page has them all. */
const shown = 20;

/** What the person was told, kept up by the live feed. */
class Inbox {
  #items = $state.raw<readonly NotificationView[]>([]);
  #unread = $state(0);

  get items(): readonly NotificationView[] {
    return this.#items;
  }
  get unread(): number {
    return this.#unread;
  }

  /** Asks for the newest and listens from then on; returns how to stop. */
  follow(): () => void {
    void this.load();
    return live.onNotified((notification) => {
      if (this.#items.some(({ id }) => id === notification.id)) return;
      this.#items = [notification, ...this.#items].slice(0, shown);
      this.#unread++;
    });
  }

  async load(): Promise<void> {
    const { items, unread } = await call("GET /api/notifications", { query: { limit: shown } });
    this.#items = items;
    this.#unread = unread;
  }

  /** Everything up to the newest that is shown. */
  async readAll(): Promise<void> {
    const newest = this.#items[0];
    if (!newest) return;
    await call("POST /api/notifications/read", { body: { until: newest.at } });
    await this.load();
  }
}

export const inbox = new Inbox();
