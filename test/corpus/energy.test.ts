import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { hour } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EnergyFixture, electricity, madrid, type Register, taipei } from "../../server/src/energy/fixture.ts";
import { DuckDbReadings } from "../../server/src/readings/duckdb.ts";
import { corpus, hasCorpus } from "./data.ts";

/** Real meters through the store and the figures; the expected numbers come straight from the files. */
describe.skipIf(!hasCorpus)("real meters", () => {
  let energy: EnergyFixture;
  beforeEach(async () => {
    energy = await EnergyFixture.at("2024-01-01T00:00:00Z", await DuckDbReadings.open(":memory:"));
  });
  afterEach(() => energy.close());

  const lines = async (file: string) => {
    const [, ...rows] = (await readFile(join(corpus, file), "utf8")).trim().split(/\r?\n/);
    return rows.map((row) => row.split(","));
  };

  test("b109: hourly consumption as a register of seven digits that rolls over gives back each month and day", async () => {
    const utc = { ...taipei, id: "lab", timeZone: "UTC" };
    energy.estate.apply({ sites: [utc] });
    energy.equip(
      electricity(utc, "b109", { attributes: { rollover: 10_000_000, max_rate: 500, interval_seconds: 3_600 } }),
    );
    const registers: Register[] = [];
    const months = new Map<string, number>();
    const days = new Map<string, number>();
    let register = 9_990_000;
    for (const [time = "", kilowattHours] of await lines("energy/cambridge/b109.csv")) {
      const at = Date.parse(`${time.replace(" ", "T")}Z`);
      if (registers.length === 0) registers.push([at, register]);
      register = (register + Number(kilowattHours)) % 10_000_000;
      registers.push([at + hour, Math.round(register * 10) / 10]);
      for (const [sums, key] of [[months, time.slice(0, 7)] as const, [days, time.slice(0, 10)] as const]) {
        sums.set(key, (sums.get(key) ?? 0) + Number(kilowattHours));
      }
    }
    await energy.read(utc, "b109", registers);

    const year = (from: number) => ({
      meter: "b109",
      from: `${from}-01-01T00:00:00Z`,
      to: `${from + 1}-01-01T00:00:00Z`,
    });
    for (const [step, expected] of [["month", months] as const, ["day", days] as const]) {
      const years = await Promise.all([2018, 2019, 2020].map((one) => energy.consumption(utc, { ...year(one), step })));
      const rows = years.flatMap((one) => one.rows);
      expect(rows).toHaveLength(expected.size);
      for (const { from, consumption } of rows) {
        const sum = expected.get(from.slice(0, step === "month" ? 7 : 10)) ?? Number.NaN;
        expect(Math.abs((consumption ?? Number.NaN) - sum), from).toBeLessThanOrEqual(Math.max(0.01, sum * 0.0001));
      }
      expect(rows.filter(({ flags }) => flags.includes("rollover"))).toHaveLength(1);
    }
  });

  test("W05: every local day is the last register of the day less the last of the day before", async () => {
    energy.equip({
      site: madrid.id,
      id: "W05",
      type: "water-meter",
      name: "W05",
      attributes: { interval_seconds: 3_600 },
    });
    const lastOfDay = new Map<string, number>();
    const registers: Register[] = [];
    for (const [, local = "", litres] of await lines("water/W05_clean.csv")) {
      lastOfDay.set(local.slice(0, 10), Number(litres));
      registers.push([instantOf(local, Number(registers.at(-1)?.[0] ?? 0)), Number(litres) / 1_000]);
    }
    await energy.read(madrid, "W05", registers);

    const period = { from: "2016-03-01T00:00:00+01:00", to: "2017-03-01T00:00:00+01:00" };
    const { rows, total } = await energy.consumption(madrid, { meter: "W05", ...period });
    const dates = [...lastOfDay.keys()];
    expect(dates.length).toBeGreaterThan(300);
    for (const { from, consumption } of rows) {
      const date = dateOf(from);
      const before = dates[dates.indexOf(date) - 1];
      const expected =
        before === undefined ? undefined : (lastOfDay.get(date) ?? Number.NaN) - (lastOfDay.get(before) ?? Number.NaN);
      if (expected !== undefined) expect(Math.round((consumption ?? Number.NaN) * 1_000), date).toBe(expected);
      else if (!lastOfDay.has(date)) expect(consumption, date).toBeNull();
    }
    const first = registers[0]?.[1] ?? Number.NaN;
    const last = registers.at(-1)?.[1] ?? Number.NaN;
    expect(total.consumption).toBeCloseTo(last - first, 9);
  });
});

/** A local time; of one that was lived twice the second, where it would go back otherwise. */
function instantOf(local: string, after: number): number {
  const time = Temporal.PlainDateTime.from(local);
  const earlier = time.toZonedDateTime("Europe/Madrid", { disambiguation: "earlier" }).epochMilliseconds;
  if (earlier > after) return earlier;
  return time.toZonedDateTime("Europe/Madrid", { disambiguation: "later" }).epochMilliseconds;
}

function dateOf(at: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO("Europe/Madrid").toPlainDate().toString();
}
