import { day, type Instant } from "@plantroom/model/time.ts";
import type { EquipmentDay } from "./grid.ts";
import type { InfluxFields } from "./influxdb-fields.ts";
import { lineHead } from "./influxdb-line.ts";
import type { InfluxQuery } from "./influxdb-query.ts";
import { between } from "./influxdb-samples.ts";
import { receivedField, unknownType, unsettledMeasurement } from "./influxdb-schema.ts";

/** A day of an equipment as a row: `behind` 1 while its roll-ups are behind its readings, 0 afterwards. */
export function unsettledLine({ site, equipment, day: number }: EquipmentDay, behind: boolean): string {
  const head = lineHead(unknownType, site, equipment);
  return `${unsettledMeasurement}${head.slice(head.indexOf(","))}behind=${behind ? 1 : 0}i ${number * day}`;
}

/** What is written down. Throws `StoreFailure`. */
export async function loadUnsettled(query: InfluxQuery): Promise<readonly EquipmentDay[]> {
  const statement = `SELECT "behind" FROM "${unsettledMeasurement}" WHERE "behind" = 1 GROUP BY "site", "equipment"`;
  const [found = []] = await query.ask([statement]);
  return found.flatMap(({ tags, rows }) => rows.map(([at]) => dayAt(tags, Number(at))));
}

/** Every day of which there are readings, for a database from before there were roll-ups. Throws `StoreFailure`. */
export async function daysWithReadings(query: InfluxQuery, fields: InfluxFields): Promise<readonly EquipmentDay[]> {
  const found: EquipmentDay[] = [];
  for (const measurement of fields.all().keys()) {
    const edge = (direction: string) =>
      `SELECT "${receivedField}" FROM "${measurement}" ORDER BY time ${direction} LIMIT 1`;
    const [oldest, newest] = await query.ask([edge("ASC"), edge("DESC")]);
    const [from, to] = [oldest, newest].map((edges) => edges?.[0]?.rows[0]?.[0]);
    if (from === undefined || to === undefined) continue;
    const [days = []] = await query.ask([
      `SELECT count("${receivedField}") FROM "${measurement}" WHERE ${between(Number(from), Number(to) + 1)}
       GROUP BY time(1d), "site", "equipment" fill(none)`,
    ]);
    found.push(...days.flatMap(({ tags, rows }) => rows.map(([at]) => dayAt(tags, Number(at)))));
  }
  return found;
}

function dayAt(tags: Readonly<Record<string, string>>, at: Instant): EquipmentDay {
  return { site: tags.site ?? "", equipment: tags.equipment ?? "", day: Math.floor(at / day) };
}
