import { type Instant, type Milliseconds, second } from "@plantroom/model/time.ts";

/** By less a clock is slewed, or a process waits for its turn. */
const jump: Milliseconds = 2 * second;

/**
 * The wall clock, held against a monotonic one: `onSet` hears that somebody has set it, before anybody is told the new time.
 */
export function watchedClock(
  wall: () => Instant,
  monotonic: () => Milliseconds,
  onSet: (by: Milliseconds, now: Instant) => void,
): () => Instant {
  let offset = wall() - monotonic();
  return () => {
    const now = wall();
    const by = now - monotonic() - offset;
    if (Math.abs(by) >= jump) {
      offset += by;
      onSet(Math.round(by), now);
    } else if (by !== 0) {
      // What a slewed clock drifts apart in small steps is no jump.
      offset += by;
    }
    return now;
  };
}
