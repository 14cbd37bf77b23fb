import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Client } from "../support/client.ts";
import { Product } from "../support/product.ts";
import { replay } from "../support/replay.ts";
import { until } from "../support/until.ts";

/** Made up: one line a second from 12:00:00, with a second missing now and then, as a rig's logger does. */
function rigFile(): string {
  const header =
    "datetime;Accelerometer1RMS;Accelerometer2RMS;Current;Pressure;Temperature;Thermocouple;Voltage;Volume Flow RateRMS";
  const lines = Array.from({ length: 120 }, (_, second) => {
    // Above 0.40 g on one accelerometer or the other for 12:00:30 … 12:01:14, and for nine seconds only before that.
    const first = second >= 30 && second < 50 ? 0.45 : 0.21;
    const other = (second >= 48 && second < 75) || (second >= 10 && second < 19) ? 0.52 : 0.26;
    const time = new Date(Date.UTC(2020, 1, 8, 12, 0, second)).toISOString().slice(0, 19).replace("T", " ");
    return `${time};${first};${other};2.5;0.05;89;29;230;125`;
  });
  return [header, ...lines.filter((_, second) => second % 20 !== 9)].join("\n");
}

describe("a replay of a rig's readings", () => {
  let product: Product;
  let operator: Client;
  let file: string;

  beforeAll(async () => {
    product = await Product.start();
    operator = await product.signIn("operator");
    file = join(product.dataDirectory, "rig.csv");
    await writeFile(file, rigFile());
  });
  afterAll(() => product.stop());

  const alarms = async () => {
    const { items } = await operator.call("GET /api/alarms", {
      query: { site: "lab", equipment: "rig-1", open: "all" },
    });
    return items.filter((alarm) => alarm.rule === "RIG-01").map(({ raisedAt, clearedAt }) => [raisedAt, clearedAt]);
  };

  test.each([["0"], ["60"]])("raises and clears at the data's own times at speed %s", async (speed) => {
    const before = (await alarms()).length;
    await replay(product, file, "--site", "lab", "--equipment", "rig-1", "--preset", "skab", "--speed", speed);
    const found = await until("alarm", async () => {
      const now = await alarms();
      return now.length > before && now[0]?.[1] !== undefined && now;
    });
    expect(found).toHaveLength(before + 1);
    expect(found[0]).toEqual(["2020-02-08T12:00:40.000Z", "2020-02-08T12:01:15.000Z"]);
  });
});
