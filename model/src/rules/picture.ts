import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { AttributeValue } from "../sites/equipment.ts";
import type { Instant } from "../time.ts";
import type { Baseline } from "./baseline.ts";
import type { Inputs, Latest, Readable } from "./inputs.ts";
import { type Need, PointMemory } from "./windows/memory.ts";

export interface PictureOptions {
  readonly attributes?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly timeZone?: string | undefined;
  readonly baseline?: ((point: string, weeks: number) => Baseline | undefined) | undefined;
}

/** One equipment as samples have painted it: what a rule looks at where no judge runs (laboratory, tests, simulators). */
export class Picture implements Inputs {
  readonly #latest = new Map<string, Latest>();
  readonly #options: PictureOptions;
  readonly memory = new PointMemory();
  heardAt: Instant | undefined;
  online: boolean | undefined;
  gatewayLost = false;
  parent: Readable | undefined;
  children: readonly Readable[] = [];
  siblings: readonly Readable[] = [];

  constructor(options: PictureOptions = {}) {
    this.#options = options;
  }

  get timeZone(): string | undefined {
    return this.#options.timeZone;
  }

  latest(point: string): Latest | undefined {
    return this.#latest.get(point);
  }

  attribute(name: string): AttributeValue | undefined {
    return this.#options.attributes?.[name];
  }

  baseline(point: string, weeks: number): Baseline | undefined {
    return this.#options.baseline?.(point, weeks);
  }

  need(needs: Iterable<Need>): void {
    this.memory.need(needs);
  }

  /** Takes a sample; one that is older than the newest of its point only feeds what is remembered over time. */
  take(point: string, at: Instant, value: PointValue, quality: Quality = "good"): boolean {
    this.heardAt = at;
    this.memory.take(point, at, value, quality);
    const known = this.#latest.get(point);
    if (known !== undefined && at < known.at) return false;
    this.#latest.set(point, { at, receivedAt: at, value, quality });
    return true;
  }
}
