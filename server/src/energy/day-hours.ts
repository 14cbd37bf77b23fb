import { setImmediate as otherWork } from "node:timers/promises";
import type { Period } from "@plantroom/model/meters/calendar.ts";
import { ownInterval } from "@plantroom/model/meters/intervals.ts";
import { differences, type Reading } from "@plantroom/model/meters/register.ts";
import { day, hour, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import type { ReadingStore } from "../readings/store.ts";
import { Turns } from "../turns.ts";
import { dayFigures, type PartFigures } from "./day-figures.ts";
import type { FiguresCache, Making } from "./figures-cache.ts";
import type { Meter } from "./meter.ts";
import type { MeterLedger } from "./meter-ledger.ts";
import { readRegisters } from "./registers.ts";
import type { SiteDay } from "./site-day.ts";

/** The hours of a meter's days, by the day's beginning. */
export type HoursByDay = Map<Instant, readonly PartFigures[]>;

export interface DayHoursOptions {
  readonly store: ReadingStore;
  readonly ledger: MeterLedger;
  readonly cache: FiguresCache;
}

/** Days of one meter that are read at once: 77,000 quarter hours at most. */
const daysAtOnce = 800;
/** A meter's own interval is what lies between so many readings or more; with fewer, what it declares. */
const fewReadings = 5;
/** A meter that reports more rarely has to declare it, or its gaps would hide behind each other. */
const longestOwnInterval = hour;

/** Makes the hours of days from registers; those of days that are over are kept in memory. */
export class DayHours {
  readonly #options: DayHoursOptions;
  readonly #turns = new Turns(2);

  constructor(options: DayHoursOptions) {
    this.#options = options;
  }

  /** Of every day given, for each meter. Throws `StoreFailure`. */
  async of(meters: readonly Meter[], days: readonly SiteDay[], now: Instant): Promise<readonly HoursByDay[]> {
    const found = meters.map((): HoursByDay => new Map());
    const most = Math.max(1, Math.floor(daysAtOnce / Math.max(1, meters.length)));
    for (const span of spansOf(days, most)) {
      const parts = await this.#turns.take(() => this.#span(meters, span, now));
      for (const [i, part] of parts.entries()) for (const [at, hours] of part) found[i]?.set(at, hours);
    }
    return found;
  }

  async #span(meters: readonly Meter[], span: readonly SiteDay[], now: Instant): Promise<readonly HoursByDay[]> {
    const { cache } = this.#options;
    const found = meters.map((meter): HoursByDay => {
      const known = span.map((one) => [one.from, cache.find(meter, one.from)] as const);
      return new Map(known.flatMap(([at, hours]) => (hours ? [[at, hours]] : [])));
    });
    const missing = span.filter((one) => found.some((days) => !days.has(one.from)));
    const asked = meters.flatMap((meter, i) => {
      const days = found[i];
      return days && missing.some((one) => !days.has(one.from)) ? [{ meter, days, making: cache.begin(meter) }] : [];
    });
    try {
      for (const run of spansOf(missing, daysAtOnce)) await this.#make(run, asked, now);
    } finally {
      for (const { making } of asked) cache.end(making);
    }
    return found;
  }

  async #make(
    days: readonly SiteDay[],
    asked: readonly { readonly meter: Meter; readonly days: HoursByDay; readonly making: Making }[],
    now: Instant,
  ): Promise<void> {
    const { store, ledger, cache } = this.#options;
    const [first] = days;
    const last = days.at(-1);
    if (!first || !last) return;
    const meters = asked.map(({ meter }) => meter);
    const behind = Math.max(...meters.map(lookBehind));
    const ahead = Math.max(...meters.map(lookAhead));
    const registers = await readRegisters(
      store,
      meters,
      { from: first.from - behind, to: last.to + ahead },
      first.from,
    );
    for (const [i, { meter, days: found, making }] of asked.entries()) {
      const { site, id } = meter.equipment;
      const readings = registers[i] ?? [];
      const all = differences(readings, meter.shape, ledger.replacements(site, id));
      for (const one of days) {
        const near = { from: one.from - lookBehind(meter), to: settledBy(meter, one) };
        const touching = all.filter(({ from, to }) => from < one.to && to > one.from);
        const hours = dayFigures(meter, one, touching, intervalOf(meter, readings, { from: near.from, to: one.to }));
        found.set(one.from, hours);
        if (near.to <= now) cache.keep(making, one.from, hours, near.to);
      }
      await otherWork();
    }
  }
}

/** Days that follow each other, at most so many: what lies between two others need not be read. */
function spansOf(days: readonly SiteDay[], most: number): readonly (readonly SiteDay[])[] {
  const spans: SiteDay[][] = [];
  for (const one of days) {
    const span = spans.at(-1);
    if (span && span.length < most && span.at(-1)?.to === one.from) span.push(one);
    else spans.push([one]);
  }
  return spans;
}

/** Readings up to here could change the figures of a day. */
export function settledBy(meter: Meter, one: SiteDay): Instant {
  return one.to + lookAhead(meter);
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
