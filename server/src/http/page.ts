import { invalid } from "./invalid.ts";

export interface Page<T> {
  readonly items: T[];
  readonly next: string | null;
}

export interface Paging {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** One page of a list that is in memory anyway; the cursor is where the next page begins. */
export function pageOf<T>(all: readonly T[], { cursor, limit }: Paging): Page<T> {
  const from = cursor === undefined ? 0 : positionOf(cursor);
  const next = from + limit;
  return { items: all.slice(from, next), next: next < all.length ? String(next) : null };
}

/** A cursor that stands for a whole number; throws `request-invalid` for any other text. */
export function positionOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor);
  throw invalid("query.cursor", "not a cursor of this list");
}
