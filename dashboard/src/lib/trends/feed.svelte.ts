import type { SeriesView } from "@plantroom/model/api/types.ts";
import { isJudged } from "@plantroom/model/quality.ts";
import { call } from "../api/client.ts";
import type { Readings } from "../live/fold.ts";
import type { LiveState } from "./spans.ts";

export interface TrendQuery {
  readonly site: string;
  readonly equipment: string;
  readonly points: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A live value may be heard this much earlier than the store has it. */
const storeLag = 15_000;
/** Asked again at the latest after this, and never sooner than {@link shortest}. */
const longest = 300_000;
const shortest = 10_000;

/** History of some points as the server has it, with what was heard live since it was asked. */
export class TrendFeed {
  #series = $state.raw<ReadonlyMap<string, SeriesView>>(new Map());
  #tails = $state.raw<ReadonlyMap<string, readonly LiveState[]>>(new Map());
  #loading = $state(true);
  #problem = $state.raw<unknown>();
  #askedAt = 0;
  #asked: AbortController | undefined;

  get series(): ReadonlyMap<string, SeriesView> {
    return this.#series;
  }
  get loading(): boolean {
    return this.#loading;
  }
  get problem(): unknown {
    return this.#problem;
  }
  tail(point: string): readonly LiveState[] {
    return this.#tails.get(point) ?? [];
  }

  /** Asks the server; `again`: for what is on the screen already, which stays until the answer is there. */
  async ask(query: TrendQuery, now: number, again = false): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#askedAt = now;
    if (!again) {
      this.#loading = true;
      this.#series = new Map();
      this.#tails = new Map();
    }
    try {
      const series = query.points.length === 0 ? [] : await this.#fetch(query, asked.signal);
      if (this.#asked !== asked) return;
      this.#series = new Map(series.map((one) => [one.point, one]));
      this.#tails = new Map(
        [...this.#tails].map(([point, tail]) => [point, tail.filter(({ at }) => at > now - storeLag)]),
      );
      this.#problem = undefined;
    } catch (problem) {
      if (this.#asked !== asked || asked.signal.aborted) return;
      this.#problem = problem;
    }
    this.#loading = false;
  }

  /** Whether a bucket has filled since the server was asked. */
  isDue(now: number): boolean {
    const bucket = Math.max(0, ...[...this.#series.values()].map((one) => one.resolutionSeconds)) * 1_000;
    const wait = bucket === 0 ? longest / 5 : Math.min(longest, Math.max(shortest, bucket));
    return !this.#loading && now - this.#askedAt >= wait;
  }

  /** Takes the newest readings of the points that are drawn. */
  hear(readings: Readings, points: readonly string[]): void {
    let tails: Map<string, readonly LiveState[]> | undefined;
    for (const point of points) {
      const reading = readings[point];
      const tail = this.tail(point);
      if (!reading || !isJudged(reading.quality) || reading.at <= (tail.at(-1)?.at ?? 0)) continue;
      tails ??= new Map(this.#tails);
      tails.set(point, [...tail, { at: reading.at, value: reading.value }]);
    }
    if (tails) this.#tails = tails;
  }

  close(): void {
    this.#asked?.abort();
    this.#asked = undefined;
  }

  async #fetch({ site, equipment, points, from, to }: TrendQuery, signal: AbortSignal): Promise<readonly SeriesView[]> {
    const iso = (at: number) => new Date(at).toISOString();
    const query = { site, equipment, point: points.join(","), from: iso(from), to: iso(to) };
    return (await call("GET /api/readings", { query, signal })).points;
  }
}
