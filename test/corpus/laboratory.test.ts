import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { occurrencesOf } from "@plantroom/model/laboratory/occurrence.ts";
import { defaultRules } from "@plantroom/model/rules/pack/catalogue.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { type SeriesSample, simulate } from "@plantroom/model/rules/simulate.ts";
import { second } from "@plantroom/model/time.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Product } from "../support/product.ts";
import { replay } from "../support/replay.ts";
import { passed } from "../support/stored.ts";
import { corpus, hasCorpus } from "./data.ts";

const skab = join(corpus, "pump/skab");

describe.skipIf(!hasCorpus)("the laboratory over real readings", () => {
  let product: Product;
  beforeAll(async () => {
    product = await Product.start();
  });
  afterAll(() => product.stop());

  test("pump rig other/5.csv: the laboratory finds what was raised live, to the second", async () => {
    const admin = await product.signIn("admin");
    const where = ["--site", "lab", "--equipment", "rig-1", "--preset", "skab", "--zone", "UTC", "--speed", "0"];
    await replay(product, join(skab, "other/5.csv"), ...where);
    await passed(product);
    const { versions } = await admin.call("GET /api/rules/{id}", { params: { id: "RIG-01" } });
    const inForce = versions.find(({ state }) => state === "active")?.rule;
    const rule = { id: "", types: [], ...inForce };
    const found = await admin.call("POST /api/rules/backtest", {
      body: {
        ...{ rule, site: "lab", equipment: ["rig-1"] },
        ...{ from: "2020-02-08T16:00:00Z", to: "2020-02-08T17:00:00Z" },
      },
    });
    expect(found.draft.occurrences).toMatchObject([
      { raisedAt: "2020-02-08T16:16:58.000Z", clearedAt: "2020-02-08T16:23:59.000Z" },
    ]);
    expect(found.active?.occurrences).toEqual(found.draft.occurrences);
    const [recorded] = found.recorded.alarms;
    expect(recorded).toMatchObject({ draft: { caught: true, lateSeconds: 0 }, raisedAt: "2020-02-08T16:16:58.000Z" });
  });

  test("every run of the pump rig: what the rule finds beside what people marked", async () => {
    const rule = defaultRules.find(({ id }) => id === "RIG-01") as Rule;
    const rows = [];
    for (const file of (await readdir(skab, { recursive: true })).filter((one) => one.endsWith(".csv")).sort()) {
      rows.push({ file, ...(await outcomeOf(rule, join(skab, file))) });
    }
    console.table(rows);
    expect(rows.find(({ file }) => file === "other/5.csv")).toMatchObject({ alarms: 1, found: true });
  });
});

/** Alarms of one run, how much of their time and of the marked time is common, in seconds. */
async function outcomeOf(rule: Rule, file: string) {
  const [head = "", ...lines] = (await readFile(file, "utf8")).trim().split(/\r?\n/);
  const columns = head.split(";");
  const rows = lines.map((line) => line.split(";"));
  const times = rows.map(([time = ""]) => Date.parse(`${time.replace(" ", "T")}Z`));
  const column = (name: string) => rows.map((row) => Number(row[columns.indexOf(name)]));
  const series = (name: string) => column(name).map((value, i): SeriesSample => [times[i] ?? 0, value]);
  const period = { from: times[0] ?? 0, to: (times.at(-1) ?? 0) + second };
  const simulation = simulate(rule, {
    series: { vibration_1: series("Accelerometer1RMS"), vibration_2: series("Accelerometer2RMS") },
    until: period.to,
  });
  const alarms = occurrencesOf("rig", simulation, period);
  const anomaly = columns.includes("anomaly") ? column("anomaly") : [];
  const marked = times.filter((_, i) => anomaly[i] === 1);
  const inAlarm = (at: number) =>
    alarms.some(({ raisedAt, clearedAt = period.to }) => at >= raisedAt && at < clearedAt);
  const both = marked.filter(inAlarm).length;
  return { alarms: alarms.length, marked: marked.length, inAlarm: times.filter(inAlarm).length, both, found: both > 0 };
}
