import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { InfluxQuery, ResultSeries } from "./influxdb-query.ts";
import { asideFieldOf, fieldOf, kindOfFieldType, qualityFieldOf, receivedField } from "./influxdb-schema.ts";
import type { ValueKind } from "./value-kind.ts";

/**
 * A point's field in a measurement. The first value that came pinned its type for ever: InfluxDB refuses any other. `withQuality`
 * and `withAside` hold the newest time of such a field by equipment.
 */
export interface PointField {
  readonly measurement: string;
  readonly name: string;
  kind: ValueKind | "foreign" | undefined;
  readonly withQuality: Map<EquipmentKey, Instant>;
  readonly withAside: Map<EquipmentKey, Instant>;
}

/** The fields of the database, as it told them at the beginning and as they grew since. */
export class InfluxFields {
  readonly #byName = new Map<string, Map<string, PointField>>();
  /** Measurements of Plantroom: in a database of many masters there may be others. */
  readonly #own = new Set<string>();

  /** Throws `StoreFailure`. */
  static async load(query: InfluxQuery): Promise<InfluxFields> {
    const fields = new InfluxFields();
    const [measurements = []] = await query.ask(["SHOW FIELD KEYS"]);
    const besides: PointField[] = [];
    for (const { name, rows } of measurements) {
      const types = new Map<string, unknown>();
      // A field whose parts have two types is listed twice.
      for (const [field, type] of rows) types.set(String(field), types.has(String(field)) ? "several" : type);
      if (types.has(receivedField)) fields.#own.add(name);
      for (const [field, type] of types) {
        const [point = "", beside] = field.split(/\.(?=quality$|aside$)/);
        if (beside) besides.push(fields.#of(name, point));
        else fields.#of(name, field).kind = kindOfFieldType(type);
      }
    }
    await loadTimes([...new Set(besides)], query);
    return fields;
  }

  /** The field of a point, made when it is not there. */
  ofPoint(measurement: string, point: string): PointField {
    this.#own.add(measurement);
    return this.#of(measurement, fieldOf(point));
  }

  /** Wherever a point of this name is kept, `first` at the head. */
  holding(point: string, first: string): readonly PointField[] {
    const fields = [...(this.#byName.get(fieldOf(point))?.values() ?? [])];
    const own = fields.filter(({ measurement }) => this.#own.has(measurement));
    return own.sort((a, b) => Number(b.measurement === first) - Number(a.measurement === first));
  }

  /** By measurement. */
  all(): ReadonlyMap<string, readonly PointField[]> {
    const all = [...this.#byName.values()].flatMap((fields) => [...fields.values()]);
    return Map.groupBy(
      all.filter(({ measurement }) => this.#own.has(measurement)),
      ({ measurement }) => measurement,
    );
  }

  #of(measurement: string, name: string): PointField {
    return this.#byName
      .getOrInsertComputed(name, () => new Map())
      .getOrInsertComputed(measurement, () => ({
        ...{ measurement, name, kind: undefined },
        ...{ withQuality: new Map(), withAside: new Map() },
      }));
  }
}

async function loadTimes(fields: readonly PointField[], query: InfluxQuery): Promise<void> {
  const newest = ({ measurement }: PointField, field: string) =>
    `SELECT last("${field}") FROM "${measurement}" GROUP BY "site", "equipment"`;
  for (const field of fields) {
    const [qualities = [], asides = []] = await query.ask([
      newest(field, qualityFieldOf(field.name)),
      newest(field, asideFieldOf(field.name)),
    ]);
    keepTimes(qualities, field.withQuality);
    keepTimes(asides, field.withAside);
  }
}

function keepTimes(series: readonly ResultSeries[], times: Map<EquipmentKey, Instant>): void {
  for (const { tags, rows } of series) {
    times.set(equipmentKey(tags.site ?? "", tags.equipment ?? ""), Number(rows[0]?.[0]));
  }
}
