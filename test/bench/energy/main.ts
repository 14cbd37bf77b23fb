import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { defaultTariffs } from "@plantroom/model/energy/tariffs.ts";
import type { Equipment } from "@plantroom/model/sites/equipment.ts";
import type { Site } from "@plantroom/model/sites/site.ts";
import { day, minute } from "@plantroom/model/time.ts";
import { HandClock } from "../../../server/src/clock.ts";
import { openDatabase } from "../../../server/src/database/database.ts";
import { EnergyDays } from "../../../server/src/energy/energy-days.ts";
import { Figures } from "../../../server/src/energy/figures.ts";
import { energyHandlers } from "../../../server/src/energy/handlers.ts";
import { MeterLedger } from "../../../server/src/energy/meter-ledger.ts";
import type { EquipmentDay } from "../../../server/src/readings/grid.ts";
import { openReadingStore } from "../../../server/src/readings/open.ts";
import type { StoredReading } from "../../../server/src/readings/store.ts";
import { MemoryEstate } from "../../../server/src/sites/memory-estate.ts";
import { Influxd, influxdProgram } from "../../support/influxd.ts";

/**
 * `npm run bench:energy -- [--meters 200] [--days 365] [--minutes 15] [--stores duckdb,influxdb]`: a year of meters is written, rolled up and
 * asked for by month and by meter, with everything in memory lost (cold) and again (warm); what the roll-ups cost stands beside it.
 */
const { values: options } = parseArgs({
  options: {
    meters: { type: "string", default: "200" },
    days: { type: "string", default: "365" },
    minutes: { type: "string", default: "15" },
    stores: { type: "string", default: "duckdb,influxdb" },
  },
});
const [meters, days, minutes] = [options.meters, options.days, options.minutes].map(Number) as [number, number, number];

const now = Date.UTC(2025, 10, 23, 6, 30);
const begin = now - days * day;
const site: Site = {
  ...{ id: "bench", name: "Bench", timeZone: "Asia/Taipei", clock: "wall", currency: "TWD" },
  tariffs: { electricity: "tw-commercial-tou" },
};
const equipment = Array.from({ length: meters }, (_, i): Equipment => {
  const parent = i === 0 ? {} : { parent: "meter-0" };
  return { site: site.id, id: `meter-${i}`, type: "electricity-meter", name: `Meter ${i}`, ...parent };
});

for (const kind of options.stores.split(",")) {
  if (kind === "influxdb" && !influxdProgram) continue;
  const folder = await mkdtemp(join(tmpdir(), "plantroom-bench-energy-"));
  const influxd = kind === "influxdb" ? await Influxd.start() : undefined;
  try {
    console.log(`${kind}: ${meters} meters, ${days} days, a reading every ${minutes} min`);
    console.table(await measure(influxd ? `influxdb:${influxd.place("bench")}` : "duckdb:", folder));
  } finally {
    await influxd?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(url: string, dataDirectory: string): Promise<Record<string, number>> {
  const estate = new MemoryEstate();
  estate.apply({ sites: [site], equipment });
  const database = await openDatabase("sqlite:", dataDirectory);
  const ledger = await MeterLedger.load(database);
  const clock = new HandClock(now);
  const openStore = () => openReadingStore(url, { dataDirectory, deviceTypeOf: () => "electricity-meter" });
  let store = await openStore();
  const tariffs = defaultTariffs;
  const energy = () => {
    const figures = new Figures({ store, estate, ledger, clock, tariffs, days: new EnergyDays(database) });
    return { figures, handlers: energyHandlers({ figures, ledger, estate, tariffs, clock }) };
  };
  const { figures } = energy();
  const found: Record<string, number> = {};

  let readings = 0;
  const write = await spent(async () => {
    for (const batch of batches()) {
      readings += batch.length;
      await store.write(batch, readings);
    }
  });
  const millions = readings / 1e6;
  const onRebuilt = (rebuilt: readonly EquipmentDay[]) => figures.rebuilt(rebuilt);
  const rollUp = await spent(async () => {
    while ((await store.rollUp({ now, onRebuilt })) > 0);
  });
  const prepare = await spent(() => figures.prepare());
  Object.assign(found, {
    "million readings": round(millions),
    "write CPU s per million": round(write.cpu / millions),
    "write s": round(write.wall),
    "roll up CPU s per million": round(rollUp.cpu / millions),
    "roll up s": round(rollUp.wall),
    "days of meters s": round(prepare.wall),
    "operations database MB": round((await stat(join(dataDirectory, "operations.sqlite"))).size / 1e6),
  });

  const year = { site: site.id, from: new Date(begin).toISOString(), to: new Date(now).toISOString() };
  await store.close();
  store = await openStore();
  const { handlers } = energy();
  for (const state of ["cold", "warm"]) {
    const ask = async (name: string, question: () => Promise<unknown>) => {
      const { wall, cpu } = await spent(async () => JSON.stringify(await question()));
      found[`${name}, ${state} ms`] = round(wall * 1_000);
      found[`${name}, ${state} CPU ms`] = round(cpu * 1_000);
    };
    await ask("year of all meters", () => handlers["GET /api/energy/meters"](callOf(year)));
    await ask("year by month", () =>
      handlers["GET /api/energy/consumption"](callOf({ ...year, medium: "electricity", step: "month" })),
    );
  }
  await store.close();
  await database.destroy();
  return found;
}

/** Batches as the historian makes them, in the order of time. */
function* batches(): Generator<StoredReading[]> {
  let order = 0;
  let batch: StoredReading[] = [];
  for (let at = Math.ceil(begin / minute) * minute; at <= now; at += minutes * minute) {
    const rows = equipment.map(({ site, id }, i): StoredReading => {
      const value = Math.round(((at - begin) / 3_600_000) * (i + 1) * 100) / 100;
      const point = "energy_import";
      return { site, equipment: id, point, at, receivedAt: at, value, quality: "good", order: order++ };
    });
    batch.push(...rows);
    if (batch.length < 5_000) continue;
    yield batch;
    batch = [];
  }
  yield batch;
}

async function spent(work: () => Promise<unknown>): Promise<{ readonly wall: number; readonly cpu: number }> {
  const [begun, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - begun) / 1_000, cpu: (user + system) / 1e6 };
}

function callOf(query: unknown): never {
  const person = { username: "energy", name: "Energy", roles: ["energy-manager"], sites: undefined };
  return { params: undefined, query, body: undefined, person } as never;
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
