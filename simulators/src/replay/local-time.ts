import type { Instant } from "@plantroom/model/time.ts";

/**
 * Reads the times of a file, row after row. A time with an offset is exact. A local time that stands twice, in the hour that the
 * clock goes back, is the earlier one until the file steps back within it: then the second hour has begun.
 */
export class LocalTimes {
  readonly #zone: string;
  #last = Number.NEGATIVE_INFINITY;

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** Undefined when the text is not a time. */
  read(text: string): Instant | undefined {
    const stamp = text.trim().replace(" ", "T");
    const at = /(?:z|[+-]\d\d:?\d\d)$/i.test(stamp) ? exact(stamp) : this.#local(stamp);
    if (at !== undefined) this.#last = at;
    return at;
  }

  #local(stamp: string): Instant | undefined {
    const plain = plainOf(stamp);
    if (!plain) return undefined;
    const earlier = plain.toZonedDateTime(this.#zone, { disambiguation: "earlier" }).epochMilliseconds;
    if (earlier >= this.#last) return earlier;
    const later = plain.toZonedDateTime(this.#zone, { disambiguation: "later" }).epochMilliseconds;
    return later >= this.#last ? later : earlier;
  }
}

function exact(stamp: string): Instant | undefined {
  const at = Date.parse(stamp);
  return Number.isNaN(at) ? undefined : at;
}

function plainOf(stamp: string): Temporal.PlainDateTime | undefined {
  try {
    return Temporal.PlainDateTime.from(stamp);
  } catch {
    return undefined; // RangeError: not a date and time
  }
}
