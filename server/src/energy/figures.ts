import { setImmediate as otherWork } from "node:timers/promises";
import type { Tariff } from "@plantroom/model/energy/tariff.ts";
import { boundaries, type Period } from "@plantroom/model/meters/calendar.ts";
import { ownInterval } from "@plantroom/model/meters/intervals.ts";
import { differences, type Reading } from "@plantroom/model/meters/register.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import { day, hour, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { ReadingStore, StoredReading } from "../readings/store.ts";
import { Turns } from "../readings/turns.ts";
import type { Estate } from "../sites/estate.ts";
import { dayFigures, type HourFigures } from "./day-figures.ts";
import { FiguresCache, type Making } from "./figures-cache.ts";
import { type Meter, meterOf } from "./meter.ts";
import type { MeterLedger } from "./meter-ledger.ts";
import { readRegisters } from "./registers.ts";
import { type SiteDay, siteDay } from "./site-day.ts";

export interface FiguresOptions {
  readonly store: ReadingStore;
  readonly estate: Estate;
  readonly ledger: MeterLedger;
  readonly clock: Clock;
  readonly tariffs: readonly Tariff[];
}

/** Days of one meter that are read at once: 77,000 quarter hours at most. */
const daysAtOnce = 800;
/** Days with their prices that are kept; some 10 kB each. */
const mostSiteDays = 2_000;
/** A meter's own interval is what lies between so many readings or more; with fewer, what it declares. */
const fewReadings = 5;
/** A meter that reports more rarely has to declare it, or its gaps would hide behind each other. */
const longestOwnInterval = hour;

/** The figures of meters by hour, made from registers when they are asked for; those of days that are over are kept in memory. */
export class Figures {
  readonly #options: FiguresOptions;
  readonly #cache = new FiguresCache();
  readonly #days = new Map<string, SiteDay>();
  readonly #turns = new Turns(2);
  #watched: ReadonlyMap<string, ReadonlyMap<string, Meter>> | undefined;

  constructor(options: FiguresOptions) {
    this.#options = options;
    options.estate.onChange(() => {
      this.#watched = undefined;
      this.#days.clear();
      this.#cache.clear();
    });
    options.ledger.onChange((site, equipment) => this.#cache.changed(site, equipment, Number.NEGATIVE_INFINITY));
  }

  /** Hours of the local days that a period touches, as far as these have begun; one list per meter. Throws `StoreFailure`. */
  async hours(
    site: Site,
    meters: readonly Meter[],
    { from, to }: Period,
  ): Promise<readonly (readonly HourFigures[])[]> {
    const now = this.now(site);
    const days = this.#daysOf(site, from, to).filter((one) => one.from < now);
    const found = meters.map((): HourFigures[] => []);
    const step = Math.max(1, Math.floor(daysAtOnce / Math.max(1, meters.length)));
    for (let start = 0; start < days.length; start += step) {
      const span = days.slice(start, start + step);
      const parts = await this.#turns.take(() => this.#of(meters, span, now));
      for (const [i, part] of parts.entries()) found[i]?.push(...part);
    }
    return found;
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

  async #of(meters: readonly Meter[], span: readonly SiteDay[], now: Instant): Promise<readonly HourFigures[][]> {
    const missing = span.filter((one) => meters.some((meter) => !this.#cache.find(meter, one.from)));
    const asked = meters.filter((meter) => missing.some((one) => !this.#cache.find(meter, one.from)));
    const made = new Map(asked.map((meter) => [meter, new Map<Instant, readonly HourFigures[]>()]));
    const makings = new Map(asked.map((meter) => [meter, this.#cache.begin(meter)]));
    try {
      await this.#make(missing, made, makings, now);
    } finally {
      for (const making of makings.values()) this.#cache.end(making);
    }
    return meters.map((meter) =>
      span.flatMap((one) => made.get(meter)?.get(one.from) ?? this.#cache.find(meter, one.from) ?? []),
    );
  }

  async #make(
    days: readonly SiteDay[],
    made: ReadonlyMap<Meter, Map<Instant, readonly HourFigures[]>>,
    makings: ReadonlyMap<Meter, Making>,
    now: Instant,
  ): Promise<void> {
    const [first] = days;
    const last = days.at(-1);
    if (!first || !last) return;
    const meters = [...made.keys()];
    const behind = Math.max(...meters.map(lookBehind));
    const ahead = Math.max(...meters.map(lookAhead));
    const registers = await readRegisters(
      this.#options.store,
      meters,
      { from: first.from - behind, to: last.to + ahead },
      first.from,
    );
    for (const [i, meter] of meters.entries()) {
      const { site, id } = meter.equipment;
      const readings = registers[i] ?? [];
      const found = differences(readings, meter.shape, this.#options.ledger.replacements(site, id));
      for (const one of days) {
        const near = { from: one.from - lookBehind(meter), to: one.to + lookAhead(meter) };
        const touching = found.filter(({ from, to }) => from < one.to && to > one.from);
        const hours = dayFigures(meter, one, touching, intervalOf(meter, readings, { from: near.from, to: one.to }));
        made.get(meter)?.set(one.from, hours);
        const making = makings.get(meter);
        if (making && near.to <= now) this.#cache.keep(making, one.from, hours, near.to);
      }
      await otherWork();
    }
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

/** How far before a day readings are looked at, for what the register was and how often the meter reports. */
function lookBehind({ interval }: Meter): Milliseconds {
  return Math.max(day, 2 * interval);
}

/** How far behind a day the next reading is looked for, which covers the day's end. */
function lookAhead({ interval }: Meter): Milliseconds {
  return 2 * Math.max(longestOwnInterval, interval);
}

function intervalOf({ interval }: Meter, readings: readonly Reading[], { from, to }: Period): Milliseconds {
  const near = readings.filter(({ at }) => at >= from && at <= to);
  const own = near.length < fewReadings ? interval : ownInterval(near, interval);
  return Math.max(interval, Math.min(own, longestOwnInterval));
}
