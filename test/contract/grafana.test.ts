import { readFileSync } from "node:fs";
import { join } from "node:path";
import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import { minute } from "@plantroom/model/time.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { InfluxReadings } from "../../server/src/readings/influxdb.ts";
import { influxAddress } from "../../server/src/readings/influxdb-url.ts";
import { Influxd, influxdProgram } from "../support/influxd.ts";

const docs = join(import.meta.dirname, "../../docs");
const { panels } = JSON.parse(readFileSync(join(docs, "grafana/dashboards/pumps-and-power.json"), "utf8"));
const page = readFileSync(join(docs, "influxdb.md"), "utf8");
const queries: readonly string[] = [
  ...panels.flatMap(({ targets }: { targets: { query: string }[] }) => targets.map(({ query }) => query)),
  ...Array.from(page.matchAll(/```sql\n(.*?)```/gs), ([, query = ""]) => query),
];

/** Every device type with a few hours of every number and state that it declares. */
describe.skipIf(!influxdProgram)("a query for Grafana finds what Plantroom stored", () => {
  let server: Influxd;
  beforeAll(async () => {
    server = await Influxd.start();
    const address = influxAddress("influxdb:", server.place("plantroom"));
    const store = new InfluxReadings({
      address,
      deviceTypeOf: (_, equipment) => equipment.replace("em-main", "electricity-meter"),
    });
    const now = Date.now();
    const readings = builtInDeviceTypes.flatMap(({ id, points }) =>
      Object.entries(points).flatMap(([point, { kind }]) =>
        [240, 150, 5].map((minutesAgo) => {
          const at = now - minutesAgo * minute;
          const value = kind === "number" ? 500 - minutesAgo : kind === "boolean" ? true : "word";
          const equipment = id === "electricity-meter" ? "em-main" : id;
          const series = { site: "harbour-court", equipment, point };
          return { ...series, at, receivedAt: at + 9, value, quality: "good" as const, order: 0 };
        }),
      ),
    );
    await store.write(readings, 1);
    while ((await store.rollUp({ now, all: true })) > 0);
  });
  afterAll(() => server.stop());

  test.each(queries)("%s", async (query) => {
    const asked = query
      .replaceAll("$site", "harbour-court")
      .replaceAll("$timeFilter", "time >= now() - 2d")
      .replaceAll("$__interval", "10m");
    expect(asked).not.toContain("$");
    const values = expect.arrayContaining([[expect.any(Number), expect.anything()]]);
    expect(await server.tell(asked, "plantroom")).toMatchObject({
      results: [{ series: expect.arrayContaining([expect.objectContaining({ values })]) }],
    });
  });
});
