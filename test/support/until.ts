import { setTimeout as sleep } from "node:timers/promises";

/** Asks again until the answer is neither undefined nor false; a bound keeps a broken product from hanging the run. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  timeoutSeconds = 30,
): Promise<T> {
  const end = Date.now() + timeoutSeconds * 1_000;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (problem) {
      last = problem;
    }
    if (Date.now() > end) throw new TimedOut(`${what}: not within ${timeoutSeconds} s`, { cause: last });
    await sleep(50);
  }
}

class TimedOut extends Error {}
