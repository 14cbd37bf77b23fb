import { hour, minute, second } from "../time.ts";
import type { Comparison, Condition, ConditionOf, WindowFigure } from "./condition.ts";
import type { Inputs } from "./inputs.ts";
import {
  distrust,
  evidenceOf,
  evidenceWithLimit,
  isBeyond,
  isUsable,
  type Judgement,
  known,
  type Look,
  limitInForce,
  unknown,
} from "./judgement.ts";
import { type Need, runNeed, windowNeed } from "./windows/memory.ts";
import type { Window, WindowFigures } from "./windows/window.ts";

const needs = new WeakMap<Condition, Need>();

/** What a condition needs remembered of its point; undefined where the newest value is enough. */
export function needOf(condition: Condition): Need | undefined {
  const made = needs.get(condition);
  if (made) return made;
  const need = makeNeed(condition);
  if (need) needs.set(condition, need);
  return need;
}

function makeNeed(condition: Condition): Need | undefined {
  switch (condition.kind) {
    case "rate":
    case "aggregate":
      return windowNeed(condition.point, condition.windowSeconds);
    case "count":
      return windowNeed(condition.point, condition.windowSeconds, { of: condition.of, values: condition.values });
    case "stuck":
      return runNeed(condition.point, condition.tolerance);
    default:
      return undefined;
  }
}

const perUnit = { second, minute, hour } as const;

export function rate(condition: ConditionOf<"rate">, inputs: Inputs, look: Look): Judgement {
  return figure(condition, inputs, look, (window) => {
    const { firstAt, first, lastAt, last } = window.figures(look.siteAt);
    // Over less than half the window a slope says more of noise than of the machine.
    if (!(lastAt - firstAt >= window.length / 2)) return undefined;
    const slope = ((last - first) / (lastAt - firstAt)) * perUnit[condition.per];
    return condition.absolute ? Math.abs(slope) : slope;
  });
}

export function aggregate(condition: ConditionOf<"aggregate">, inputs: Inputs, look: Look): Judgement {
  return figure(condition, inputs, look, (window) => {
    const figures = window.figures(look.siteAt);
    return window.isWhole(look.siteAt) || isDecidedEarly(condition) ? figureOf(figures, condition.figure) : undefined;
  });
}

function figureOf(figures: WindowFigures, figure: WindowFigure): number | undefined {
  return figures.count === 0 && figure !== "sum" ? undefined : figures[figure];
}

/** What more samples can only make truer: then a window not yet whole may decide for true. */
function isDecidedEarly({ figure, side }: ConditionOf<"aggregate">): boolean {
  return (figure === "max" && side === "above") || (figure === "min" && side === "below");
}

/** Time alone cannot make true what only samples can. */
function slides(condition: ConditionOf<"rate" | "aggregate">, truth: boolean): boolean {
  return truth || condition.kind === "rate" || !isDecidedEarly(condition);
}

function figure(
  condition: ConditionOf<"rate" | "aggregate"> & Comparison,
  inputs: Inputs,
  look: Look,
  ask: (window: Window) => number | undefined,
): Judgement {
  const { point, side, deadband = 0 } = condition;
  const window = windowOf(condition, inputs);
  const limit = limitInForce(condition.limit, inputs);
  const evidence = evidenceWithLimit(point, inputs, limit);
  if (window?.since === undefined) return unknown(distrust(inputs.latest(point)), look, evidence);
  if (limit.value === undefined) return unknown(limit.why ?? "attribute-missing", look, evidence);
  const value = ask(window);
  const figures = window.figures(look.siteAt);
  if (value === undefined || figures.count < look.minimumSamples) {
    const why = window.isWhole(look.siteAt) ? "too-few-samples" : "window-filling";
    return unknown(why, look, evidence, dueBy(look, window.isWhole(look.siteAt) ? undefined : window.wholeAt()));
  }
  const truth = isBeyond(side, value, limit.value, deadband, look.held);
  const early = condition.kind === "aggregate" && isDecidedEarly(condition) && !window.isWhole(look.siteAt);
  if (early && !truth) return unknown("window-filling", look, evidence, dueBy(look, window.wholeAt()));
  const dueAt = slides(condition, truth) ? window.slidesAt(look.siteAt) : undefined;
  return known(truth, look, evidence, dueBy(look, dueAt));
}

export function count(condition: ConditionOf<"count">, inputs: Inputs, look: Look): Judgement {
  const { point, atLeast, atMost } = condition;
  const window = windowOf(condition, inputs);
  const evidence = evidenceOf(point, inputs.latest(point), atLeast ?? atMost);
  if (window?.since === undefined) return unknown(distrust(inputs.latest(point)), look, evidence);
  const many = window.count(look.siteAt);
  if (atLeast !== undefined) {
    const truth = many >= atLeast;
    return known(truth, look, evidence, truth ? dueBy(look, window.slidesAt(look.siteAt)) : undefined);
  }
  if (many > (atMost ?? 0)) return known(false, look, evidence, dueBy(look, window.slidesAt(look.siteAt)));
  if (!window.isWhole(look.siteAt)) return unknown("window-filling", look, evidence, dueBy(look, window.wholeAt()));
  // Of a device that said nothing in all that time nobody knows how often.
  const spoke = window.until !== undefined && look.siteAt - window.until < window.length;
  return spoke ? known(true, look, evidence) : unknown("too-few-samples", look, evidence);
}

export function stuck(condition: ConditionOf<"stuck">, inputs: Inputs, look: Look): Judgement {
  const latest = inputs.latest(condition.point);
  const evidence = evidenceOf(condition.point, latest);
  const need = needOf(condition);
  const run = need && inputs.memory?.run(need.key)?.state;
  if (!isUsable(latest) || run === undefined) return unknown(distrust(latest), look, evidence);
  // By the times of samples: a device that says nothing is silent, not stuck.
  return known(run.lastAt - run.since >= condition.seconds * second, look, evidence);
}

function windowOf(condition: Condition, inputs: Inputs): Window | undefined {
  const need = needOf(condition);
  return need && inputs.memory?.window(need.key);
}

/** A window slides by the site's time; a rule that runs by another clock is asked again by what comes in. */
export function dueBy(look: Look, siteTime: number | undefined): number | undefined {
  return look.at === look.siteAt ? siteTime : undefined;
}
