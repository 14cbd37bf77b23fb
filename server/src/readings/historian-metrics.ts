import type { Milliseconds } from "@plantroom/model/time.ts";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";

export function historianMetrics(registry: Registry, lag: () => Milliseconds) {
  const registers = [registry];
  new Gauge({
    name: "plantroom_history_lag_seconds",
    help: "Age of the oldest journal entry that is not in the readings store yet",
    registers,
    collect() {
      this.set(lag() / 1_000);
    },
  });
  return {
    readings: new Counter({
      name: "plantroom_history_readings_total",
      help: "Readings written to the readings store",
      registers,
    }),
    failures: new Counter({
      name: "plantroom_history_failures_total",
      help: "Attempts to write that the readings store failed",
      registers,
    }),
    deadLetters: new Counter({
      name: "plantroom_history_dead_letters_total",
      help: "Readings that the readings store will never take",
      registers,
    }),
    seconds: new Histogram({
      name: "plantroom_history_batch_seconds",
      help: "Time until a batch was in the readings store, retries included",
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5, 30, 300],
      registers,
    }),
  };
}
