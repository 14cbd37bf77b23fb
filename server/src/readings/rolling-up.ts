import { type Milliseconds, minute } from "@plantroom/model/time.ts";
import type { Logger } from "pino";
import { Counter, type Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { ReadingStore, RollUpOrder } from "./store.ts";

const every: Milliseconds = minute;
/** Rests so many times as long as it worked: history, rules and people come first. */
const restShare = 3;
const shortestRest: Milliseconds = 20;

export interface RollingUpOptions {
  readonly store: Pick<ReadingStore, "rollUp">;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Registry;
  readonly onRebuilt?: RollUpOrder["onRebuilt"];
  /** After each round. */
  readonly onRound?: () => Promise<void>;
}

/** Lets the store roll up what is due, bit by bit. Answers the function that ends it, once what is under way has ended. */
export function startRollingUp(options: RollingUpOptions): () => Promise<void> {
  const { store, clock, log, metrics, onRebuilt = async () => undefined, onRound } = options;
  const days = new Counter({
    name: "plantroom_rolled_up_days_total",
    help: "Days of equipment whose readings were rolled up",
    registers: [metrics],
  });
  let stopped = false;
  let wake: (() => void) | undefined;
  const rest = (time: Milliseconds) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(time, resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  async function round(): Promise<void> {
    while (!stopped) {
      const begun = clock.now();
      const count = await store.rollUp({ now: begun, onRebuilt });
      if (count === 0) break;
      days.inc(count);
      await rest(Math.max(shortestRest, (clock.now() - begun) * restShare));
    }
    if (!stopped) await onRound?.();
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await round().catch((err: unknown) => log.warn({ err }, "readings could not be rolled up"));
      if (!stopped) await rest(every);
    }
  }
  const running = run();
  return async () => {
    stopped = true;
    wake?.();
    await running;
  };
}
