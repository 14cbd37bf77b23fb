import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { PartFigures } from "./day-figures.ts";
import type { Meter } from "./meter.ts";

/** Days of one meter each; a day takes some 5 kB. */
const mostDays = 6_000;

interface Kept {
  readonly hours: readonly PartFigures[];
  /** Readings up to here could change it. */
  readonly until: Instant;
}

/** Figures being made; what is stored meanwhile could make them old before they are kept. */
export interface Making {
  readonly key: EquipmentKey;
  changedFrom: Instant;
}

/** Figures of days that are over, until a reading of that time arrives late. */
export class FiguresCache {
  /** The meter used longest ago comes first. */
  #days = new Map<EquipmentKey, Map<Instant, Kept>>();
  #making = new Set<Making>();
  #count = 0;
  readonly #most: number;

  constructor(most: number = mostDays) {
    this.#most = most;
  }

  /** What is found may be dropped by whatever is kept next: hold on to it. */
  find({ equipment }: Meter, day: Instant): readonly PartFigures[] | undefined {
    return this.#days.get(equipmentKey(equipment.site, equipment.id))?.get(day)?.hours;
  }

  /** Before the readings are asked for. */
  begin({ equipment }: Meter): Making {
    const making = { key: equipmentKey(equipment.site, equipment.id), changedFrom: Number.POSITIVE_INFINITY };
    this.#making.add(making);
    return making;
  }

  /** Keeps a day unless a reading that could change it came meanwhile. */
  keep({ key, changedFrom }: Making, day: Instant, hours: readonly PartFigures[], until: Instant): void {
    if (changedFrom <= until) return;
    const days = this.#days.get(key) ?? new Map<Instant, Kept>();
    this.#days.delete(key);
    this.#days.set(key, days);
    if (!days.has(day)) this.#count++;
    days.set(day, { hours, until });
    for (const [oldest, dropped] of this.#days) {
      if (this.#count <= this.#most || oldest === key) break;
      this.#days.delete(oldest);
      this.#count -= dropped.size;
    }
  }

  end(making: Making): void {
    this.#making.delete(making);
  }

  /** A reading of that time was stored. */
  changed(site: string, equipment: string, at: Instant): void {
    const key = equipmentKey(site, equipment);
    for (const making of this.#making) if (making.key === key) making.changedFrom = Math.min(making.changedFrom, at);
    const days = this.#days.get(key);
    for (const [day, { until }] of days ?? []) {
      if (until < at) continue;
      days?.delete(day);
      this.#count--;
    }
  }

  clear(): void {
    for (const making of this.#making) making.changedFrom = Number.NEGATIVE_INFINITY;
    this.#days.clear();
    this.#count = 0;
  }
}
