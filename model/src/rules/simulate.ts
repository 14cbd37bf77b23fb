import type { Evidence } from "../alarms/alarm.ts";
import type { Priority } from "../alarms/priority.ts";
import { isWorse } from "../alarms/worst.ts";
import type { PointValue } from "../points/point.ts";
import type { Quality } from "../quality.ts";
import type { AttributeValue } from "../sites/equipment.ts";
import type { Instant } from "../time.ts";
import type { Baseline } from "./baseline.ts";
import { leavesOf } from "./condition.ts";
import { detect } from "./detect.ts";
import { type Detection, idle, isHeld } from "./detection.ts";
import { Picture } from "./picture.ts";
import { type Reach, reachOf } from "./reach.ts";
import type { Rule } from "./rule.ts";
import type { DetectionStep } from "./step.ts";

export type SeriesSample = readonly [at: Instant, value: PointValue, quality?: Quality];

/** An equipment's past: of each point its samples, in order of time. */
export interface Past {
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
  readonly series: Readonly<Record<string, readonly SeriesSample[]>>;
}

/** The equipment that a rule is tried at, with those that the rule may ask. */
export interface Trial extends Past {
  readonly timeZone?: string;
  readonly parent?: Past;
  readonly children?: readonly Past[];
  readonly siblings?: readonly Past[];
  readonly baseline?: (point: string, weeks: number) => Baseline | undefined;
  /** Where the rule stood at the beginning; idle. */
  readonly from?: Detection;
  /** Time goes on to here after the last sample, so that delays end. */
  readonly until: Instant;
}

export interface SimulatedTransition {
  readonly at: Instant;
  readonly change: Exclude<DetectionStep["change"], "none">;
  readonly priority: Priority;
  readonly conditionSince?: Instant | undefined;
  readonly evidence: readonly Evidence[];
  /** Of a clear: the value furthest beyond its limit while it was active. */
  readonly worst?: Evidence | undefined;
}

export interface Simulation {
  readonly transitions: readonly SimulatedTransition[];
  readonly end: Detection;
  /** How often the rule was asked. */
  readonly looks: number;
  /** Where it ends active: the value furthest beyond its limit so far. */
  readonly worst?: Evidence | undefined;
}

interface Stream {
  readonly picture: Picture;
  readonly point: string;
  readonly samples: readonly SeriesSample[];
  /** A sample of it can change the outcome. */
  readonly decides: boolean;
  next: number;
}

/**
 * The rule over the past, by the fold that judges live: samples of one time are one picture, delays and windows end in
 * between. Throws `ExpressionError` for an expression that cannot be read.
 */
export function simulate(rule: Rule, trial: Trial): Simulation {
  const replay = new Replay(rule, trial);
  replay.advance(trial.until);
  return replay.result;
}

/** The same in parts: how often and where it is stopped changes nothing. */
export class Replay {
  readonly #rule: Rule;
  readonly #subject: Picture;
  readonly #streams: readonly Stream[];
  readonly #transitions: SimulatedTransition[] = [];
  #state: Detection;
  #dueAt: Instant | undefined;
  #worst: Evidence | undefined;
  #looks = 0;

  constructor(rule: Rule, trial: Omit<Trial, "until">) {
    const hears = leavesOf(rule.when).some(({ kind }) => kind === "no-data");
    const { subject, streams } = paint(trial, reachOf(rule.when), hears);
    this.#rule = rule;
    this.#subject = subject;
    this.#streams = streams;
    this.#state = trial.from ?? idle;
  }

  /** Takes every sample up to a time, that time included, and lets delays end until then. */
  advance(until: Instant): void {
    const streams = this.#streams;
    for (let at = nextOf(streams); at !== undefined && at <= until; at = nextOf(streams)) {
      this.#pass(at);
      if (takeAll(streams, at)) this.#look(at);
    }
    this.#pass(until);
  }

  get result(): Simulation {
    return { transitions: this.#transitions, end: this.#state, looks: this.#looks, worst: this.#worst };
  }

  #pass(until: Instant): void {
    while (this.#dueAt !== undefined && this.#dueAt <= until) this.#look(this.#dueAt);
  }

  #look(at: Instant): void {
    const step = detect(this.#rule, this.#state, this.#subject, at, at);
    this.#looks++;
    this.#state = step.after;
    this.#dueAt = step.dueAt !== undefined && step.dueAt > at ? step.dueAt : undefined;
    const [seen] = step.evidence;
    if (step.change === "raised") this.#worst = seen;
    else if (isHeld(step.after) && !step.after.frozen && seen && isWorse(seen, this.#worst)) this.#worst = seen;
    if (step.change === "none") return;
    const { change, priority, evidence } = step;
    const conditionSince = step.after.conditionSince;
    const worst = change === "cleared" && this.#worst ? { worst: this.#worst } : {};
    this.#transitions.push({ at: step.at, change, priority, conditionSince, evidence, ...worst });
    if (change === "cleared") this.#worst = undefined;
  }
}

function paint(
  trial: Omit<Trial, "until">,
  reach: Reach,
  hears: boolean,
): { readonly subject: Picture; readonly streams: Stream[] } {
  const { timeZone, baseline } = trial;
  const subject = new Picture({ attributes: trial.attributes, timeZone, baseline });
  subject.online = true;
  subject.need(reach.needs);
  // What waits for silence has to hear every point, whatever the rule asks of it.
  const streams = streamsOf(subject, trial, (point) => hears || reach.points.includes(point));
  const relative = (past: Past, points: readonly string[]) => {
    const picture = new Picture({ attributes: past.attributes, timeZone });
    streams.push(...streamsOf(picture, past, (point) => points.includes(point)).filter(({ decides }) => decides));
    return picture;
  };
  if (trial.parent) {
    const parent = relative(trial.parent, reach.parentPoints);
    parent.need(reach.parentNeeds);
    subject.parent = parent;
  }
  subject.children = (trial.children ?? []).map((past) => relative(past, reach.childPoints));
  subject.siblings = (trial.siblings ?? []).map((past) => relative(past, reach.siblingPoints));
  return { subject, streams };
}

function streamsOf(picture: Picture, { series }: Past, decides: (point: string) => boolean): Stream[] {
  return Object.entries(series).map(([point, samples]) => ({
    ...{ picture, point, samples, decides: decides(point), next: 0 },
  }));
}

function nextOf(streams: readonly Stream[]): Instant | undefined {
  let next: Instant | undefined;
  for (const { samples, next: place } of streams) {
    const at = samples[place]?.[0];
    if (at !== undefined && (next === undefined || at < next)) next = at;
  }
  return next;
}

/** Takes every sample of that time; true when one of them can change the outcome. */
function takeAll(streams: readonly Stream[], at: Instant): boolean {
  let decides = false;
  for (const stream of streams) {
    for (let sample = stream.samples[stream.next]; sample?.[0] === at; sample = stream.samples[stream.next]) {
      stream.next++;
      if (stream.picture.take(stream.point, at, sample[1], sample[2])) decides ||= stream.decides;
    }
  }
  return decides;
}
