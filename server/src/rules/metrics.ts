import { priorities } from "@plantroom/model/alarms/priority.ts";
import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import type { Books } from "./books.ts";
import type { Outcome } from "./judging.ts";

/** What the judge tells Prometheus. */
export class JudgeMetrics {
  readonly failures: Counter;
  readonly #samples: Counter;
  readonly #ruleFailures: Counter<"rule">;
  readonly #ruleCost: Gauge<"rule">;
  readonly #setAside: Gauge<"rule">;
  readonly #transitions: Counter;
  readonly #alarms: Gauge<"priority">;
  readonly #position: Gauge;
  readonly #turns: Histogram;
  #counted = 0;
  #countedFailures = new Map<string, number>();

  constructor(registry: Registry, lagSeconds: () => number) {
    const registers = [registry];
    this.#samples = new Counter({ name: "plantroom_judge_samples_total", help: "Samples judged", registers });
    this.failures = new Counter({ name: "plantroom_judge_failures_total", help: "Turns that failed", registers });
    this.#ruleFailures = new Counter({
      name: "plantroom_rule_failures_total",
      help: "Looks of a rule that threw",
      labelNames: ["rule"],
      registers,
    });
    this.#ruleCost = new Gauge({
      name: "plantroom_rule_look_seconds",
      help: "Running mean of what a look of a rule takes, of the looks measured",
      labelNames: ["rule"],
      registers,
    });
    this.#setAside = new Gauge({
      name: "plantroom_rule_set_aside",
      help: "1 while a rule is not judged because it fails, takes too long or cannot be read",
      labelNames: ["rule"],
      registers,
    });
    this.#transitions = new Counter({
      name: "plantroom_alarm_changes_total",
      help: "Alarms that changed in a commit",
      registers,
    });
    this.#alarms = new Gauge({
      name: "plantroom_alarms_open",
      help: "Open alarms by priority",
      labelNames: ["priority"],
      registers,
    });
    this.#position = new Gauge({ name: "plantroom_judge_position", help: "Journal position judged to", registers });
    this.#turns = new Histogram({
      name: "plantroom_judge_turn_seconds",
      help: "Duration of the judge's turns, commit included",
      buckets: [0.001, 0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    });
    new Gauge({
      name: "plantroom_judge_lag_seconds",
      help: "How far judging is behind what was received",
      registers,
      collect() {
        this.set(lagSeconds());
      },
    });
  }

  turn(books: Books, milliseconds: number): void {
    const { judge } = books;
    this.#turns.observe(milliseconds / 1_000);
    this.#position.set(books.position);
    // After a reload the judge counts from zero again.
    if (judge.samples < this.#counted) this.#counted = 0;
    this.#samples.inc(judge.samples - this.#counted);
    this.#counted = judge.samples;
    for (const [rule, { failures, looksMeasured, meanMilliseconds, setAside }] of judge.detector.health.byRule) {
      const more = failures - (this.#countedFailures.get(rule) ?? 0);
      if (more > 0) this.#ruleFailures.inc({ rule }, more);
      this.#countedFailures.set(rule, failures);
      if (looksMeasured > 0) this.#ruleCost.set({ rule }, meanMilliseconds / 1_000);
      if (failures > 0 || setAside !== undefined) this.#setAside.set({ rule }, setAside === undefined ? 0 : 1);
    }
    for (const rule of judge.estate.unreadable.keys()) this.#setAside.set({ rule }, 1);
  }

  outcome(books: Books, { alarms }: Outcome): void {
    if (alarms.length === 0) return;
    this.#transitions.inc(alarms.length);
    const counts = new Map(priorities.map((priority) => [priority, 0]));
    for (const { priority } of books.alarms.open()) counts.set(priority, (counts.get(priority) ?? 0) + 1);
    for (const [priority, count] of counts) this.#alarms.set({ priority }, count);
  }
}
