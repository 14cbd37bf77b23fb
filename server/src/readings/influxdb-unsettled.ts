import type { StoredReading } from "./store.ts";

/** Past it the oldest are forgotten: enough for the halves of a batch, too few to fill memory. */
const most = 500_000;

/**
 * Orders of what is stored ahead of the position: only for these can an earlier order come after a later one, while a batch is
 * written in parts. Below the position the journal's own order is the order of writing.
 */
export class Unsettled {
  readonly #orders = new Map<string, number>();
  #highest = -1;

  add(reading: StoredReading): void {
    const key = keyOf(reading);
    const before = this.#orders.get(key);
    if (before === undefined && this.#orders.size >= most) this.#orders.delete(this.#orders.keys().next().value ?? "");
    this.#orders.set(key, Math.max(before ?? -1, reading.order));
    this.#highest = Math.max(this.#highest, reading.order);
  }

  /** Whether a later order is stored for the same point and time. */
  isLate(reading: StoredReading): boolean {
    return this.#orders.size > 0 && (this.#orders.get(keyOf(reading)) ?? -1) > reading.order;
  }

  settle(position: number): void {
    if (position > this.#highest) this.clear();
  }

  clear(): void {
    this.#orders.clear();
    this.#highest = -1;
  }
}

function keyOf({ site, equipment, point, at }: StoredReading): string {
  return `${site}/${equipment}/${point} ${at}`;
}
