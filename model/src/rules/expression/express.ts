import type { Evidence } from "../../alarms/alarm.ts";
import { second } from "../../time.ts";
import type { ConditionOf } from "../condition.ts";
import type { Inputs, Readable } from "../inputs.ts";
import {
  distrust,
  evidenceOf,
  isUsable,
  type Judgement,
  known,
  type Look,
  type UnknownReason,
  unknown,
} from "../judgement.ts";
import { dueBy } from "../over-time.ts";
import { type Compiled, compile, type Timed } from "./compile.ts";

/**
 * One look of an expression. What is missing or bad is left out of its names: where the outcome hangs on it, nothing can be
 * said; `false && missing` is false all the same.
 */
export function express({ cel }: ConditionOf<"expression">, inputs: Inputs, look: Look): Judgement {
  const compiled = compile(cel);
  const asked = new Names(compiled, inputs, look);
  const evidence: Evidence[] = [];
  for (const { of, point } of compiled.points) {
    if (of === "self") evidence.push(...evidenceOf(point, inputs.latest(point)));
    else evidence.push(...evidenceOf(`parent.${point}`, inputs.parent?.latest(point)));
  }
  try {
    const truth = compiled.run(asked.context);
    if (typeof truth !== "boolean") return unknown("expression-failed", look, evidence, asked.dueAt);
    return known(truth, look, evidence, asked.dueAt);
  } catch {
    return unknown(asked.missing ?? "expression-failed", look, evidence, asked.dueAt);
  }
}

const names = Symbol("names");

type Context = Record<string, unknown> & { [names]?: Names };

const prototypes = new WeakMap<Compiled, object>();

/** Functions of time are worked out when they are asked for: `running && mean(…)` costs nothing while nothing runs. */
function prototypeOf(compiled: Compiled): object {
  const made = prototypes.get(compiled);
  if (made) return made;
  const prototype = {};
  for (const timed of compiled.timed) {
    Object.defineProperty(prototype, timed.variable, {
      get(this: Context) {
        return this[names]?.overTime(timed);
      },
    });
  }
  prototypes.set(compiled, prototype);
  return prototype;
}

/** The values of an expression's names, and when time alone changes one. */
class Names {
  readonly context: Context;
  dueAt: number | undefined;
  missing: UnknownReason | undefined;
  readonly #inputs: Inputs;
  readonly #look: Look;

  constructor(compiled: Compiled, inputs: Inputs, look: Look) {
    this.#inputs = inputs;
    this.#look = look;
    this.context = Object.create(prototypeOf(compiled)) as Context;
    this.context[names] = this;
    const parent: Record<string, unknown> = {};
    for (const { of, point } of compiled.points) {
      this.#put(of === "self" ? this.context : parent, point, of === "self" ? inputs : inputs.parent);
    }
    this.context.parent = parent;
    if (compiled.attributes.length > 0) this.context.attributes = this.#attributes(compiled.attributes);
    this.context.children = this.#children(compiled, inputs.children ?? []);
  }

  #children({ childPoints }: Compiled, children: readonly Readable[]): Record<string, unknown>[] {
    return children.map((child) => {
      const values: Record<string, unknown> = {};
      for (const point of childPoints) this.#put(values, point, child);
      return values;
    });
  }

  #put(into: Record<string, unknown>, point: string, from: Readable | undefined): void {
    const latest = from?.latest(point);
    if (isUsable(latest)) into[point] = latest.value;
    else this.missing ??= distrust(latest);
  }

  #attributes(names: readonly string[]): Record<string, unknown> {
    const attributes: Record<string, unknown> = {};
    for (const name of names) {
      const value = this.#inputs.attribute(name);
      if (value === undefined) this.missing ??= "attribute-missing";
      else attributes[name] = value;
    }
    return attributes;
  }

  overTime(timed: Timed): unknown {
    const from = timed.of === "self" ? this.#inputs : this.#inputs.parent;
    return timed.need.windowSeconds === undefined ? this.#ofRun(timed, from) : this.#ofWindow(timed, from);
  }

  #ofRun({ need, function: name, seconds }: Timed, from: Readable | undefined): unknown {
    const run = from?.memory?.run(need.key)?.state;
    if (run === undefined || (name === "previous" && run.previous === undefined)) {
      this.missing ??= "no-value-yet";
      return undefined;
    }
    if (name === "previous") return run.previous;
    const until = run.since + seconds * second;
    if (this.#look.siteAt >= until) return true;
    this.#due(until);
    return false;
  }

  #ofWindow({ need, function: name }: Timed, from: Readable | undefined): number | undefined {
    const window = from?.memory?.window(need.key);
    const at = this.#look.siteAt;
    if (window?.since === undefined || !window.isWhole(at)) {
      this.missing ??= window?.since === undefined ? "no-value-yet" : "window-filling";
      this.#due(window?.wholeAt());
      return undefined;
    }
    const figures = window.figures(at);
    this.#due(window.slidesAt(at));
    if (name === "changes" || name === "count") return figures.count;
    if (figures.count < this.#look.minimumSamples || (figures.count === 0 && name !== "sum")) {
      this.missing ??= "too-few-samples";
      return undefined;
    }
    if (name === "rate") {
      const { firstAt, first, lastAt, last } = figures;
      if (lastAt - firstAt >= window.length / 2) return ((last - first) / (lastAt - firstAt)) * second;
      this.missing ??= "too-few-samples";
      return undefined;
    }
    return figures[name as "mean" | "min" | "max" | "sum" | "deviation"];
  }

  #due(siteTime: number | undefined): void {
    const due = siteTime === undefined ? undefined : dueBy(this.#look, siteTime);
    if (due !== undefined && (this.dueAt === undefined || due < this.dueAt)) this.dueAt = due;
  }
}
