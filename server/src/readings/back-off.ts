import { type Milliseconds, second } from "@plantroom/model/time.ts";
import type { Clock } from "../clock.ts";

const first: Milliseconds = second / 4;
const longest: Milliseconds = 30 * second;

/** The wait before the next try: doubled each time, and between half and all of it, so that many who failed together part. */
export function backOff(failures: number, random: () => number): Milliseconds {
  return Math.min(longest, first * 2 ** Math.min(failures - 1, 20)) * (0.5 + random() / 2);
}

/** Resolves after the wait, or at once when the signal aborts. */
export function wait(clock: Clock, delay: Milliseconds, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener("abort", done);
      cancel();
      resolve();
    };
    const cancel = clock.after(delay, done);
    signal.addEventListener("abort", done);
  });
}
