import type { DuckDBValue } from "@duckdb/node-api";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { day, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import { DuckFile } from "./duckdb-file.ts";
import { type KnownPoint, PointNumbers } from "./duckdb-points.ts";
import { bucketsQuery, edgeQuery, samplesQuery } from "./duckdb-queries.ts";
import { bucketsByPoint, samplesOf } from "./duckdb-results.ts";
import { appendReadings } from "./duckdb-rows.ts";
import { schema } from "./duckdb-schema.ts";
import { checkStorable } from "./storable.ts";
import type { Bucket, ReadingStore, Sample, SeriesKey, StoredReading } from "./store.ts";
import { Turns } from "./turns.ts";

/** Times that DuckDB's BIGINT and a JavaScript date both hold. */
const furthest = 8.64e15;
/** How far back and ahead the newest and the oldest are looked for before everything is searched. */
const nearFirst: readonly Milliseconds[] = [day, 60 * day, Number.POSITIVE_INFINITY];

/** Readings in a DuckDB file that this process alone has open. Until rows are compacted, `count` counts replaced readings too. */
export class DuckDbReadings implements ReadingStore {
  readonly kind = "duckdb";
  readonly #file: DuckFile;
  readonly #points: PointNumbers;
  /** A batch numbers its new points by what the one before has numbered. */
  readonly #writing = new Turns(1);
  /** Unknown after a failure, which may have come before the commit or after. */
  #position: JournalPosition | undefined;

  private constructor(file: DuckFile, points: PointNumbers) {
    this.#file = file;
    this.#points = points;
  }

  /** `:memory:` for no file. Throws `CannotStart`. */
  static async open(path: string): Promise<DuckDbReadings> {
    const file = await DuckFile.open(path, schema);
    const points = new PointNumbers();
    points.load(await file.read("SELECT number, site, equipment, point, kind FROM points"));
    return new DuckDbReadings(file, points);
  }

  async write(batch: readonly StoredReading[], position: JournalPosition): Promise<void> {
    checkStorable(batch);
    await this.#writing.take(async () => {
      const before = this.#position ?? (await this.position());
      const after = Math.max(before, position);
      const points = this.#points.draft();
      this.#position = undefined;
      await this.#file.transaction(async (writer) => {
        const rows = batch.filter(({ order }) => order >= before);
        await appendReadings(writer, rows, points);
        await points.store(writer);
        await writer.run("UPDATE progress SET position = $after", { after: BigInt(after) });
      });
      points.commit();
      this.#position = after;
    });
  }

  async position(): Promise<JournalPosition> {
    const [positions] = await this.#file.read("SELECT position::DOUBLE FROM progress");
    return Number(positions?.[0] ?? 0);
  }

  async rewind(position: JournalPosition): Promise<void> {
    await this.#writing.take(async () => {
      this.#position = undefined;
      const after = BigInt(position);
      await this.#file.transaction((writer) => writer.run("UPDATE progress SET position = $after", { after }));
    });
  }

  async samples(series: SeriesKey, from: Instant, to: Instant, limit: number): Promise<readonly Sample[]> {
    const point = this.#points.find(series);
    if (!point || limit <= 0) return [];
    return samplesOf(await this.#file.read(samplesQuery(point, Math.floor(limit)), between(from, to)));
  }

  async buckets(
    series: SeriesKey,
    from: Instant,
    to: Instant,
    width: Milliseconds,
    origin: Instant = 0,
  ): Promise<readonly Bucket[]> {
    const [buckets] = await this.bucketsOf([series], from, to, width, origin);
    return buckets ?? [];
  }

  async bucketsOf(
    series: readonly SeriesKey[],
    from: Instant,
    to: Instant,
    width: Milliseconds,
    origin: Instant = 0,
  ): Promise<readonly (readonly Bucket[])[]> {
    const points = series.map((one) => this.#points.find(one));
    const known = points.filter((one) => one !== undefined);
    if (known.length === 0) return series.map(() => []);
    const start = origin + Math.floor((from - origin) / width) * width;
    const values = { ...between(from, to), origin: BigInt(start), width: BigInt(width) };
    const found = bucketsByPoint(await this.#file.read(bucketsQuery(known), values), start, width);
    return points.map((point) => (point && found.get(point.number)) ?? []);
  }

  async lastBefore(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    return this.#edge(series, "newest", (reach) => between(before - reach, before));
  }

  async firstFrom(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    return this.#edge(series, "oldest", (reach) => between(from, from + reach));
  }

  async forget(receivedBefore: Instant): Promise<number> {
    return this.#file.transaction(async (writer) => {
      const before = BigInt(Math.ceil(receivedBefore));
      return (await writer.run("DELETE FROM readings WHERE received < $before", { before })).rowsChanged;
    });
  }

  async copyTo(file: string): Promise<void> {
    await this.#file.copyTo(file);
  }

  async count(): Promise<number> {
    const [counts] = await this.#file.read("SELECT count(*)::DOUBLE FROM readings");
    return Number(counts?.[0] ?? 0);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #edge(
    series: SeriesKey,
    edge: "newest" | "oldest",
    within: (reach: Milliseconds) => Record<string, DuckDBValue>,
  ): Promise<Sample | undefined> {
    const point: KnownPoint | undefined = this.#points.find(series);
    if (!point) return undefined;
    for (const reach of nearFirst) {
      const [sample] = samplesOf(await this.#file.read(edgeQuery(point, edge), within(reach)));
      if (sample) return sample;
    }
    return undefined;
  }
}

function between(from: Instant, to: Instant): Record<string, DuckDBValue> {
  return { from: bounded(from), to: bounded(to) };
}

function bounded(at: Instant): bigint {
  return BigInt(Math.ceil(Math.min(furthest, Math.max(-furthest, at))));
}
