import type { Baseline } from "@plantroom/model/rules/baseline.ts";

/** The usual of points, made in the background from the history; empty at a start. */
export class Baselines {
  readonly #bySeries = new Map<string, Baseline>();

  get(site: string, equipment: string, point: string, weeks: number): Baseline | undefined {
    return this.#bySeries.size === 0 ? undefined : this.#bySeries.get(keyOf(site, equipment, point, weeks));
  }

  set(site: string, equipment: string, point: string, weeks: number, baseline: Baseline): void {
    this.#bySeries.set(keyOf(site, equipment, point, weeks), baseline);
  }
}

function keyOf(site: string, equipment: string, point: string, weeks: number): string {
  return `${site}/${equipment}/${point}/${weeks}`;
}
