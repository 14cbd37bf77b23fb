import { hour, minute } from "@plantroom/model/time.ts";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { MemoryReadings } from "../readings/memory.ts";
import { EnergyFixture, electricity, madrid, type Register, steady, taipei } from "./fixture.ts";

let energy: EnergyFixture;
afterEach(() => energy.close());

const consumptions = (rows: readonly { readonly consumption: number | null }[]) => rows.map((row) => row.consumption);

describe("the site's own calendar", () => {
  const march = { from: "2024-03-30T23:00:00Z", to: "2024-03-31T22:00:00Z" };
  const october = { from: "2024-10-26T22:00:00Z", to: "2024-10-27T23:00:00Z" };

  test.each([
    ["spring: 23 hours", march, 23],
    ["autumn: 25 hours", october, 25],
  ])("%s", async (_, period, hours) => {
    energy = await EnergyFixture.at("2025-01-01T00:00:00Z");
    energy.equip(electricity(madrid, "m"));
    await energy.read(madrid, "m", steady("2024-03-01T00:00:00Z", "2024-11-01T00:00:00Z", 15, 2));
    const byHour = await energy.consumption(madrid, { meter: "m", step: "hour", ...period });
    expect(consumptions(byHour.rows)).toEqual(Array(hours).fill(2));
    const byDay = await energy.consumption(madrid, { meter: "m", step: "day", ...period });
    expect(byDay.rows).toMatchObject([{ ...isoOf(period), consumption: 2 * hours, completeness: 1, flags: [] }]);
    expect(byDay.total).toMatchObject({ consumption: 2 * hours, completeness: 1 });
  });

  test("a month is the sum of its local days, and a period is widened to whole ones", async () => {
    energy = await EnergyFixture.at("2025-01-01T00:00:00Z");
    energy.equip(electricity(madrid, "m"));
    await energy.read(madrid, "m", steady("2024-02-20T00:00:00Z", "2024-05-01T00:00:00Z", 15, 2));
    const { rows } = await energy.consumption(madrid, {
      meter: "m",
      step: "month",
      from: "2024-03-10T12:00:00Z",
      to: "2024-03-20T00:00:00Z",
    });
    expect(rows).toMatchObject([
      { from: "2024-02-29T23:00:00.000Z", to: "2024-03-31T22:00:00.000Z", consumption: 2 * (31 * 24 - 1) },
    ]);
  });

  const isoOf = ({ from, to }: typeof march) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  });
});

describe("what registers do", () => {
  const day = { meter: "m", from: "2024-05-01T00:00:00+08:00", to: "2024-05-02T00:00:00+08:00" };
  const at = (local: string) => `2024-05-01T${local}:00+08:00`;
  const begin = async (attributes: Record<string, number>, registers: readonly Register[]) => {
    energy = await EnergyFixture.at("2024-06-01T00:00:00Z");
    energy.equip(electricity(taipei, "m", { attributes }));
    await energy.read(taipei, "m", registers);
  };
  /** Of the hours from midnight on. */
  const hours = async (count: number) => {
    const { rows } = await energy.consumption(taipei, { ...day, step: "hour" });
    return rows.slice(0, count).map(({ consumption, flags }) => [consumption, ...flags]);
  };

  test("roll over", async () => {
    await begin({ rollover: 10_000, max_rate: 100 }, [
      [at("00:00"), 9_990],
      [at("01:00"), 9_998],
      [at("02:00"), 5],
    ]);
    expect(await hours(2)).toEqual([[8], [7, "rollover"]]);
  });

  test("jump: the jump counts nothing, and counting goes on from there", async () => {
    await begin({ max_rate: 100 }, [
      [at("00:00"), 10],
      [at("01:00"), 500],
      [at("02:00"), 503],
    ]);
    expect(await hours(2)).toEqual([[null, "spike"], [3]]);
  });

  test("fall: the same, until somebody enters that the meter was exchanged", async () => {
    await begin({ max_rate: 100 }, [
      [at("00:00"), 700],
      [at("01:00"), 5],
      [at("02:00"), 9],
    ]);
    expect(await hours(2)).toEqual([[null, "decrease"], [4]]);
    await energy.replace({ site: "court", equipment: "m", at: at("00:30"), finalReading: 706, initialReading: 2 });
    expect(await hours(2)).toEqual([[9, "replacement"], [4]]);
    const { total } = await energy.consumption(taipei, { ...day, step: "day" });
    expect(total.consumption).toBe(13);
  });

  test("an exchange is entered once, not in the future, and for meters only", async () => {
    await begin({}, []);
    energy.equip({ site: "court", id: "pump", type: "pump", name: "Pump" });
    const exchange = { site: "court", equipment: "m", at: at("00:30"), finalReading: 1, initialReading: 0 };
    await energy.replace(exchange);
    await expect(energy.replace(exchange)).rejects.toMatchObject({ code: "already-exists" });
    await expect(energy.replace({ ...exchange, at: "2024-06-02T00:00:00Z" })).rejects.toMatchObject({
      code: "request-invalid",
    });
    await expect(energy.replace({ ...exchange, equipment: "pump" })).rejects.toMatchObject({ code: "not-found" });
    await expect(energy.replace(exchange, ["elsewhere"])).rejects.toMatchObject({ code: "not-found" });
  });

  test("step back slightly and stay", async () => {
    await begin({ max_rate: 100 }, [
      [at("00:00"), 10],
      [at("01:00"), 9.98],
      [at("02:00"), 12],
    ]);
    expect(await hours(2)).toEqual([[0, "jitter"], [2]]);
  });

  test("fall silent: what was counted meanwhile shows where the gap ends, the day knows it all", async () => {
    const before = steady(at("00:00"), at("06:00"), 15, 2);
    await begin({ max_rate: 100 }, [...before, ...steady(at("10:00"), "2024-05-02T01:00:00+08:00", 15, 2, 20)]);
    const { rows } = await energy.consumption(taipei, { ...day, step: "hour" });
    expect(consumptions(rows).slice(5, 11)).toEqual([2, null, null, null, 8, 2]);
    expect(rows.slice(5, 11).map(({ completeness }) => completeness)).toEqual([1, 0, 0, 0, 0, 1]);
    const { total } = await energy.consumption(taipei, { ...day, step: "day" });
    expect(total).toMatchObject({ consumption: 48, completeness: 0.8333 });
  });

  test("report hourly at odd minutes: hours are interpolated, the day is last less last", async () => {
    const registers: Register[] = [];
    for (let i = -2; i < 30; i++) registers.push([Date.parse(at("00:40")) + i * hour, (i + 2) * 3]);
    await begin({ max_rate: 100, interval_seconds: 3_600 }, registers);
    const { rows, total } = await energy.consumption(taipei, { ...day, step: "hour" });
    // From 23:40 to 00:40 belongs to the first hour: the reading at 23:40 closed the day before.
    expect(consumptions(rows).slice(0, 3)).toEqual([4, 3, 3]);
    expect(consumptions(rows).at(-1)).toBe(2);
    expect(total).toMatchObject({ consumption: 72, completeness: 1 });
  });
});

describe("time-of-use prices", () => {
  test("each quarter hour costs what its band does, on a summer weekday in Taipei", async () => {
    energy = await EnergyFixture.at("2024-08-01T00:00:00Z");
    energy.equip(electricity(taipei, "m"));
    await energy.read(taipei, "m", steady("2024-07-01T00:00:00Z", "2024-07-05T00:00:00Z", 15, 10));
    const wednesday = { from: "2024-07-03T00:00:00+08:00", to: "2024-07-04T00:00:00+08:00" };
    const { rows, tariff } = await energy.consumption(taipei, { meter: "m", ...wednesday });
    expect(tariff).toBe("tw-commercial-tou");
    expect(rows[0]?.byBand).toEqual({
      peak: { consumption: 60, cost: 486 },
      "half-peak": { consumption: 90, cost: 450 },
      "off-peak": { consumption: 90, cost: 198 },
    });
    expect(rows[0]).toMatchObject({ consumption: 240, cost: 1_134 });
    const hours = await energy.consumption(taipei, { meter: "m", step: "hour", ...wednesday });
    expect(hours.rows.slice(14, 18).map(({ byBand }) => Object.keys(byBand))).toEqual([
      ["half-peak"],
      ["half-peak"],
      ["peak"],
      ["peak"],
    ]);
    expect(hours.total).toEqual({ ...hours.total, consumption: 240, cost: 1_134 });
  });

  test("without a tariff, or with one in another currency, there is no cost", async () => {
    energy = await EnergyFixture.at("2024-08-01T00:00:00Z");
    energy.estate.apply({ sites: [{ ...madrid, tariffs: { electricity: "tw-commercial-tou" } }] });
    energy.equip(electricity(madrid, "m"));
    await energy.read(madrid, "m", steady("2024-07-01T00:00:00Z", "2024-07-03T00:00:00Z", 15, 10));
    const { rows, total } = await energy.consumption(madrid, {
      meter: "m",
      from: "2024-07-02T00:00:00+02:00",
      to: "2024-07-03T00:00:00+02:00",
    });
    expect(rows).toMatchObject([{ consumption: 240, cost: null, byBand: {} }]);
    expect(total.cost).toBeNull();
  });
});

describe("now", () => {
  test("what has not been yet is not missing, and has no rows", async () => {
    energy = await EnergyFixture.at("2024-05-01T06:30:00+08:00");
    energy.equip(electricity(taipei, "m"));
    await energy.read(taipei, "m", steady("2024-04-20T00:00:00+08:00", "2024-05-01T06:30:00+08:00", 1, 6));
    const month = { meter: "m", from: "2024-05-01T00:00:00+08:00", to: "2024-06-01T00:00:00+08:00" };
    const byHour = await energy.consumption(taipei, { ...month, step: "hour" });
    expect(consumptions(byHour.rows)).toEqual([6, 6, 6, 6, 6, 6, 3]);
    expect(byHour.total.completeness).toBe(1);
    const byMonth = await energy.consumption(taipei, { ...month, step: "month" });
    expect(byMonth.rows).toMatchObject([{ consumption: 39, completeness: 1 }]);
  });

  test("a period that lies ahead is empty", async () => {
    energy = await EnergyFixture.at("2024-05-01T06:30:00+08:00");
    energy.equip(electricity(taipei, "m"));
    const ahead = { meter: "m", from: "2024-06-01T00:00:00Z", to: "2024-07-01T00:00:00Z" };
    expect(await energy.consumption(taipei, ahead)).toMatchObject({
      rows: [],
      total: { consumption: null, cost: null, completeness: 0 },
    });
  });
});

describe("laws", () => {
  const from = Date.parse("2024-03-28T00:00:00+01:00");
  const to = Date.parse("2024-04-03T00:00:00+02:00");
  const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const registers = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 700 }), fc.double({ min: 0, max: 20, noNaN: true })), {
      minLength: 1,
      maxLength: 60,
    })
    .map((steps) => {
      let at = from - 6 * hour;
      let value = 100;
      return steps.map(([wait, amount]): Register => {
        at += wait * minute;
        value += (amount * wait) / 60;
        return [at, Math.round(value * 100) / 100];
      });
    });
  const lastUntil = (list: readonly Register[], at: number) => list.findLast(([when]) => Number(when) <= at)?.[1];
  const priced = { ...madrid, currency: "TWD", tariffs: { electricity: "tw-commercial-tou" } };

  test("hours, days and the month add up to the difference of the registers, to the last digit", {
    timeout: 30_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(registers, async (list) => {
        energy = await EnergyFixture.at("2024-06-01T00:00:00Z");
        energy.estate.apply({ sites: [priced] });
        energy.equip(electricity(priced, "m", { attributes: { max_rate: 1_000 } }));
        await energy.read(priced, "m", list);
        const [byHour, byDay] = await Promise.all([
          energy.consumption(priced, { meter: "m", step: "hour", ...period }),
          energy.consumption(priced, { meter: "m", step: "day", ...period }),
        ]);
        const first = lastUntil(list, from) ?? list[0]?.[1] ?? 0;
        const last = lastUntil(list, to) ?? first;
        expect(byDay.total.consumption ?? 0).toBe(Math.round((last - first) * 100) / 100);
        expect(byHour.total).toEqual(byDay.total);
        for (const { from: start, to: end, consumption, cost, byBand } of byDay.rows) {
          const hours = byHour.rows.filter((row) => row.from >= start && row.from < end);
          const sum = (of: readonly (number | null | undefined)[]) =>
            Math.round(of.reduce<number>((all, one) => all + (one ?? 0), 0) * 100) / 100;
          expect(sum(consumptions(hours))).toBe(consumption ?? 0);
          expect(sum(hours.map((row) => row.cost))).toBe(cost ?? 0);
          expect(sum(Object.values(byBand).map((band) => band?.consumption))).toBe(consumption ?? 0);
          expect(sum(Object.values(byBand).map((band) => band?.cost))).toBe(cost ?? 0);
        }
        await energy.close();
      }),
      { numRuns: 25 },
    );
    energy = await EnergyFixture.at("2024-06-01T00:00:00Z");
  });

  test("figures that were kept are those that would be made anew, whatever arrives in between", {
    timeout: 30_000,
  }, async () => {
    const steps = ["hour", "day", "month"] as const;
    const move = fc.constantFrom(...steps, "settle", "restart", "meters");
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(registers, registers),
        fc.integer({ min: 2, max: 7 }),
        fc.array(fc.array(move, { maxLength: 4 }), { minLength: 7, maxLength: 7 }),
        async (lists, parts, moves) => {
          const names = ["m", "n"];
          // So little is kept in memory that one meter drives out the other.
          energy = await EnergyFixture.at("2024-06-01T00:00:00Z", new MemoryReadings(), { mostDays: 7 });
          const fresh = await EnergyFixture.at("2024-06-01T00:00:00Z");
          for (const one of [energy, fresh])
            one.equip(...names.map((id) => electricity(madrid, id, { attributes: { max_rate: 1_000 } })));
          const ask = async (of: EnergyFixture) => [
            ...(await Promise.all(steps.map((step) => of.consumption(madrid, { step, ...period })))),
            await of.meters(madrid, period),
          ];
          // Dealt like cards, so that every part but the first brings late readings.
          for (let part = 0; part < parts; part++) {
            for (const [i, name] of names.entries()) {
              await energy.read(madrid, name, lists[i]?.filter((_, place) => place % parts === part) ?? []);
            }
            for (const one of moves[part] ?? []) {
              if (one === "settle") await energy.settle();
              else if (one === "restart") energy.restart();
              else if (one === "meters") await energy.meters(madrid, period);
              else await energy.consumption(madrid, { step: one, ...period });
            }
          }
          for (const [i, name] of names.entries()) await fresh.read(madrid, name, lists[i] ?? []);
          const expected = await ask(fresh);
          expect(await ask(energy)).toEqual(expected);
          await energy.settle();
          expect(await ask(energy)).toEqual(expected);
          await energy.close();
          await fresh.close();
        },
      ),
      { numRuns: 40 },
    );
    energy = await EnergyFixture.at("2024-06-01T00:00:00Z");
  });
});

describe("a silence of more than a day", () => {
  const at = (day: number, time = "00:00") => `2024-05-${String(day).padStart(2, "0")}T${time}:00+08:00`;
  const month = { meter: "m", from: at(1), to: "2024-06-01T00:00:00+08:00" };

  test("is in no day, and in the month that holds all of it", async () => {
    energy = await EnergyFixture.at("2024-06-02T00:00:00+08:00");
    energy.equip(electricity(taipei, "m"));
    await energy.read(taipei, "m", steady(at(1), at(5), 15, 2));
    await energy.read(taipei, "m", steady(at(8, "12:00"), at(31), 15, 2, 2 * 24 * 4 + 168));
    const { rows, total } = await energy.consumption(taipei, { ...month, step: "day" });
    expect(consumptions(rows).slice(3, 9)).toEqual([48, null, null, null, 24, 48]);
    expect(rows[7]).toMatchObject({ flags: ["gap"], completeness: 0.5 });
    expect(total.consumption).toBe(2 * 24 * 30 - 168);
    const ofMonth = await energy.consumption(taipei, { ...month, step: "month" });
    expect(ofMonth.rows).toMatchObject([{ consumption: 2 * 24 * 30, flags: ["gap"] }]);
    expect((await energy.meters(taipei, month)).items).toMatchObject([{ consumption: 2 * 24 * 30 }]);
    await energy.settle();
    energy.restart();
    expect(await energy.consumption(taipei, { ...month, step: "month" })).toEqual(ofMonth);
  });

  test("that began before the period is unknown in it: a history that is still being filled is nobody's today", async () => {
    energy = await EnergyFixture.at(at(20, "12:00"));
    energy.equip(electricity(taipei, "m"));
    await energy.read(taipei, "m", [
      ["2024-02-01T00:00:00+08:00", 100],
      [at(20, "11:45"), 54_321],
      [at(20, "12:00"), 54_330],
    ]);
    const { rows } = await energy.consumption(taipei, { meter: "m", from: at(20), to: at(21), step: "day" });
    expect(rows).toMatchObject([{ consumption: 9, flags: ["gap"], completeness: 0.0208 }]);
    const ofMonth = await energy.consumption(taipei, { ...month, step: "month" });
    expect(ofMonth.rows).toMatchObject([{ consumption: 9 }]);
  });
});

describe("days that are kept in the operations database", () => {
  const week = { from: "2024-05-01T00:00:00+08:00", to: "2024-05-08T00:00:00+08:00", step: "day" } as const;
  const begin = async () => {
    energy = await EnergyFixture.at("2024-05-20T12:00:00+08:00");
    energy.equip(electricity(taipei, "m"));
    await energy.read(taipei, "m", steady("2024-04-29T00:00:00+08:00", "2024-05-09T00:00:00+08:00", 15, 4));
    await energy.settle();
    energy.restart();
  };

  test("answer without a reading, until a late one arrives, and again once that is rolled up", async () => {
    await begin();
    let questions = 0;
    const bucketsOf = energy.store.bucketsOf.bind(energy.store);
    energy.store.bucketsOf = (...asked) => {
      questions++;
      return bucketsOf(...asked);
    };
    expect((await energy.consumption(taipei, week)).total.consumption).toBe(7 * 96);
    expect(questions).toBe(0);
    await energy.read(taipei, "m", [["2024-05-03T00:07:00+08:00", 4 * 24 * 4 - 1]]);
    expect((await energy.consumption(taipei, week)).rows[2]).toMatchObject({ flags: ["decrease"] });
    expect(questions).toBeGreaterThan(0);
    await energy.settle();
    energy.clock.advance(16 * minute); // nobody writes to that day any more
    await energy.settle();
    energy.restart();
    questions = 0;
    expect((await energy.consumption(taipei, week)).rows[2]).toMatchObject({ flags: ["decrease"] });
    expect(questions).toBe(0);
  });

  test("are made anew when an exchange is entered or the site has another tariff", async () => {
    await begin();
    const before = await energy.consumption(taipei, week);
    energy.estate.apply({ sites: [{ ...taipei, tariffs: {} }] });
    const after = await energy.consumption(taipei, week);
    expect([before.total.cost, after.total.cost]).toEqual([expect.any(Number), null]);
    const at = "2024-05-03T00:07:00+08:00";
    await energy.replace({ site: "court", equipment: "m", at, finalReading: 400, initialReading: 300 });
    const { rows } = await energy.consumption(taipei, week);
    expect(rows.flatMap(({ flags }) => flags)).toEqual(["replacement"]);
  });
});

describe("days that are over", () => {
  const week = { meter: "m", from: "2024-05-01T00:00:00+08:00", to: "2024-05-08T00:00:00+08:00" };

  test("are read once; a live reading does not change that, a late one does", async () => {
    energy = await EnergyFixture.at("2024-05-20T12:00:00+08:00");
    energy.equip(electricity(taipei, "m"));
    await energy.read(taipei, "m", steady("2024-04-29T00:00:00+08:00", "2024-05-09T00:00:00+08:00", 15, 4));
    let questions = 0;
    const bucketsOf = energy.store.bucketsOf.bind(energy.store);
    energy.store.bucketsOf = (...asked) => {
      questions++;
      return bucketsOf(...asked);
    };
    const first = await energy.consumption(taipei, week);
    await energy.read(taipei, "m", [["2024-05-20T12:00:00+08:00", 2_000]]);
    expect(await energy.consumption(taipei, { ...week, step: "hour" })).toMatchObject({ total: first.total });
    expect(questions).toBe(1);
    await energy.read(taipei, "m", [["2024-05-07T23:59:00+08:00", 215.95]]);
    await energy.consumption(taipei, week);
    expect(questions).toBe(2);
  });

  test("today is made anew each time", async () => {
    energy = await EnergyFixture.at("2024-05-01T12:00:00+08:00");
    energy.equip(electricity(taipei, "m"));
    const today = { meter: "m", from: "2024-05-01T00:00:00+08:00", to: "2024-05-02T00:00:00+08:00" };
    await energy.read(taipei, "m", steady("2024-04-30T00:00:00+08:00", "2024-05-01T11:00:00+08:00", 15, 4));
    expect((await energy.consumption(taipei, today)).total.consumption).toBe(44);
    await energy.read(taipei, "m", [["2024-05-01T11:15:00+08:00", 141]]);
    expect((await energy.consumption(taipei, today)).total.consumption).toBe(45);
  });
});
