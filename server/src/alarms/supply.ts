import type { SuppressionCause } from "@plantroom/model/alarms/suppression.ts";
import { ancestryOf, feedersOf, type Upstream, upstreamOf } from "@plantroom/model/sites/supply.ts";
import type { Estate } from "../sites/estate.ts";

interface Place {
  /** The equipment itself and what it is a part of, nearest first. */
  readonly ancestry: readonly string[];
  readonly upstream: readonly Upstream[];
  readonly feeders: readonly string[];
}

const nowhere: Place = { ancestry: [], upstream: [], feeders: [] };

/** Where every equipment stands in its site: worked out when it is asked for, forgotten when the estate changes. */
export class Supply {
  readonly #estate: Estate;
  #version: number | undefined;
  readonly #places = new Map<string, Place>();

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  ancestryOf(site: string, equipment: string): readonly string[] {
    return this.#placeOf(site, equipment).ancestry;
  }

  upstreamOf(site: string, equipment: string): readonly Upstream[] {
    return this.#placeOf(site, equipment).upstream;
  }

  /** What feeds it, or what it is a part of, directly. */
  feedersOf(site: string, equipment: string): readonly string[] {
    return this.#placeOf(site, equipment).feeders;
  }

  /** Grows when anything may stand elsewhere than before. */
  get version(): number {
    return this.#estate.version;
  }

  /** The top of the tree that an equipment is a part of; the equipment itself when it is a part of nothing. */
  rootOf(site: string, equipment: string): string {
    return this.ancestryOf(site, equipment).at(-1) ?? equipment;
  }

  #placeOf(site: string, id: string): Place {
    if (this.#version !== this.#estate.version) {
      this.#version = this.#estate.version;
      this.#places.clear();
    }
    const key = `${site}/${id}`;
    const known = this.#places.get(key);
    if (known) return known;
    const find = (one: string) => this.#estate.equipment(site, one);
    const equipment = find(id);
    const place = equipment
      ? {
          ancestry: ancestryOf(equipment, find),
          upstream: upstreamOf(equipment, find),
          feeders: feedersOf(equipment, find),
        }
      : nowhere;
    this.#places.set(key, place);
    return place;
  }
}

/** One of each reason and source. */
export function isSameCause(one: SuppressionCause, other: SuppressionCause): boolean {
  return one.reason === other.reason && one.alarm === other.alarm && one.mode === other.mode;
}
