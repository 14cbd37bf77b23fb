import type { ResponseOf } from "@plantroom/model/api/routes.ts";
import type { EnergyMeter } from "@plantroom/model/api/types.ts";
import type { Metering } from "@plantroom/model/device-types/device-type.ts";
import { call } from "../api/client.ts";
import type { EnergyPeriod } from "./period.ts";

export type Consumption = ResponseOf<"GET /api/energy/consumption">;

export interface EnergyQuery {
  readonly site: string;
  readonly medium: Metering["medium"];
  /** One meter; the main meters of the medium without it. */
  readonly meter?: string | undefined;
  readonly period: EnergyPeriod;
}

/** The query of the figures, the same for the screen and for the exported file. */
export function consumptionQuery({ site, medium, meter, period }: EnergyQuery) {
  return {
    site,
    medium,
    ...(meter !== undefined && { meter }),
    from: new Date(period.from).toISOString(),
    to: new Date(period.to).toISOString(),
    step: period.step,
  };
}

/** Consumption of a period, and the tree of meters over the same one. */
export class EnergyFeed {
  #consumption = $state.raw<Consumption | undefined>();
  #meters = $state.raw<readonly EnergyMeter[] | undefined>();
  #problem = $state.raw<unknown>();
  #metersProblem = $state.raw<unknown>();
  #asked: AbortController | undefined;

  get consumption(): Consumption | undefined {
    return this.#consumption;
  }
  get meters(): readonly EnergyMeter[] | undefined {
    return this.#meters;
  }
  get problem(): unknown {
    return this.#problem;
  }
  get metersProblem(): unknown {
    return this.#metersProblem;
  }

  /** `again`: for what is on the screen already, which stays until the answer is there. */
  async ask(query: EnergyQuery, again: boolean, withMeters = false): Promise<void> {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    if (!again) {
      this.#consumption = undefined;
      this.#problem = undefined;
      this.#metersProblem = undefined;
    }
    await Promise.all([this.#askConsumption(query, asked), withMeters && this.#askMeters(query, asked)]);
  }

  close(): void {
    this.#asked?.abort();
    this.#asked = undefined;
  }

  async #askConsumption(query: EnergyQuery, asked: AbortController): Promise<void> {
    try {
      const answer = await call("GET /api/energy/consumption", {
        query: consumptionQuery(query),
        signal: asked.signal,
      });
      if (this.#asked !== asked) return;
      this.#consumption = answer;
      this.#problem = undefined;
    } catch (problem) {
      if (this.#asked === asked && !asked.signal.aborted) this.#problem = problem;
    }
  }

  async #askMeters({ site, medium, period }: EnergyQuery, asked: AbortController): Promise<void> {
    const { from, to } = consumptionQuery({ site, medium, period });
    try {
      const answer = await call("GET /api/energy/meters", { query: { site, medium, from, to }, signal: asked.signal });
      if (this.#asked !== asked) return;
      this.#meters = answer.items;
      this.#metersProblem = undefined;
    } catch (problem) {
      if (this.#asked === asked && !asked.signal.aborted) this.#metersProblem = problem;
    }
  }
}
