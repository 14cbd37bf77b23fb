import { day, hour, type Milliseconds } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { ReadingStore } from "./store.ts";

const every: Milliseconds = 6 * hour;

export interface RetentionOptions {
  readonly store: Pick<ReadingStore, "forget" | "forgetRollUps">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly days: number;
  /** Of roll-ups; by the time of the bucket. */
  readonly rollUpDays: number;
}

/**
 * Lets the store forget whole days (UTC) after their time. The time of receipt counts, not the device's: a replay of readings
 * from years ago is kept as long as any other. Answers the function that ends it.
 */
export function startRetention({ store, clock, log, days, rollUpDays }: RetentionOptions): () => void {
  let stopped = false;
  async function look(): Promise<void> {
    const today = Math.floor(clock.now() / day);
    const before = (today - days) * day;
    try {
      const forgotten = await store.forget(before);
      await store.forgetRollUps((today - Math.max(days, rollUpDays)) * day);
      if (forgotten > 0) log.info({ forgotten, before }, "readings past their retention forgotten");
    } catch (err) {
      log.warn({ err }, "readings past their retention could not be forgotten");
    }
    if (!stopped) cancel = clock.after(every, () => void look());
  }
  let cancel = clock.after(0, () => void look());
  return () => {
    stopped = true;
    cancel();
  };
}
