/** Which rows stand in the list, and how many wait to be let in. */
export interface Arrangement {
  readonly ids: readonly string[];
  readonly waiting: number;
}

/**
 * While a pointer or the focus is on the list, rows keep their places: nothing slips under a finger. What is new waits, what is
 * gone keeps its row until the list is let go.
 */
export function arrange(before: readonly string[], now: readonly string[], frozen: boolean): Arrangement {
  if (!frozen || before.length === 0) return { ids: now, waiting: 0 };
  const standing = new Set(before);
  return { ids: before, waiting: now.filter((id) => !standing.has(id)).length };
}

/** Every id between two rows, both inside, in the list's order. */
export function between(ids: readonly string[], from: string, to: string): readonly string[] {
  const a = ids.indexOf(from);
  const b = ids.indexOf(to);
  if (a < 0 || b < 0) return b < 0 ? [] : [to];
  return ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The row `by` steps away, staying inside; the first row when none is chosen yet. */
export function stepFrom(ids: readonly string[], current: string | undefined, by: number): string | undefined {
  const at = current === undefined ? -1 : ids.indexOf(current);
  if (at < 0) return ids[0];
  return ids[Math.max(0, Math.min(ids.length - 1, at + by))];
}

/** The rows that a window of a scrolling list draws, with a few beyond each edge. */
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
