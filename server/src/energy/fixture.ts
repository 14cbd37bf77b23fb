import { defaultTariffs } from "@plantroom/model/energy/tariffs.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import type { Instant } from "@plantroom/model/time.ts";
import { HandClock } from "../clock.ts";
import { type Database, openDatabase } from "../database/database.ts";
import type { Call } from "../http/handler.ts";
import type { EquipmentDay } from "../readings/grid.ts";
import { MemoryReadings } from "../readings/memory.ts";
import type { ReadingStore, StoredReading } from "../readings/store.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { EnergyDays } from "./energy-days.ts";
import { Figures, type FiguresOptions } from "./figures.ts";
import { energyHandlers } from "./handlers.ts";
import { MeterLedger } from "./meter-ledger.ts";

export const taipei: Site = {
  id: "court",
  name: "Harbour Court",
  names: { "zh-Hant": "港灣花園" },
  timeZone: "Asia/Taipei",
  clock: "wall",
  currency: "TWD",
  tariffs: { electricity: "tw-commercial-tou", water: "tw-water-flat" },
};
export const madrid: Site = { id: "house", name: "House", timeZone: "Europe/Madrid", clock: "wall", currency: "EUR" };

export type Register = readonly [at: Instant | string, value: number];
type Query<K extends "GET /api/energy/consumption" | "GET /api/energy/meters"> = Call<K>["query"];

/** For tests: energy over a store, in memory unless another is given, at a time that stands still. */
export class EnergyFixture {
  readonly store: ReadingStore;
  readonly estate = new MemoryEstate();
  readonly clock: HandClock;
  readonly database: Database;
  readonly ledger: MeterLedger;
  readonly #more: Pick<FiguresOptions, "mostDays">;
  #figures: Figures;
  #handlers: ReturnType<typeof energyHandlers>;
  #order = 0;

  private constructor(
    now: Instant,
    database: Database,
    ledger: MeterLedger,
    store: ReadingStore,
    more: Pick<FiguresOptions, "mostDays">,
  ) {
    this.store = store;
    this.clock = new HandClock(now);
    this.database = database;
    this.ledger = ledger;
    this.#more = more;
    this.#figures = this.#begin();
    this.#handlers = this.#routes();
    this.estate.apply({ sites: [taipei, madrid] });
  }

  static async at(
    now: string,
    store: ReadingStore = new MemoryReadings(),
    more: Pick<FiguresOptions, "mostDays"> = {},
  ): Promise<EnergyFixture> {
    const database = await openDatabase(":memory:", "");
    return new EnergyFixture(Date.parse(now), database, await MeterLedger.load(database), store, more);
  }

  equip(...equipment: readonly Equipment[]): void {
    this.estate.apply({ equipment });
  }

  /** Registers of an electricity or a water meter, written as the historian does. */
  async read(site: Site, equipment: string, registers: readonly Register[]): Promise<void> {
    const water = this.estate.equipment(site.id, equipment)?.type === "water-meter";
    const point = water ? "volume" : "energy_import";
    const readings = registers.map(([when, value]): StoredReading => {
      const at = typeof when === "string" ? Date.parse(when) : when;
      const order = this.#order++;
      return { site: site.id, equipment, point, at, receivedAt: at, value, quality: "good", order };
    });
    await this.store.write(readings, 0);
    this.#figures.stored(readings);
  }

  /** What was only in memory is gone. */
  restart(): void {
    this.#figures = this.#begin();
    this.#handlers = this.#routes();
  }

  /** Rolls up what is due, and keeps the days of meters that are settled by then. */
  async settle(): Promise<void> {
    const onRebuilt = (days: readonly EquipmentDay[]) => this.#figures.rebuilt(days);
    while ((await this.store.rollUp({ now: this.clock.now(), onRebuilt })) > 0);
    await this.#figures.prepare();
  }

  async consumption(site: Site, query: Partial<Query<"GET /api/energy/consumption">>, sites?: readonly string[]) {
    return this.#handlers["GET /api/energy/consumption"](
      this.#call({ site: site.id, medium: "electricity", step: "day", ...query }, sites),
    );
  }

  async meters(site: Site, query: Partial<Query<"GET /api/energy/meters">>) {
    return this.#handlers["GET /api/energy/meters"](this.#call({ site: site.id, ...query }));
  }

  async csv(site: Site, query: Partial<Call<"GET /api/energy/consumption.csv">["query"]>) {
    return this.#handlers["GET /api/energy/consumption.csv"](
      this.#call({ site: site.id, medium: "electricity", step: "day", locale: "en", ...query }),
    );
  }

  async replace(body: Call<"POST /api/energy/replacements">["body"], sites?: readonly string[]) {
    return this.#handlers["POST /api/energy/replacements"](this.#call(undefined, sites, body));
  }

  async close(): Promise<void> {
    await this.database.destroy();
    await this.store.close();
  }

  #begin(): Figures {
    const { store, estate, ledger, clock, database } = this;
    const days = new EnergyDays(database);
    return new Figures({ store, estate, ledger, clock, tariffs: defaultTariffs, days, ...this.#more });
  }

  #routes() {
    const { estate, ledger, clock } = this;
    return energyHandlers({ figures: this.#figures, ledger, estate, tariffs: defaultTariffs, clock });
  }

  #call(query: unknown, sites?: readonly string[], body?: unknown): never {
    const person = { username: "energy", name: "Energy", roles: ["energy-manager"], sites };
    const origin = { address: "", session: undefined, setSession: () => undefined };
    return { params: undefined, query, body, person, origin } as never;
  }
}

/** An electricity meter of a site. */
export function electricity(site: Site, id: string, details: Partial<Equipment> = {}): Equipment {
  return { site: site.id, id, type: "electricity-meter", name: id, ...details };
}

/** Registers every so often over a period, from 0, at a rate in units per hour. */
export function steady(from: string, to: string, everyMinutes: number, perHour: number, start = 0): Register[] {
  const begin = Date.parse(from);
  const step = everyMinutes * 60_000;
  const count = Math.floor((Date.parse(to) - begin) / step) + 1;
  return Array.from({ length: count }, (_, i) => [begin + i * step, start + (perHour * i * everyMinutes) / 60]);
}
