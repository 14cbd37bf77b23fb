import { setImmediate as otherWork } from "node:timers/promises";
import type { Tariff } from "@plantroom/model/energy/tariff.ts";
import { boundaries, type Period } from "@plantroom/model/meters/calendar.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { EquipmentDay } from "../readings/grid.ts";
import type { ReadingStore, StoredReading } from "../readings/store.ts";
import type { Estate } from "../sites/estate.ts";
import { dayTotal, type PartFigures } from "./day-figures.ts";
import { DayHours, type HoursByDay } from "./day-hours.ts";
import type { EnergyDays } from "./energy-days.ts";
import { FiguresCache } from "./figures-cache.ts";
import { type Meter, meterOf } from "./meter.ts";
import type { MeterLedger } from "./meter-ledger.ts";
import { SettledDays } from "./settled-days.ts";
import { type SiteDay, siteDay } from "./site-day.ts";

export interface FiguresOptions {
  readonly store: ReadingStore;
  readonly estate: Estate;
  readonly ledger: MeterLedger;
  readonly clock: Clock;
  readonly tariffs: readonly Tariff[];
  readonly days: EnergyDays;
  /** Days with their hours that are kept in memory. */
  readonly mostDays?: number;
}

/** Days with their prices that are kept; some 10 kB each. */
const mostSiteDays = 2_000;
/** Meters whose days are read from the operations database before others get their turn. */
const metersAtOnce = 10;

type Parts = readonly (readonly PartFigures[])[];

/** The figures of meters by hour and by day, made from registers when they are asked for; days that are settled are kept. */
export class Figures {
  readonly #options: FiguresOptions;
  readonly #cache: FiguresCache;
  readonly #dayHours: DayHours;
  readonly #settled: SettledDays;
  readonly #days = new Map<string, SiteDay>();
  #watched: ReadonlyMap<string, ReadonlyMap<string, Meter>> | undefined;

  constructor(options: FiguresOptions) {
    const { store, ledger, estate, tariffs, mostDays } = options;
    this.#options = options;
    this.#cache = new FiguresCache(mostDays);
    this.#dayHours = new DayHours({ store, ledger, cache: this.#cache });
    this.#settled = new SettledDays({
      ...{ store, ledger, tariffs, days: options.days },
      meters: () => this.#metersBySite(),
      daysOf: (site, from, to) => this.#daysOf(site, from, to),
      // Not the ones kept in memory: a history that is worked through would drive out what is looked at.
      hoursOf: (meter, days) => new DayHours({ store, ledger, cache: new FiguresCache(0) }).of([meter], days, 0),
      now: (site) => this.now(site),
    });
    estate.onChange(() => {
      this.#watched = undefined;
      this.#days.clear();
      this.#cache.clear();
      this.#settled.changed();
    });
    ledger.onChange((site, equipment) => {
      this.#cache.changed(site, equipment, Number.NEGATIVE_INFINITY);
      this.#settled.changed();
    });
  }

  /** Hours of the local days that a period touches, as far as these have begun; one list per meter. Throws `StoreFailure`. */
  async hours(site: Site, meters: readonly Meter[], period: Period): Promise<Parts> {
    const now = this.now(site);
    const days = this.#begun(site, period, now);
    const made = await this.#dayHours.of(meters, days, now);
    return made.map((byDay) => days.flatMap((one) => byDay.get(one.from) ?? []));
  }

  /** The same with one figure for each local day that lies within the period, and hours for those at its edges. */
  async parts(site: Site, meters: readonly Meter[], period: Period): Promise<Parts> {
    const now = this.now(site);
    const days = this.#begun(site, period, now);
    const isWithin = (one: SiteDay) => one.from >= period.from && one.to <= period.to;
    const kept = await this.#keptOf(site, meters, days.filter(isWithin));
    const made = await this.#madeOf(meters, days, kept, now);
    return meters.map((meter, i) =>
      days.flatMap((one): readonly PartFigures[] => {
        const whole = kept[i]?.get(one.from);
        if (whole) return [whole];
        const hours = made[i]?.get(one.from) ?? [];
        return isWithin(one) && hours.length > 0 ? [dayTotal(hours, meter.medium, site.currency)] : hours;
      }),
    );
  }

  /** Up to when there is something to know: the present, or for a site with a clock of its own everything. */
  now(site: Site): Instant {
    return site.clock === "wall" ? this.#options.clock.now() : Number.POSITIVE_INFINITY;
  }

  /** Readings were stored: days that they could change are made anew when they are asked for. */
  stored(readings: readonly StoredReading[]): void {
    const watched = this.#watch();
    for (const { site, equipment, point, at } of readings) {
      if (watched.get(site)?.get(equipment)?.series.point === point) this.#cache.changed(site, equipment, at);
    }
  }

  /** Roll-ups of days were made anew. */
  async rebuilt(days: readonly EquipmentDay[]): Promise<void> {
    await this.#settled.rebuilt(days);
  }

  /** Makes and keeps what is settled and not kept yet. */
  async prepare(): Promise<void> {
    await this.#settled.prepare();
  }

  async #keptOf(site: Site, meters: readonly Meter[], days: readonly SiteDay[]) {
    const kept: ReadonlyMap<Instant, PartFigures>[] = [];
    for (const [i, meter] of meters.entries()) {
      kept.push(await this.#settled.find(site, meter, days));
      if (i % metersAtOnce === metersAtOnce - 1) await otherWork();
    }
    return kept;
  }

  /** What is not kept; meters that miss the same days are read together. */
  async #madeOf(
    meters: readonly Meter[],
    days: readonly SiteDay[],
    kept: readonly ReadonlyMap<Instant, PartFigures>[],
    now: Instant,
  ): Promise<readonly (HoursByDay | undefined)[]> {
    const made: (HoursByDay | undefined)[] = meters.map(() => undefined);
    const asked = meters.map((meter, i) => ({ meter, i, missing: days.filter((one) => !kept[i]?.has(one.from)) }));
    const alike = Map.groupBy(asked, ({ missing }) => missing.map(({ from }) => from).join());
    for (const group of alike.values()) {
      const found = await this.#dayHours.of(
        group.map(({ meter }) => meter),
        group[0]?.missing ?? [],
        now,
      );
      for (const [place, { i }] of group.entries()) made[i] = found[place];
    }
    return made;
  }

  #begun(site: Site, { from, to }: Period, now: Instant): SiteDay[] {
    return this.#daysOf(site, from, to).filter((one) => one.from < now);
  }

  #daysOf(site: Site, from: Instant, to: Instant): SiteDay[] {
    const bounds = boundaries("day", from, to, site.timeZone);
    return bounds.slice(1).map((end, i) => {
      const start = bounds[i] ?? end;
      const key = `${site.id} ${start}`;
      const known = this.#days.get(key);
      if (known) return known;
      if (this.#days.size >= mostSiteDays) this.#days.clear();
      const made = siteDay(site, start, end, this.#options.tariffs);
      this.#days.set(key, made);
      return made;
    });
  }

  #metersBySite(): readonly { readonly site: Site; readonly meters: ReadonlyMap<string, Meter> }[] {
    const watched = this.#watch();
    return this.#options.estate.sites().map((site) => ({ site, meters: watched.get(site.id) ?? new Map() }));
  }

  #watch(): ReadonlyMap<string, ReadonlyMap<string, Meter>> {
    const { estate } = this.#options;
    this.#watched ??= new Map(
      estate.sites().map(({ id }) => {
        const meters = estate.equipmentOf(id).flatMap((one) => meterOf(one, estate) ?? []);
        return [id, new Map(meters.map((meter) => [meter.equipment.id, meter]))];
      }),
    );
    return this.#watched;
  }
}
