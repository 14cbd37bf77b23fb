import { day, hour, iso, minute } from "@plantroom/model/time.ts";
import { beforeEach, describe, expect, test } from "vitest";
import { HandClock } from "../clock.ts";
import type { Call } from "../http/handler.ts";
import { MemoryEstate } from "../sites/memory-estate.ts";
import { readingsHandlers } from "./handlers.ts";
import { MemoryReadings } from "./memory.ts";
import type { StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";

const start = Date.UTC(2024, 10, 23);
const site = { id: "harbour", name: "Harbour", timeZone: "Asia/Taipei", clock: "wall", currency: "TWD" } as const;
const estate = new MemoryEstate();
estate.apply({
  sites: [site],
  equipment: [
    { site: "harbour", id: "pump-1", type: "pump", name: "Pump 1" },
    { site: "harbour", id: "meter-1", type: "electricity-meter", name: "Meter 1" },
  ],
});

let now = start + day;

type Query = Partial<Call<"GET /api/readings">["query"]>;

describe("GET /api/readings", () => {
  let store: MemoryReadings;
  beforeEach(() => {
    now = start + day;
    store = new MemoryReadings();
  });

  const ask = async (query: Query = {}, sites?: readonly string[]) => {
    const call = {
      params: undefined,
      query: {
        site: "harbour",
        equipment: "pump-1",
        point: "power",
        from: iso(start),
        to: iso(start + day),
        resolution: "auto",
        ...query,
      },
      body: undefined,
      person: { username: "operator", name: "Operator", roles: ["operator"], sites },
      origin: { address: "", session: undefined, setSession: () => undefined },
    } as Call<"GET /api/readings">;
    return (
      await readingsHandlers({ store, estate, clock: new HandClock(now), retentionDays: 400 })["GET /api/readings"](
        call,
      )
    ).points;
  };
  const write = (equipment: string, point: string, list: readonly (readonly [at: number, StoredReading["value"]])[]) =>
    store.write(
      list.map(([at, value], order) => {
        const time = start + at;
        return { site: "harbour", equipment, point, at: time, receivedAt: time, value, quality: "good", order };
      }),
      0,
    );
  const every = (step: number, count: number) => Array.from({ length: count }, (_, i) => [i * step, i] as const);

  test("what is forgotten comes in quarter hours, and a period that is kept is not made coarser", async () => {
    await write("pump-1", "power", every(60_000, 1_440));
    const [before] = await ask();
    expect(before).toMatchObject({ resolutionSeconds: 180 });
    now = start + 401 * day;
    expect(await ask()).toEqual([before]);
    await store.forget(start + day);
    const [forgotten] = await ask();
    expect(forgotten).toMatchObject({ resolutionSeconds: 900, samples: { length: 96 } });
    expect(forgotten?.samples[1]).toEqual([iso(start + 15 * minute), 22, "good"]);
    expect(await ask({ from: iso(start - 100 * day), to: iso(start) })).toMatchObject([{ samples: [] }]);
  });

  test("a few samples come as they are, with the unit", async () => {
    await write("pump-1", "power", [
      [0, 5.5],
      [10_000, 6],
    ]);
    expect(await ask()).toEqual([
      {
        site: "harbour",
        equipment: "pump-1",
        point: "power",
        unit: "kW",
        resolutionSeconds: 0,
        samples: [
          [iso(start), 5.5, "good"],
          [iso(start + 10_000), 6, "good"],
        ],
      },
    ]);
  });

  test("many samples come in buckets that a chart can show, with the lowest and the highest", async () => {
    await write("pump-1", "power", every(minute, 1_440));
    const [series] = await ask();
    expect(series?.resolutionSeconds).toBe(180);
    expect(series?.samples).toHaveLength(480);
    expect(series?.samples[1]).toEqual([iso(start + 3 * minute), 4, "good"]);
    expect([series?.low?.[1], series?.high?.[1]]).toEqual([3, 5]);
  });

  test("a register in buckets is the last reading at its own time", async () => {
    await write("meter-1", "energy_import", every(minute, 1_440));
    const [series] = await ask({ equipment: "meter-1", point: "energy_import" });
    expect(series?.samples[1]).toEqual([iso(start + 5 * minute), 5, "good"]);
  });

  test("states and words in buckets are the last of each, a flash shows beside it", async () => {
    await write("pump-1", "running", [
      [0, false],
      [1_000, true],
      [2_000, false],
    ]);
    await write("pump-1", "mode", [
      [0, "auto"],
      [1_000, "manual"],
    ]);
    const [running, mode] = await ask({ point: "running,mode", resolution: 60 });
    expect(running).toMatchObject({ unit: "", samples: [[iso(start + 2_000), false, "good"]], low: [0], high: [1] });
    expect(mode).toMatchObject({ samples: [[iso(start + 1_000), "manual", "good"]], low: [null], high: [null] });
  });

  test("a silence breaks the line, a coarser history does not", async () => {
    const live = [0, 1, 2, 30, 31].map((at) => [12 * hour + at * minute, at] as const);
    await write("pump-1", "power", [
      ...every(15 * minute, 4).map(([at, value]) => [11 * hour + at, value] as const),
      ...live,
    ]);
    const [series] = await ask();
    const empty = series?.samples.flatMap(([at, value]) => (value === null ? [at] : []));
    expect(empty).toEqual([iso(start + 12 * hour + 2 * minute + 1)]);
  });

  test("a state that holds has no gaps", async () => {
    await write(
      "pump-1",
      "running",
      [0, 1, 2, 600].map((at) => [at * minute, true]),
    );
    expect((await ask({ point: "running" }))[0]?.samples).toHaveLength(4);
  });

  test("a point that is unknown, or has no readings, is empty", async () => {
    expect(await ask({ point: "power,never_heard" })).toMatchObject([{ samples: [] }, { unit: "", samples: [] }]);
  });

  test.each([
    ["ends before it begins", { to: iso(start - 1) }, "period-invalid"],
    ["is empty", { to: iso(start) }, "period-invalid"],
    ["is longer than ten years", { from: iso(start - 3_700 * day) }, "period-invalid"],
    [
      "is longer than 400 days, of readings as they came",
      { resolution: "raw", to: iso(start + 401 * day) },
      "period-invalid",
    ],
    ["has too many points", { point: Array.from({ length: 13 }, (_, i) => `p${i}`).join(",") }, "request-invalid"],
    ["has a point that cannot be", { point: "power,../etc" }, "request-invalid"],
    ["asks for too fine a resolution", { resolution: 1 }, "request-invalid"],
    ["names another's site", { site: "foreign" }, "not-found"],
    ["names unknown equipment", { equipment: "pump-9" }, "not-found"],
  ] as const)("a request that %s is refused", async (_, query: Query, code) => {
    await expect(ask(query)).rejects.toMatchObject({ code });
  });

  test("a person of another site sees nothing of this one", async () => {
    await expect(ask({}, ["elsewhere"])).rejects.toMatchObject({ code: "not-found" });
  });

  test("too many raw samples are refused, not cut", async () => {
    await write("pump-1", "power", every(1_000, 20_001));
    await expect(ask({ resolution: "raw" })).rejects.toMatchObject({ code: "request-invalid" });
    expect((await ask({ resolution: "raw", to: iso(start + 20_000_000) }))[0]?.samples).toHaveLength(20_000);
  });

  test("a store that is away says so", async () => {
    store.samples = () => Promise.reject(new StoreFailure("unavailable", "disk full"));
    await expect(ask()).rejects.toMatchObject({ code: "store-unavailable" });
  });
});
