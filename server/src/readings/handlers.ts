import type { SeriesView } from "@plantroom/model/api/types.ts";
import { pointPattern } from "@plantroom/model/identity.ts";
import { day, type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";
import type { Handlers } from "../http/handler.ts";
import { invalid } from "../http/invalid.ts";
import type { Estate } from "../sites/estate.ts";
import { visibleEquipment } from "../sites/visible.ts";
import { rollUpWidths } from "./grid.ts";
import { type Period, periodOf } from "./period.ts";
import { autoWidth, chartPoints } from "./resolution.ts";
import { type AskedPoint, bucketedSeries, rawSeries } from "./series.ts";
import type { ReadingStore } from "./store.ts";
import { whenAway } from "./when-away.ts";

export interface ReadingsOptions {
  readonly store: ReadingStore;
  readonly estate: Estate;
  readonly clock: Clock;
  /** Of readings; what is older may be there in quarter hours only. */
  readonly retentionDays: number;
}

/** Ten years and some days, as long as roll-ups are kept by default. */
const longestPeriod = 3_700 * day;
const longestRaw = 400 * day;
const mostPoints = 12;
/** Of one point in one answer; about 1 MB of JSON. */
const mostSamples = 20_000;

export function readingsHandlers({
  store,
  estate,
  clock,
  retentionDays,
}: ReadingsOptions): Handlers<"GET /api/readings"> {
  return {
    "GET /api/readings": async ({ query, person }) => {
      const equipment = visibleEquipment(estate, person, query.site, query.equipment);
      const period = periodOf(query, query.resolution === "raw" ? longestRaw : longestPeriod);
      const declared = estate.deviceType(equipment.type)?.points ?? {};
      const points = pointsOf(query.point).map((point): AskedPoint => {
        return { key: { site: equipment.site, equipment: equipment.id, point }, declared: declared[point] };
      });
      const { resolution } = query;
      return {
        points: await whenAway(() =>
          resolution === "auto" || resolution === "raw"
            ? Promise.all(points.map((point) => seriesOf(store, point, period, resolution, mayBeForgotten(period))))
            : bucketed(store, points, period, widthOf(resolution, period)),
        ),
      };
    },
  };

  function mayBeForgotten({ from }: Period): boolean {
    return from < clock.now() - (retentionDays - 1) * day;
  }
}

function pointsOf(list: string): readonly string[] {
  const points = [...new Set(list.split(","))];
  const wrong = points.find((point) => !pointPattern.test(point));
  if (wrong !== undefined) throw invalid("query.point", `"${wrong.slice(0, 80)}" is not a point`);
  if (points.length > mostPoints) throw invalid("query.point", `at most ${mostPoints} points at once`);
  return points;
}

function widthOf(seconds: number, { from, to }: Period): Milliseconds {
  const width = seconds * second;
  if ((to - from) / width > mostSamples) {
    throw invalid(
      "query.resolution",
      `more than ${mostSamples} samples; ask for a shorter period or a coarser resolution`,
    );
  }
  return width;
}

/**
 * `raw`: as they came. `auto`: the same where a chart can show them all, else in buckets; over a period that roll-ups answer these are
 * asked first, and where readings are forgotten they answer in their place.
 */
async function seriesOf(
  store: ReadingStore,
  point: AskedPoint,
  period: Period,
  resolution: "auto" | "raw",
  forgotten: boolean,
): Promise<SeriesView> {
  const { from, to } = period;
  const most = resolution === "raw" ? mostSamples : chartPoints;
  const width = autoWidth(to - from);
  const coarse = Math.max(width, rollUpWidths.quarter);
  if (resolution === "auto" && (forgotten || width === coarse)) {
    const buckets = await store.buckets(point.key, from, to, coarse);
    const counted = buckets.reduce((sum, { count }) => sum + count, 0);
    const samples = counted <= most ? await store.samples(point.key, from, to, most + 1) : [];
    const isWhole = counted <= samples.length && samples.length <= most;
    if (isWhole) return rawSeries(point, samples);
    if (!forgotten || width === coarse) return bucketedSeries(point, buckets, coarse);
    const fine = await store.buckets(point.key, from, to, width);
    const isKept = fine.reduce((sum, { count }) => sum + count, 0) >= counted;
    return isKept ? bucketedSeries(point, fine, width) : bucketedSeries(point, buckets, coarse);
  }
  const samples = await store.samples(point.key, from, to, most + 1);
  if (samples.length <= most) return rawSeries(point, samples);
  if (resolution === "raw") {
    throw invalid("query.resolution", `more than ${most} samples; ask for a shorter period or a resolution`);
  }
  const [series] = await bucketed(store, [point], period, width);
  return series ?? rawSeries(point, []);
}

async function bucketed(
  store: ReadingStore,
  points: readonly AskedPoint[],
  { from, to }: Period,
  width: Milliseconds,
): Promise<SeriesView[]> {
  const keys = points.map(({ key }) => key);
  const buckets = await store.bucketsOf(keys, from, to, width);
  return points.map((point, i) => bucketedSeries(point, buckets[i] ?? [], width));
}
