import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { iso } from "@plantroom/model/time.ts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readOptions } from "./options.ts";
import { readRows, type Skipped } from "./rows.ts";

describe("rows of a file", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "plantroom-replay-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function read(text: string, ...args: string[]) {
    const file = join(folder, "file.csv");
    await writeFile(file, text);
    const skipped: Skipped[] = [];
    const rows = [];
    for await (const row of readRows(readOptions([file, "--equipment", "own-1", ...args], "run-1"), (one) =>
      skipped.push(one),
    )) {
      rows.push([iso(row.at).slice(11, 19), row.values]);
    }
    return { rows, skipped };
  }

  test("finds separator and time by itself, and names points after columns", async () => {
    const { rows } = await read(
      "\uFEFFTime;Motor Current;flow\n2020-01-01 00:00:00;1.5;2\n\n2020-01-01 00:00:01;1.6;3\n",
    );
    expect(rows).toEqual([
      ["00:00:00", { motor_current: 1.5, flow: 2 }],
      ["00:00:01", { motor_current: 1.6, flow: 3 }],
    ]);
  });

  test("maps columns with factors, quoted cells included", async () => {
    const mapped = await read('date,"Reading l"\n2020-01-01 00:00,"1500"\n', "--map", "Reading l=volume*0.001");
    expect(mapped.rows).toEqual([["00:00:00", { volume: 1.5 }]]);
  });

  test("adds amounts of intervals up to a register that rolls over", async () => {
    const { rows } = await read(
      "t_time,kwh\n2020-01-01 00:00,0.1\n2020-01-01 01:00,0.2\n2020-01-01 02:00,0.5\n",
      "--register",
      "kwh=energy_import:start=99.5,rollover=100",
    );
    expect(rows.map(([, values]) => values)).toEqual([
      { energy_import: 99.5 },
      { energy_import: 99.6 },
      { energy_import: 99.8 },
      { energy_import: 0.3 },
    ]);
  });

  test("skips what is not a number or a time, with its line", async () => {
    const { rows, skipped } = await read(
      "time,a\n2020-01-01 00:00,\nnever,1\n2020-01-01 00:02,nan\n2020-01-01 00:03,4\n",
    );
    expect(rows).toEqual([["00:03:00", { a: 4 }]]);
    expect(skipped.map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  test.each([
    ["a,b\n1,2\n", [], /--time.*a, b/],
    ["time,b\n1,2\n", ["--map", "c=d"], /no column c; it has time, b/],
    ["", [], /empty/],
    ["time,b\n", ["--preset", "nothing"], /skab, cambridge, daiad-water/],
    ["time,b\n", ["--zone", "Moon/Crater"], /not a time zone/],
  ])("says in words what is wrong (%#)", async (text, args, message) => {
    await expect(read(text, ...args)).rejects.toThrow(message);
  });

  test("names the points that the equipment does not have", async () => {
    const wrong = read("time,pressure,noise\n2020-01-01 00:00,1,2\n", "--equipment", "rig-1");
    await expect(wrong).rejects.toThrow("lab/rig-1 is a pump-test-rig, which has no noise; it has vibration_1");
  });
});
