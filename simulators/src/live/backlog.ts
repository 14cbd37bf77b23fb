import type { ReadingsPayload } from "@plantroom/model/topics/topics.ts";

export interface Batch {
  readonly equipment: string;
  readonly readings: readonly ReadingsPayload[];
}

const mostReadings = 20_000;
const perMessage = 48;

/** What a field gateway keeps while its link is down: readings by equipment, the oldest given up when there are too many. */
export class Backlog {
  readonly #waiting = new Map<string, ReadingsPayload[]>();
  #count = 0;
  #lost = 0;

  get size(): number {
    return this.#count;
  }

  /** Readings that were given up since the last call. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  add(equipment: string, reading: ReadingsPayload): void {
    const list = this.#waiting.get(equipment);
    if (list) list.push(reading);
    else this.#waiting.set(equipment, [reading]);
    this.#count++;
    if (this.#count > mostReadings) this.#dropOldest();
  }

  /** The next readings to send, oldest first, of one equipment; undefined when there are none. */
  take(): Batch | undefined {
    for (const [equipment, list] of this.#waiting) {
      const readings = list.splice(0, perMessage);
      if (list.length === 0) this.#waiting.delete(equipment);
      this.#count -= readings.length;
      return { equipment, readings };
    }
    return undefined;
  }

  #dropOldest(): void {
    let longest: ReadingsPayload[] = [];
    for (const list of this.#waiting.values()) if (list.length > longest.length) longest = list;
    longest.shift();
    this.#count--;
    this.#lost++;
  }
}
