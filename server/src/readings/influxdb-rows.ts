import { type EquipmentKey, equipmentKey } from "@plantroom/model/identity.ts";
import { isJudged } from "@plantroom/model/quality.ts";
import type { Instant } from "@plantroom/model/time.ts";
import type { InfluxFields, PointField } from "./influxdb-fields.ts";
import { checkPoint, lineHead, lineText, lineValue } from "./influxdb-line.ts";
import {
  asideFieldOf,
  asideOf,
  delayField,
  furthestTime,
  qualityFieldOf,
  receivedField,
  unknownType,
} from "./influxdb-schema.ts";
import type { StoredReading } from "./store.ts";
import { StoreFailure } from "./store-failure.ts";
import { kindOf } from "./value-kind.ts";

/** The device type of an equipment; undefined for one that nobody knows. */
export type DeviceTypeOf = (site: string, equipment: string) => string | undefined;

export interface Lines {
  readonly lines: readonly string[];
  /** How many readings the lines hold. */
  readonly readings: number;
}

interface EquipmentRows {
  readonly key: EquipmentKey;
  /** Measurement and tags. */
  readonly head: string;
  readonly points: Map<string, PointRows>;
}

interface PointRows {
  readonly field: PointField;
  /** The row that has the point already. */
  row: number;
}

/** Readings as lines, one a message: what follows each other of one equipment and time. */
export class InfluxRows {
  readonly #fields: InfluxFields;
  readonly #deviceTypeOf: DeviceTypeOf;
  readonly #equipment = new Map<string, EquipmentRows>();
  #row = 0;

  constructor(fields: InfluxFields, deviceTypeOf: DeviceTypeOf) {
    this.#fields = fields;
    this.#deviceTypeOf = deviceTypeOf;
  }

  /**
   * In the order of the readings: where two fall on one point and time, InfluxDB keeps what it was told last. `isLate` says whether what
   * is there holds all the same. Throws `StoreFailure` "rejected".
   */
  linesOf(readings: readonly StoredReading[], isLate: (reading: StoredReading) => boolean): Lines {
    const lines: string[] = [];
    let held = 0;
    let before: StoredReading | undefined;
    let equipment: EquipmentRows | undefined;
    let line = "";
    const finish = () => {
      if (before && line !== "") lines.push(`${line}${ending(before)}`);
      line = "";
      this.#row += 1;
    };
    for (const reading of readings) {
      if (!equipment || !before || !isSameMessage(reading, before)) {
        finish();
        equipment = this.#of(reading);
      }
      const point = this.#pointOf(equipment, reading.point);
      if (point.row === this.#row) finish();
      before = reading;
      if (isLate(reading)) continue;
      held += 1;
      point.row = this.#row;
      line += `${line === "" ? equipment.head : ","}${fieldsOf(reading, point.field, equipment.key)}`;
    }
    finish();
    return { lines, readings: held };
  }

  #of({ site, equipment, at }: StoredReading): EquipmentRows {
    if (Math.abs(at) > furthestTime)
      throw new StoreFailure("rejected", `${site}/${equipment}: its time is too far away`);
    const type = this.#deviceTypeOf(site, equipment) ?? unknownType;
    const key = equipmentKey(site, equipment);
    return this.#equipment.getOrInsertComputed(`${type}/${key}`, () => ({
      ...{ key, head: lineHead(type, site, equipment) },
      points: new Map(),
    }));
  }

  #pointOf({ head, points }: EquipmentRows, point: string): PointRows {
    const known = points.get(point);
    if (known) return known;
    checkPoint(point);
    const field = this.#fields.ofPoint(head.slice(0, head.indexOf(",")), point);
    const rows = { field, row: -1 };
    points.set(point, rows);
    return rows;
  }
}

function isSameMessage(a: StoredReading, b: StoredReading): boolean {
  return a.at === b.at && a.equipment === b.equipment && a.site === b.site && a.receivedAt === b.receivedAt;
}

function ending({ at, receivedAt }: StoredReading): string {
  return `,${receivedField}=${receivedAt}i,${delayField}=${receivedAt - at}i ${at}`;
}

/**
 * A field cannot be taken back: so a value that may fall on the time of an earlier one says again what that may have said. Times
 * newer than any quality or aside of the point need no such words.
 */
function fieldsOf({ at, value, quality }: StoredReading, field: PointField, equipment: EquipmentKey): string {
  const kind = kindOf(value);
  if (isJudged(quality)) field.kind ??= kind;
  if (field.kind !== kind || !isJudged(quality)) {
    keepNewest(field.withAside, equipment, at);
    return `${asideFieldOf(field.name)}=${lineText(asideOf(value, quality))}`;
  }
  let text = `${field.name}=${lineValue(value)}`;
  if (quality !== "good" || isWithin(field.withQuality, equipment, at)) {
    if (quality !== "good") keepNewest(field.withQuality, equipment, at);
    text += `,${qualityFieldOf(field.name)}="${quality}"`;
  }
  if (isWithin(field.withAside, equipment, at)) text += `,${asideFieldOf(field.name)}=""`;
  return text;
}

function isWithin(times: ReadonlyMap<EquipmentKey, Instant>, equipment: EquipmentKey, at: Instant): boolean {
  return times.size > 0 && at <= (times.get(equipment) ?? Number.NEGATIVE_INFINITY);
}

function keepNewest(times: Map<EquipmentKey, Instant>, equipment: EquipmentKey, at: Instant): void {
  if (!isWithin(times, equipment, at)) times.set(equipment, at);
}
