import type { AlarmLine } from "../line.ts";
import type { Actor, TopRule } from "./figures.ts";

type Place = Pick<AlarmLine, "site" | "equipment" | "rule">;

/** Counts by rule and equipment. */
export class Actors {
  readonly #counts = new Map<string, { -readonly [K in keyof Actor]: Actor[K] }>();

  add({ site, equipment, rule }: Place): void {
    const key = `${site}/${equipment}/${rule}`;
    const known = this.#counts.get(key);
    if (known) known.count++;
    else this.#counts.set(key, { site, equipment, rule, count: 1 });
  }

  get total(): number {
    return this.#counts.values().reduce((sum, { count }) => sum + count, 0);
  }

  /** The most frequent first. */
  list(): Actor[] {
    return [...this.#counts.values()].sort((one, other) => other.count - one.count);
  }

  /** How many different rules speak. */
  get rules(): number {
    return new Set(this.#counts.values().map(({ rule }) => rule)).size;
  }

  /** The ten most frequent rules, each where it speaks most. */
  topTen(): TopRule[] {
    const { total } = this;
    const rules = new Map<string, Actor[]>();
    for (const actor of this.list()) rules.set(actor.rule, [...(rules.get(actor.rule) ?? []), actor]);
    return [...rules.values()]
      .map((places) => {
        const [most] = places as [Actor];
        const count = places.reduce((sum, place) => sum + place.count, 0);
        return { ...most, count, countThere: most.count, share: count / total, places: places.length };
      })
      .sort((one, other) => other.count - one.count)
      .slice(0, 10);
  }
}
