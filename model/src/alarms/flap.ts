import { type Instant, type Milliseconds, minute } from "../time.ts";

/** So many raises within the window, and the alarm is held instead of coming and going (domain A2.3, flap guard). */
export const flapRaises = 5;
export const flapWindow: Milliseconds = 10 * minute;
/** A held alarm stands until it has stayed as it is for so long. */
export const holdFor: Milliseconds = 10 * minute;

/** The latest raises with this one, as many as the guard looks at. */
export function withRaise(recent: readonly Instant[] | undefined, at: Instant): readonly Instant[] {
  return [...(recent ?? []), at].slice(-flapRaises);
}

/** Until when the alarm is held, if it has come and gone too often. */
export function holdUntil(recent: readonly Instant[], at: Instant): Instant | undefined {
  const first = recent.at(-flapRaises);
  return first !== undefined && at - first <= flapWindow && at >= first ? at + holdFor : undefined;
}
