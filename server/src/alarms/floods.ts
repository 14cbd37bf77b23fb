import { type Instant, type Milliseconds, minute } from "@plantroom/model/time.ts";

/** A flood begins with more than so many alarms told within the window, and ends with fewer than so many (domain A6). */
const beginsAbove = 10;
const endsBelow = 5;
const window: Milliseconds = 10 * minute;

/** Which sites are in a flood of alarms, by the wall clock; only the newest of what was told is kept. */
export class Floods {
  readonly #told = new Map<string, Instant[]>();
  readonly #flooded = new Set<string>();

  isIn(site: string): boolean {
    return this.#flooded.has(site);
  }

  /** An alarm was told at the site; answers whether a flood has begun with it. */
  told(site: string, at: Instant): boolean {
    const told = [...(this.#told.get(site) ?? []), at].slice(-(beginsAbove + 1));
    this.#told.set(site, told);
    if (this.#flooded.has(site) || told.length <= beginsAbove || at - (told[0] ?? at) > window) return false;
    this.#flooded.add(site);
    return true;
  }

  /** Sites whose flood is over. */
  ended(now: Instant): string[] {
    if (this.#flooded.size === 0) return [];
    const over = [...this.#flooded].filter((site) => {
      const recent = (this.#told.get(site) ?? []).filter((at) => now - at <= window);
      return recent.length < endsBelow;
    });
    for (const site of over) this.#flooded.delete(site);
    return over;
  }
}
