import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  type DuckDBValue,
  INTEGER,
  UTINYINT,
  VARCHAR,
} from "@duckdb/node-api";
import type { PointDraft } from "./duckdb-points.ts";
import { qualityCode, seriesOf } from "./duckdb-schema.ts";
import type { EquipmentDay } from "./grid.ts";
import type { StoredReading } from "./store.ts";
import { kindOf } from "./value-kind.ts";

const columnTypes = [INTEGER, BIGINT, BIGINT, DOUBLE, VARCHAR, UTINYINT, BIGINT];
/** DuckDB's vector size: the most rows that a chunk can hold. */
const rowsPerChunk = 2_048;

/** Appends in the order of the batch, inside the writer's transaction. */
export async function appendReadings(
  writer: DuckDBConnection,
  batch: readonly StoredReading[],
  points: PointDraft,
): Promise<void> {
  if (batch.length === 0) return;
  const appender = await writer.createAppender("readings");
  const order = orderOf();
  for (let start = 0; start < batch.length; start += rowsPerChunk) {
    const rows = batch.slice(start, start + rowsPerChunk);
    const chunk = DuckDBDataChunk.create(columnTypes, rows.length);
    chunk.setColumns(columnsOf(rows, points, order));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

/** Into the table of days that are unsettled, or one of its form. */
export async function appendUnsettled(
  writer: DuckDBConnection,
  days: readonly EquipmentDay[],
  table = "unsettled",
): Promise<void> {
  if (days.length === 0) return;
  const appender = await writer.createAppender(table);
  for (const { site, equipment, day } of days) {
    appender.appendVarchar(site);
    appender.appendVarchar(equipment);
    appender.appendInteger(day);
    appender.endRow();
  }
  appender.closeSync();
}

function columnsOf(rows: readonly StoredReading[], points: PointDraft, order: (order: number) => bigint) {
  const columns: DuckDBValue[][] = columnTypes.map(() => []);
  const [series, time, received, number, text, quality, ord] = columns as [
    DuckDBValue[],
    DuckDBValue[],
    DuckDBValue[],
    DuckDBValue[],
    DuckDBValue[],
    DuckDBValue[],
    DuckDBValue[],
  ];
  for (const reading of rows) {
    const kind = kindOf(reading.value);
    series.push(seriesOf(points.number(reading, kind), kind));
    time.push(BigInt(reading.at));
    received.push(BigInt(reading.receivedAt));
    number.push(typeof reading.value === "string" ? null : Number(reading.value));
    text.push(typeof reading.value === "string" ? reading.value : null);
    quality.push(qualityCode(reading.quality));
    ord.push(order(reading.order));
  }
  return columns;
}

/** The order with the place among readings of the same order behind it (16 bits), so that no two rows tie. */
function orderOf(): (order: number) => bigint {
  let before = -1;
  let place = 0;
  return (order) => {
    place = order === before ? place + 1 : 0;
    before = order;
    return (BigInt(order) << 16n) | BigInt(place & 0xffff);
  };
}
