import type { AttributeValue } from "../sites/equipment.ts";
import { hour, type Instant, minute, second } from "../time.ts";
import { type Baseline, hoursOfWeek } from "./baseline.ts";
import { formatDuration, parseDuration, parseSeries, SeriesProblem, type Span } from "./example-series.ts";
import { ExpressionError } from "./expression/compile.ts";
import type { Rule } from "./rule.ts";
import { type Past, type SimulatedTransition, simulate } from "./simulate.ts";

/** Points with their courses: `{ running: "true", flow: "8 1m, 0.2 20s" }`; see `example-series.ts`. */
export type Given = Readonly<Record<string, string>>;

interface Relative {
  readonly given: Given;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** A small test of a rule, as data: compact series in, transitions out. It stays with the rule, and runs when somebody edits it. */
export interface RuleExample extends Relative {
  /** `2m raised, 5m critical, 8m cleared`, from the beginning; nothing at all: "". A raise may name its priority: `2m raised high`. */
  readonly expect: string;
  /** One sample so often: `10s` where it says nothing. */
  readonly every?: string;
  /** Time of day at which it begins, on a Monday; `00:00`. The time zone is UTC. */
  readonly startsAt?: string;
  /** The usual of points, in every hour of the week. */
  readonly usual?: Readonly<Record<string, number>>;
  readonly parent?: Relative;
  readonly children?: readonly Relative[];
  readonly siblings?: readonly Relative[];
}

export interface ExampleResult {
  readonly passed: boolean;
  /** What happened, as `expect` would say it. */
  readonly found: string;
  /** The example or the rule cannot be read. */
  readonly problem?: string;
}

/** A Monday, 00:00. */
const monday = Date.UTC(2026, 2, 2);

/** Plays an example by the fold that judges live. What cannot be read is told as a problem, never thrown. */
export function runExample(rule: Rule, example: RuleExample): ExampleResult {
  try {
    const found = play(rule, example);
    return { passed: isAsExpected(example.expect, found), found: found.map(told).join(", ") };
  } catch (problem) {
    if (problem instanceof SeriesProblem || problem instanceof ExpressionError) {
      return { passed: false, found: "", problem: problem.message };
    }
    throw problem;
  }
}

interface Found {
  readonly at: number;
  readonly change: SimulatedTransition["change"];
  readonly priority: string;
}

function play(rule: Rule, example: RuleExample): Found[] {
  const [hours = 0, minutes = 0] = (example.startsAt ?? "00:00").split(":").map(Number);
  const start = monday + hours * hour + minutes * minute;
  const every = parseDuration(example.every ?? "10s");
  const relatives = [example, example.parent, ...(example.children ?? []), ...(example.siblings ?? [])];
  const lengths = relatives.flatMap((one) =>
    Object.values(one?.given ?? {}).map((text) => lengthOf(parseSeries(text))),
  );
  const length = Math.max(0, ...lengths);
  const past = ({ given, attributes }: Relative): Past => ({
    ...(attributes && { attributes }),
    series: Object.fromEntries(
      Object.entries(given).map(([point, text]) => [point, samplesOf(parseSeries(text), start, length, every)]),
    ),
  });
  const { transitions } = simulate(rule, {
    ...past(example),
    ...(example.parent && { parent: past(example.parent) }),
    children: (example.children ?? []).map(past),
    siblings: (example.siblings ?? []).map(past),
    baseline: (point) => usualOf(example.usual?.[point]),
    timeZone: "UTC",
    until: start + length * second,
  });
  return transitions.map(({ at, change, priority }) => ({ at: (at - start) / second, change, priority }));
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0);
}

function samplesOf(spans: readonly Span[], start: Instant, length: number, every: number): Past["series"][string] {
  const samples: [Instant, number | boolean | string, "good" | "bad"][] = [];
  let from = 0;
  for (const { from: first, to, quality, seconds } of spans) {
    const until = seconds === undefined ? length : from + seconds;
    for (let n = 0; first !== undefined && from + n * every < until; n++) {
      const share = (n * every) / (until - from);
      const value = typeof first === "number" && typeof to === "number" ? first + (to - first) * share : first;
      samples.push([start + (from + n * every) * second, value, quality]);
    }
    from = until;
  }
  return samples;
}

function usualOf(value: number | undefined): Baseline | undefined {
  if (value === undefined) return undefined;
  const all = <T>(one: T): T[] => Array.from({ length: hoursOfWeek }, () => one);
  return { median: all(value), mad: all(0), weeks: all(4) };
}

function told({ at, change, priority }: Found): string {
  const what = change === "priority" ? priority : change === "raised" ? `raised ${priority}` : change;
  return `${formatDuration(at)} ${what}`;
}

function isAsExpected(expected: string, found: readonly Found[]): boolean {
  const lines = expected.split(",").map((line) => line.trim());
  if (expected.trim() === "") return found.length === 0;
  return (
    lines.length === found.length &&
    found.every((one, i) => {
      const [at = "", ...words] = lines[i]?.split(/\s+/) ?? [];
      const isThen = Math.abs(parseDuration(at) - one.at) < 0.001;
      return isThen && told(one).split(" ").slice(1).join(" ").startsWith(words.join(" "));
    })
  );
}
