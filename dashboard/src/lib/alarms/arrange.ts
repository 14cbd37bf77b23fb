/** Which rows stand in the list, and how many wait to be let in. */
export interface Arrangement<T> {
  readonly rows: readonly T[];
  readonly waiting: number;
}

interface Keyed {
  readonly key: string;
}

/**
 * While a pointer or the focus is on the list, rows keep their places: nothing slips under a finger. What is new waits; what is
 * gone keeps its row, as `gone` says it, until the list is let go.
 */
export function arrange<T extends Keyed>(
  before: readonly T[],
  now: readonly T[],
  frozen: boolean,
  gone: (row: T) => T,
): Arrangement<T> {
  if (!frozen || before.length === 0) return { rows: now, waiting: 0 };
  const present = new Map(now.map((row) => [row.key, row]));
  const rows = before.map((row) => {
    const current = present.get(row.key);
    present.delete(row.key);
    return current ?? gone(row);
  });
  return { rows, waiting: present.size };
}

/** Every key between two rows, both inside, in the list's order. */
export function between(keys: readonly string[], from: string, to: string): readonly string[] {
  const a = keys.indexOf(from);
  const b = keys.indexOf(to);
  if (a < 0 || b < 0) return b < 0 ? [] : [to];
  return keys.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The row `by` steps away, staying inside; the first row when none is chosen yet. */
export function stepFrom(keys: readonly string[], current: string | undefined, by: number): string | undefined {
  const at = current === undefined ? -1 : keys.indexOf(current);
  if (at < 0) return keys[0];
  return keys[Math.max(0, Math.min(keys.length - 1, at + by))];
}

/** The rows that a window of a scrolling list draws, with a few beyond each edge; `height` is what is in sight. */
export function windowOf(
  count: number,
  rowHeight: number,
  scrollTop: number,
  height: number,
  beyond = 8,
): { readonly first: number; readonly last: number } {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - beyond);
  const last = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + beyond);
  return { first: Math.min(first, last), last };
}

/**
 * Gives each row that is drawn an element of its own for as long as it is drawn, and what scrolls in the element of what scrolled
 * out: filling one anew costs a fraction of making one.
 */
export class Slots {
  #of: ReadonlyMap<string, number> = new Map();

  /** The elements of these rows, in their order. */
  assign(keys: readonly string[]): readonly number[] {
    const kept = new Set(keys.flatMap((key) => this.#of.get(key) ?? []));
    const free = [...this.#of.values()].filter((slot) => !kept.has(slot));
    let next = 0;
    const fresh = (): number => {
      while (kept.has(next)) next++;
      kept.add(next);
      return next;
    };
    const slots = keys.map((key) => this.#of.get(key) ?? free.pop());
    for (const slot of slots) if (slot !== undefined) kept.add(slot);
    const all = slots.map((slot) => slot ?? fresh());
    this.#of = new Map(keys.map((key, index) => [key, all[index] as number]));
    return all;
  }
}
