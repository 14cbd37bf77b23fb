import type { DuckDBValue } from "@duckdb/node-api";
import type { JournalPosition } from "@plantroom/model/journal/entry.ts";
import { day, type Instant, type Milliseconds } from "@plantroom/model/time.ts";
import { Turns } from "../turns.ts";
import type { DayRange } from "./day-ranges.ts";
import { DuckFile } from "./duckdb-file.ts";
import { type KnownPoint, PointNumbers } from "./duckdb-points.ts";
import { bucketsQuery, countsQuery, edgeQuery, readingsQuery, samplesQuery } from "./duckdb-queries.ts";
import { bucketsByPoint, readingsOf, samplesOf } from "./duckdb-results.ts";
import { rolledBucketsQuery, rolledEdgeQuery, rollUpDay } from "./duckdb-rollups.ts";
import { appendReadings, appendUnsettled } from "./duckdb-rows.ts";
import { schema } from "./duckdb-schema.ts";
import type { EquipmentDay } from "./grid.ts";
import { furthestAhead, type Grid, type RollUpLevel } from "./grid.ts";
import { rolledBuckets } from "./rolled-buckets.ts";
import { checkStorable } from "./storable.ts";
import type { Bucket, ReadingStore, RollUpOrder, Sample, SeriesKey, Span, StoredReading } from "./store.ts";
import { UnsettledDays } from "./unsettled-days.ts";

/** Times that DuckDB's BIGINT and a JavaScript date both hold. */
const furthest = 8.64e15;
/** How far back and ahead the newest and the oldest are looked for before everything is searched. */
const nearFirst: readonly Milliseconds[] = [day, 60 * day, Number.POSITIVE_INFINITY];

/** Readings that are given out at once. */
const readingsAtOnce = 100_000;
/** Equipment whose day is rolled up together. */
const equipmentAtOnce = 1_000;

/** Readings in a DuckDB file that this process alone has open. Until rows are compacted, `count` counts replaced readings too. */
export class DuckDbReadings implements ReadingStore {
  readonly kind = "duckdb";
  readonly #file: DuckFile;
  readonly #points: PointNumbers;
  /** A batch numbers its new points by what the one before has numbered. */
  readonly #writing = new Turns();
  readonly #rollingUp = new Turns();
  readonly #unsettled = new UnsettledDays();
  #forgotten: Instant = Number.NEGATIVE_INFINITY;
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
    const store = new DuckDbReadings(file, points);
    const [sites = [], equipment = [], days = []] = await file.read(
      "SELECT DISTINCT site, equipment, day FROM unsettled",
    );
    store.#unsettled.load(
      sites.map((site, i) => ({ site: String(site), equipment: String(equipment[i]), day: Number(days[i]) })),
    );
    const [before] = await file.read("SELECT before::DOUBLE FROM forgotten");
    store.#forgotten = Number(before?.[0]);
    return store;
  }

  async write(batch: readonly StoredReading[], position: JournalPosition): Promise<void> {
    checkStorable(batch);
    await this.#writing.take(async () => {
      const before = this.#position ?? (await this.position());
      const after = Math.max(before, position);
      const points = this.#points.draft();
      const rows = batch.filter(({ order }) => order >= before);
      const unsettled = this.#unsettled.draft(rows);
      this.#position = undefined;
      await this.#file.transaction(async (writer) => {
        await appendReadings(writer, rows, points);
        await appendUnsettled(writer, unsettled.marks);
        await points.store(writer);
        await writer.run("UPDATE progress SET position = $after", { after: BigInt(after) });
      });
      points.commit();
      unsettled.commit();
      this.#position = after;
    });
  }

  async replay(batch: readonly StoredReading[]): Promise<void> {
    checkStorable(batch);
    await this.#writing.take(async () => {
      const points = this.#points.draft();
      const unsettled = this.#unsettled.draft(batch);
      await this.#file.transaction(async (writer) => {
        await appendReadings(writer, batch, points);
        await appendUnsettled(writer, unsettled.marks);
        await points.store(writer);
      });
      points.commit();
      unsettled.commit();
    });
  }

  async counts(series: readonly SeriesKey[], from: Instant, to: Instant): Promise<readonly number[]> {
    const points = series.map((one) => this.#points.find(one));
    const known = points.filter((one) => one !== undefined);
    if (known.length === 0) return series.map(() => 0);
    const [numbers = [], counted = []] = await this.#file.read(countsQuery(known), between(from, to));
    const found = new Map(numbers.map((number, i) => [Number(number), Number(counted[i])]));
    return points.map((point) => (point && found.get(point.number)) ?? 0);
  }

  async span(): Promise<Span | undefined> {
    const [oldest, newest] = await this.#file.read("SELECT min(time)::DOUBLE, max(time)::DOUBLE FROM readings");
    return typeof oldest?.[0] === "number" ? { oldest: oldest[0], newest: Number(newest?.[0]) } : undefined;
  }

  async *readings(from: Instant, to: Instant): AsyncGenerator<readonly StoredReading[]> {
    const values = between(from, to);
    const count = "SELECT count(*)::DOUBLE FROM readings WHERE time >= $from AND time < $to";
    const [counts] = await this.#file.read(count, values);
    if (Number(counts?.[0] ?? 0) <= readingsAtOnce || to - from <= 1) {
      const found = readingsOf(await this.#file.read(readingsQuery, values), this.#points.keys());
      if (found.length > 0) yield found;
    } else {
      const middle = from + Math.floor((to - from) / 2);
      yield* this.readings(from, middle);
      yield* this.readings(middle, to);
    }
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
    const source = {
      raw: (keys: readonly SeriesKey[], grid: Grid) => this.#bucketsBy(bucketsQuery, keys, grid),
      rolled: (keys: readonly SeriesKey[], grid: Grid, level: RollUpLevel) =>
        this.#bucketsBy((points) => rolledBucketsQuery(points, level), keys, grid),
      unsettled: (one: SeriesKey) => this.#unsettled.of(one.site, one.equipment),
      forgotten: this.#forgotten,
    };
    return rolledBuckets(source, series, { from, to, width, origin });
  }

  async lastBefore(series: SeriesKey, before: Instant): Promise<Sample | undefined> {
    return this.#edge(series, "newest", (reach) => between(before - reach, before));
  }

  async firstFrom(series: SeriesKey, from: Instant): Promise<Sample | undefined> {
    return this.#edge(series, "oldest", (reach) => between(from, from + reach));
  }

  async rollUp({ now, all, onRebuilt }: RollUpOrder): Promise<number> {
    return this.#rollingUp.take(async () => {
      const claimed = await this.#writing.take(async () => this.#unsettled.claim(now, equipmentAtOnce, all));
      const [first] = claimed;
      if (!first) return 0;
      try {
        const points = claimed.flatMap(({ site, equipment }) => this.#points.ofEquipment(site, equipment));
        await rollUpDay(this.#file, points, first.day * day, this.#forgotten);
        await onRebuilt?.(claimed);
        await this.#settle(claimed);
      } catch (problem) {
        this.#unsettled.release(claimed, "failed");
        throw problem;
      }
      return claimed.length;
    });
  }

  async unsettled(site: string, equipment: string): Promise<readonly DayRange[]> {
    return this.#unsettled.of(site, equipment);
  }

  async forgetRollUps(before: Instant): Promise<void> {
    await this.#rollingUp.take(() =>
      this.#file.besides(async (writer) => {
        const values = { before: BigInt(Math.ceil(before)) };
        for (const table of ["rollups_quarter", "rollups_day"]) {
          await writer.run(`DELETE FROM ${table} WHERE bucket < $before`, values);
        }
      }),
    );
  }

  /** Days of which something goes are rolled up first, the open ones too. */
  async forget(receivedBefore: Instant): Promise<number> {
    const before = BigInt(Math.ceil(receivedBefore));
    const [some] = await this.#file.read("SELECT 1 FROM readings WHERE received < $before LIMIT 1", { before });
    if (!some?.length) return 0;
    while ((await this.rollUp({ now: receivedBefore, all: true })) > 0);
    const forgotten = Math.max(this.#forgotten, receivedBefore + furthestAhead);
    const rows = await this.#file.transaction(async (writer) => {
      await writer.run("UPDATE forgotten SET before = $forgotten", { forgotten: BigInt(Math.ceil(forgotten)) });
      return (await writer.run("DELETE FROM readings WHERE received < $before", { before })).rowsChanged;
    });
    this.#forgotten = forgotten;
    return rows;
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

  async #bucketsBy(
    queryOf: (points: readonly KnownPoint[]) => string,
    series: readonly SeriesKey[],
    { from, to, width, origin }: Grid,
  ): Promise<readonly (readonly Bucket[])[]> {
    const points = series.map((one) => this.#points.find(one));
    const known = points.filter((one) => one !== undefined);
    if (known.length === 0) return series.map(() => []);
    const start = origin + Math.floor((from - origin) / width) * width;
    const values = { ...between(from, to), origin: BigInt(start), width: BigInt(width) };
    const found = bucketsByPoint(await this.#file.read(queryOf(known), values), start, width);
    return points.map((point) => (point && found.get(point.number)) ?? []);
  }

  /** A day that got something new while it was rolled up stays on the list. */
  async #settle(claimed: readonly EquipmentDay[]): Promise<void> {
    await this.#writing.take(async () => {
      const settled = this.#unsettled.settled(claimed);
      await this.#file.transaction(async (writer) => {
        await writer.run("CREATE OR REPLACE TEMP TABLE settled (site VARCHAR, equipment VARCHAR, day INTEGER)");
        await appendUnsettled(writer, settled, "settled");
        await writer.run(
          `DELETE FROM unsettled USING settled WHERE unsettled.site = settled.site
             AND unsettled.equipment = settled.equipment AND unsettled.day = settled.day`,
        );
        await writer.run("DROP TABLE settled");
      });
      this.#unsettled.release(claimed, "built");
    });
  }

  async #edge(
    series: SeriesKey,
    edge: "newest" | "oldest",
    within: (reach: Milliseconds) => Record<string, DuckDBValue>,
  ): Promise<Sample | undefined> {
    const point: KnownPoint | undefined = this.#points.find(series);
    if (!point) return undefined;
    let found: Sample | undefined;
    for (const reach of nearFirst) {
      [found] = samplesOf(await this.#file.read(edgeQuery(point, edge), within(reach)));
      if (found) break;
    }
    if (this.#forgotten < -furthest) return found;
    const everything = within(Number.POSITIVE_INFINITY);
    const [rolled] = samplesOf(await this.#file.read(rolledEdgeQuery(point, edge), everything));
    return nearer(found, rolled, edge);
  }
}

/** Of what is the same the reading itself. */
function nearer(sample: Sample | undefined, rolled: Sample | undefined, edge: "newest" | "oldest"): Sample | undefined {
  if (!sample || !rolled) return sample ?? rolled;
  const isNearer = edge === "newest" ? rolled.at > sample.at : rolled.at < sample.at;
  return isNearer ? rolled : sample;
}

function between(from: Instant, to: Instant): Record<string, DuckDBValue> {
  return { from: bounded(from), to: bounded(to) };
}

function bounded(at: Instant): bigint {
  return BigInt(Math.ceil(Math.min(furthest, Math.max(-furthest, at))));
}
