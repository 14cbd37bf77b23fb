import type { Tariff } from "@plantroom/model/energy/tariff.ts";
import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import { day as dayLong, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import type { EquipmentDay } from "../readings/grid.ts";
import type { ReadingStore } from "../readings/store.ts";
import { Turns } from "../turns.ts";
import { basisOf } from "./basis.ts";
import { dayTotal, type PartFigures } from "./day-figures.ts";
import { type HoursByDay, settledBy } from "./day-hours.ts";
import type { EnergyDays, MeterDays } from "./energy-days.ts";
import type { Meter } from "./meter.ts";
import type { MeterLedger } from "./meter-ledger.ts";
import type { SiteDay } from "./site-day.ts";

export interface SettledDaysOptions {
  readonly store: Pick<ReadingStore, "unsettled" | "firstFrom" | "lastBefore">;
  readonly ledger: MeterLedger;
  readonly tariffs: readonly Tariff[];
  readonly days: EnergyDays;
  readonly meters: () => readonly { readonly site: Site; readonly meters: ReadonlyMap<string, Meter> }[];
  readonly daysOf: (site: Site, from: Instant, to: Instant) => readonly SiteDay[];
  readonly hoursOf: (meter: Meter, days: readonly SiteDay[]) => Promise<readonly HoursByDay[]>;
  readonly now: (site: Site) => Instant;
}

const daysAtOnce = 100;
const everBefore: Instant = -8e15;
/** One reading with a time of long ago must not bring thousands of empty days. */
const longest: Milliseconds = 4_000 * dayLong;

/**
 * Totals of days whose roll-ups are up to date, kept in the operations database. A reading that changes one leaves its day of the
 * store unsettled, and while it is, no total that it could change is believed; before the store counts the day as settled again, these totals
 * are dropped. So a crash anywhere leaves either the mark or nothing.
 */
export class SettledDays {
  readonly #options: SettledDaysOptions;
  /** What is kept and what is dropped never cross. */
  readonly #turns = new Turns();
  /** Since when there are readings. */
  readonly #first = new Map<EquipmentKey, Instant>();
  /** Meters that may have days that are not kept; undefined: all. */
  #due: Set<EquipmentKey> | undefined;

  constructor(options: SettledDaysOptions) {
    this.#options = options;
  }

  /** Days that are kept and hold, by their beginning. Throws `StoreFailure`. */
  async find(site: Site, meter: Meter, days: readonly SiteDay[]): Promise<ReadonlyMap<Instant, PartFigures>> {
    const [first] = days;
    const last = days.at(-1);
    if (!first || !last) return new Map();
    const limit = await this.#settledUpTo(meter);
    const kept = await this.#options.days.find(this.#keyOf(site, meter), first.from, last.to);
    return new Map(
      [...kept].flatMap(([from, { figures, until }]) => (until < limit ? [[from, figures] as const] : [])),
    );
  }

  /** Everything may have another basis. */
  changed(): void {
    this.#due = undefined;
  }

  async rebuilt(days: readonly EquipmentDay[]): Promise<void> {
    const meters = new Map(this.#options.meters().map(({ site, meters: ofSite }) => [site.id, ofSite]));
    const touched = days.filter(({ site, equipment }) => meters.get(site)?.has(equipment));
    await this.#turns.take(async () => {
      for (const { site, equipment, day } of touched) {
        const key = equipmentKey(site, equipment);
        await this.#options.days.drop(site, equipment, day * dayLong);
        this.#due?.add(key);
        const first = this.#first.get(key);
        if (first !== undefined) this.#first.set(key, Math.min(first, day * dayLong));
      }
    });
  }

  async prepare(): Promise<void> {
    const due = this.#due;
    this.#due = new Set();
    const asked = this.#options
      .meters()
      .flatMap(({ site, meters }) => [...meters.values()].map((meter) => ({ site, meter })));
    const open = asked.filter(({ site, meter }) => due?.has(equipmentKey(site.id, meter.equipment.id)) ?? true);
    for (const [i, { site, meter }] of open.entries()) {
      try {
        await this.#prepare(site, meter);
      } catch (problem) {
        for (const left of open.slice(i)) this.#due?.add(equipmentKey(left.site.id, left.meter.equipment.id));
        throw problem;
      }
    }
  }

  async #prepare(site: Site, meter: Meter): Promise<void> {
    const { days, daysOf, hoursOf, now } = this.#options;
    const first = await this.#firstOf(meter);
    const limit = Math.min(await this.#settledUpTo(meter), now(site));
    if (first === undefined || first >= limit) return;
    const key = this.#keyOf(site, meter);
    // With a clock of its own a site has no present: its days end with its readings.
    const last = Number.isFinite(limit) ? undefined : await this.#options.store.lastBefore(meter.series, -everBefore);
    const end = last?.at ?? limit;
    const over = daysOf(site, Math.max(first, end - longest), end).filter((one) => settledBy(meter, one) < end);
    const kept = await days.find(key, first - dayLong, end);
    const missing = over.filter((one) => !kept.has(one.from));
    for (let start = 0; start < missing.length; start += daysAtOnce) {
      const span = missing.slice(start, start + daysAtOnce);
      const [hours] = await hoursOf(meter, span);
      const made = span.flatMap((one) => {
        const ofDay = hours?.get(one.from) ?? [];
        const until = settledBy(meter, one);
        return ofDay.length > 0 ? [{ figures: dayTotal(ofDay, meter.medium, site.currency), until }] : [];
      });
      await this.#turns.take(async () => {
        const settled = await this.#settledUpTo(meter);
        await days.keep(
          key,
          made.filter(({ until }) => until < settled),
        );
      });
    }
  }

  /** Up to where nothing waits to be rolled up. */
  async #settledUpTo({ equipment: { site, id } }: Meter): Promise<Instant> {
    const [first] = await this.#options.store.unsettled(site, id);
    return first ? first[0] * dayLong : Number.POSITIVE_INFINITY;
  }

  async #firstOf({ series }: Meter): Promise<Instant | undefined> {
    const key = equipmentKey(series.site, series.equipment);
    const known = this.#first.get(key);
    if (known !== undefined) return known;
    const sample = await this.#options.store.firstFrom(series, everBefore);
    if (sample) this.#first.set(key, sample.at);
    return sample?.at;
  }

  #keyOf(site: Site, meter: Meter): MeterDays {
    const { ledger, tariffs } = this.#options;
    const { id } = meter.equipment;
    const basis = basisOf(site, meter, tariffs, ledger.replacements(site.id, id));
    return { site: site.id, equipment: id, basis };
  }
}
