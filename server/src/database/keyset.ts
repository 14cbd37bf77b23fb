import { Problem } from "@plantroom/model/errors/catalogue.ts";

/** Where a page of a list ended: the values that it is sorted by, of its last row. */
export type Keyset = readonly (number | string)[];

function cursorOf(keys: Keyset): string {
  return Buffer.from(JSON.stringify(keys)).toString("base64url");
}

/** Throws `request-invalid` for what is not a cursor of so many keys. */
export function keysOf(cursor: string, kinds: readonly ("number" | "string")[]): Keyset {
  const keys = parse(cursor);
  const fits = Array.isArray(keys) && keys.length === kinds.length && kinds.every((kind, i) => typeof keys[i] === kind);
  if (fits) return keys;
  const problem = "not a cursor of this list";
  throw new Problem(
    "request-invalid",
    { problem: `query.cursor: ${problem}` },
    { at: [{ path: "query.cursor", problem }] },
  );
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

/** One row more than a page holds was asked for: it says whether there is a next page. */
export function pageOfRows<T>(rows: readonly T[], limit: number, keys: (row: T) => Keyset) {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(keys(last)) : null };
}

/** Rows of one statement; SQLite bounds the number of its parameters. */
export function* chunksOf<T>(rows: readonly T[], size = 200): Generator<T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
