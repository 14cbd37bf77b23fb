import type { SeriesView } from "@plantroom/model/api/types.ts";
import { call } from "../api/client.ts";

interface Asked {
  readonly site: string;
  readonly equipment: readonly string[];
  readonly point: string;
  readonly from: number;
  readonly to: number;
}

/** One point of several equipment over a past time. */
export class History {
  #series = $state.raw<ReadonlyMap<string, SeriesView>>(new Map());
  #problem = $state.raw<unknown>();
  #asked: AbortController | undefined;

  /** By equipment. */
  get series(): ReadonlyMap<string, SeriesView> {
    return this.#series;
  }
  get problem(): unknown {
    return this.#problem;
  }

  async ask({ site, equipment, point, from, to }: Asked): Promise<void> {
    this.close();
    const asked = new AbortController();
    this.#asked = asked;
    const period = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
    try {
      const found = await Promise.all(
        equipment.map(async (one) => {
          const query = { site, equipment: one, point, ...period };
          const { points } = await call("GET /api/readings", { query, signal: asked.signal });
          return [one, points.find((series) => series.point === point)] as const;
        }),
      );
      if (this.#asked !== asked) return;
      this.#series = new Map(found.flatMap(([one, series]) => (series ? [[one, series] as const] : [])));
      this.#problem = undefined;
    } catch (caught) {
      if (this.#asked === asked) this.#problem = caught;
    }
  }

  close(): void {
    this.#asked?.abort();
    this.#asked = undefined;
  }
}
