import { afterEach, beforeEach, expect, test } from "vitest";
import { csv } from "./csv.ts";
import { EnergyFixture, electricity, steady, taipei } from "./fixture.ts";

let energy: EnergyFixture;
beforeEach(async () => {
  energy = await EnergyFixture.at("2024-08-01T00:00:00Z");
  energy.estate.apply({ sites: [{ ...taipei, name: '=Court, "Harbour"' }] });
  energy.equip(electricity(taipei, "m", { name: "-Main", attributes: { max_rate: 100 } }));
  const registers = steady("2024-07-01T23:45:00+08:00", "2024-07-03T12:00:00+08:00", 15, 10.33);
  await energy.read(taipei, "m", registers);
  await energy.read(taipei, "m", steady("2024-07-03T14:00:00+08:00", "2024-07-03T18:00:00+08:00", 15, 10.33, 9_000));
});
afterEach(() => energy.close());

const days = { from: "2024-07-02T00:00:00+08:00", to: "2024-07-05T00:00:00+08:00" };

test("the report in full", async () => {
  expect(await energy.csv(taipei, { meter: "m", ...days })).toBe(
    [
      "\uFEFFConsumption and cost",
      `Site,"'=Court, ""Harbour"""`,
      "Meter,'-Main",
      "Medium,Electricity",
      "By,Day",
      "Period,2024-07-02 00:00 – 2024-07-05 00:00",
      "Time zone,Asia/Taipei",
      'Tariff,"Commercial time of use (illustrative), version 1 (tw-commercial-tou)"',
      "Measured (%),55.5",
      "Rounding,Every figure is rounded once; totals are sums of the rows shown.",
      "",
      "From,To,UTC offset,Consumption (kWh),Cost (TWD),Peak (kWh),Peak (TWD),Half-peak (kWh),Half-peak (TWD),Off-peak (kWh),Off-peak (TWD),Measured (%),Notes",
      "2024-07-02 00:00,2024-07-03 00:00,UTC+08:00,247.92,1171.42,61.98,502.04,92.97,464.85,92.97,204.53,100.0,",
      '2024-07-03 00:00,2024-07-04 00:00,UTC+08:00,165.28,630.13,20.66,167.35,51.65,258.25,92.97,204.53,66.6,"Implausible jump, not counted"',
      "2024-07-04 00:00,2024-07-05 00:00,UTC+08:00,,,,,,,,,0.0,",
      "Total,,,413.20,1801.55,,,,,,,55.5,",
      "",
    ].join("\r\n"),
  );
});

test.each([
  ["en", "From,To,UTC offset,Consumption (kWh),Cost (TWD)", "Total,,"],
  ["zh-Hant", "起,迄,UTC 時差,用量 (kWh),費用 (TWD)", "合計,,"],
  ["zh-Hans", "起,止,UTC 时差,用量 (kWh),费用 (TWD)", "合计,,"],
] as const)("its words in %s", async (locale, columns, total) => {
  const lines = (await energy.csv(taipei, { meter: "m", ...days, locale })).split("\r\n");
  expect(lines[11]?.startsWith(columns)).toBe(true);
  expect(lines.some((line) => line.startsWith(total))).toBe(true);
});

test("its figures are those of the screen, digit by digit, and the total is the sum of its rows", async () => {
  for (const step of ["hour", "day", "month"] as const) {
    const screen = await energy.consumption(taipei, { meter: "m", step, ...days });
    const lines = (await energy.csv(taipei, { meter: "m", step, ...days })).split("\r\n");
    const table = lines
      .slice(lines.findIndex((line) => line.startsWith("From,")) + 1, -1)
      .map((line) => line.split(","));
    const total = table.pop();
    expect(table.map(([, , , consumption, cost]) => [consumption, cost])).toEqual(
      screen.rows.map(({ consumption, cost }) => [consumption?.toFixed(2) ?? "", cost?.toFixed(2) ?? ""]),
    );
    const sum = (column: number) => table.reduce((all, row) => all + Math.round(Number(row[column]) * 100), 0) / 100;
    expect([total?.[3], total?.[4]]).toEqual([sum(3).toFixed(2), sum(4).toFixed(2)]);
    expect([Number(total?.[3]), Number(total?.[4])]).toEqual([screen.total.consumption, screen.total.cost]);
  }
});

test("the main meters are named when no meter is asked for", async () => {
  energy.equip(electricity(taipei, "n", { name: "Second" }));
  const lines = (await energy.csv(taipei, days)).split("\r\n");
  expect(lines[2]).toBe("Main meters,'-Main; Second");
});

test.each([
  ["=1+1", "'=1+1"],
  ["+886", "'+886"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\n=1", `"'\n=1"`],
  ["＝1+1", "'＝1+1"],
  ['a "b", c', '"a ""b"", c"'],
  ["two\nlines", '"two\nlines"'],
  ["plain", "plain"],
])("a text %j is written %j", (text, written) => {
  expect(csv([[text, { digits: "-1.50" }]])).toBe(`\uFEFF${written},-1.50\r\n`);
});
