import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InfluxReadings } from "../../server/src/readings/influxdb.ts";
import { influxAddress } from "../../server/src/readings/influxdb-url.ts";
import type { StoredReading } from "../../server/src/readings/store.ts";
import { isRejected } from "../../server/src/readings/store-failure.ts";
import { Influxd, influxdProgram } from "../support/influxd.ts";
import { corpus, hasCorpus } from "./data.ts";

interface Named {
  readonly name?: unknown;
  readonly tags?: readonly { readonly key?: unknown; readonly value?: unknown }[];
  readonly fields?: readonly { readonly key?: unknown; readonly value?: Readonly<Record<string, unknown>> }[];
}

/** Hostile and odd line protocol of others' parsers, as values and as names: each is stored as it was, or refused. */
describe.skipIf(!hasCorpus || !influxdProgram)("the line protocol corpus on a real InfluxDB", () => {
  let server: Influxd;
  let store: InfluxReadings;
  const texts = new Set<string>();
  const names = new Set<string>();
  const numbers = new Set<number>();

  beforeAll(async () => {
    server = await Influxd.start();
    store = new InfluxReadings({
      address: influxAddress("influxdb:", server.place("corpus")),
      deviceTypeOf: () => "pump",
    });
    const { decode, encode } = JSON.parse(
      await readFile(join(corpus, "conformance/influx_line_protocol_corpus.json"), "utf8"),
    );
    for (const { input, output } of [...Object.values(decode), ...Object.values(encode)] as {
      input: { text?: unknown; point?: Named };
      output: { result?: unknown };
    }[]) {
      texts.add(textOf(input.text));
      const points = [input.point, ...(Array.isArray(output.result) ? output.result : [])];
      for (const { name, tags = [], fields = [] } of points.filter((one): one is Named => typeof one === "object")) {
        for (const one of [name, ...tags.flatMap(({ key, value }) => [key, value]), ...fields.map(({ key }) => key)])
          names.add(textOf(one));
        for (const { value = {} } of fields) {
          for (const one of Object.values(value)) {
            if (typeof one === "number") numbers.add(one);
            else texts.add(textOf(one));
          }
        }
      }
    }
    for (const name of names) texts.add(name);
  });
  afterAll(() => server.stop());

  const reading = (at: number, more: Partial<StoredReading>): StoredReading => {
    const series = { site: "site", equipment: "equipment", point: "text" };
    return { ...series, at, receivedAt: at + 1, value: 0, quality: "good", order: at, ...more };
  };
  const isStored = (one: StoredReading) =>
    store.write([one], 0).then(
      () => true,
      (problem: unknown) => {
        if (isRejected(problem)) return false;
        throw problem;
      },
    );

  test("every text comes back as it was, or is refused for what no store can hold", async () => {
    expect(texts.size).toBeGreaterThan(6_000);
    const fit = [...texts].filter((text) => text.isWellFormed() && !text.includes("\0"));
    await store.write(
      fit.map((value, at) => reading(at, { value })),
      0,
    );
    const found = await store.samples(reading(0, {}), 0, 1e6, 1e6);
    expect(found.map(({ value }) => value)).toEqual(fit);
    for (const value of [...texts].filter((text) => !fit.includes(text)))
      expect(await isStored(reading(0, { value }))).toBe(false);
  });

  test("every number comes back as it was", async () => {
    const all = [...numbers];
    expect(all.length).toBeGreaterThan(40);
    await store.write(
      all.map((value, at) => reading(at, { value, point: "number" })),
      0,
    );
    const found = await store.samples(reading(0, { point: "number" }), 0, 1e6, 1e6);
    expect(found.map(({ value }) => value)).toEqual(all);
  });

  test("every name is stored as a plain one or refused, as site, equipment and point, and the server lives", async () => {
    expect(names.size).toBeGreaterThan(500);
    const before = await store.count();
    let stored = 0;
    for (const [at, name] of [...names].entries()) {
      for (const more of [{ site: name }, { equipment: name }, { point: name }]) {
        const one = reading(at, { ...more, value: at });
        if (!(await isStored(one))) continue;
        stored += 1;
        expect(await store.samples(one, at, at + 1, 2)).toEqual([{ at, value: at, quality: "good" }]);
      }
    }
    expect(stored).toBeGreaterThan(10);
    expect(await store.count()).toBe(before + stored);
  });
});

/** Bytes that are no text come in base64. */
function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "object" && value !== null && "binary" in value)
    return Buffer.from(String(value.binary), "base64").toString("latin1");
  return JSON.stringify(value) ?? "";
}
