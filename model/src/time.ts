/** Milliseconds since 1970-01-01T00:00:00Z. HTTP writes the same moment as ISO 8601 UTC. */
export type Instant = number;
/** A length of time in milliseconds. */
export type Milliseconds = number;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** ISO 8601 UTC with milliseconds, the one form of a time in HTTP. */
export function iso(at: Instant): string {
  return new Date(at).toISOString();
}
