import { Problem } from "@plantroom/model/errors/catalogue.ts";
import { day, type Instant, type Milliseconds } from "@plantroom/model/time.ts";

/** `[from, to)`. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** The period of a query; throws `period-invalid` where it ends before it begins or is too long. */
export function periodOf(query: { readonly from: string; readonly to: string }, longest: Milliseconds): Period {
  const from = Date.parse(query.from);
  const to = Date.parse(query.to);
  if (!(from < to && to - from <= longest)) {
    throw new Problem("period-invalid", { limit: `${longest / day} d` });
  }
  return { from, to };
}
