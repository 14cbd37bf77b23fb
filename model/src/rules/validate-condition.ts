import type { DeviceType } from "../device-types/device-type.ts";
import { isOfPoint, type NumberPoint, type PointValue } from "../points/point.ts";
import { weeksAtLeast } from "./baseline.ts";
import type { Condition, ConditionOf, Distance, Limit } from "./condition.ts";
import { checkExpression } from "./expression/check.ts";
import { error, type RuleProblem, warning } from "./problem.ts";

const deepest = 8;
const weeksAtMost = 12;
/** Thirty-one days: what is longer is a matter of reports. */
const longestWindow = 31 * 86_400;
/** A deadband above this share of the instrument's range hides more than it calms. */
const widestDeadband = 0.1;

/** Problems of a condition at one device type. */
export function conditionProblems(condition: Condition, type: DeviceType, path: string, depth = 0): RuleProblem[] {
  if (depth > deepest) return [error("condition-too-deep", path, deepest)];
  switch (condition.kind) {
    case "not":
      return conditionProblems(condition.of, type, `${path}.of`, depth + 1);
    case "all":
    case "any":
      if (condition.of.length === 0) return [error("condition-empty", path)];
      return condition.of.flatMap((one, i) => conditionProblems(one, type, `${path}.of.${i}`, depth + 1));
    case "levels":
      if (depth > 0) return [error("levels-nested", path)];
      return levelsProblems(condition, type, path);
    case "above":
    case "below":
      return ofNumber(type, condition.point, path, (point) => [
        ...limitProblems(condition.limit, point, type, `${path}.limit`),
        ...deadbandProblems(condition.deadband, point, path),
      ]);
    case "outside":
      return ofNumber(type, condition.point, path, (point) => [
        ...limitProblems(condition.low, point, type, `${path}.low`),
        ...limitProblems(condition.high, point, type, `${path}.high`),
        ...deadbandProblems(condition.deadband, point, path),
        ...(typeof condition.low === "number" && typeof condition.high === "number" && condition.low >= condition.high
          ? [error("comparison-incomplete", path, `${condition.low}–${condition.high}`)]
          : []),
      ]);
    case "is":
      return valuesProblems(type, condition.point, condition.values, path);
    default:
      return overTimeProblems(condition, type, path);
  }
}

type OverTime = ConditionOf<
  | "rate"
  | "stuck"
  | "count"
  | "aggregate"
  | "set-point"
  | "baseline"
  | "siblings"
  | "expression"
  | "no-data"
  | "offline"
>;

function overTimeProblems(condition: OverTime, type: DeviceType, path: string): RuleProblem[] {
  switch (condition.kind) {
    case "rate":
      return ofNumber(type, condition.point, path, () => [
        ...windowProblems(condition.windowSeconds, path),
        ...referenceProblems(condition.limit, type, `${path}.limit`),
        ...deadbandProblems(condition.deadband, undefined, path),
      ]);
    case "aggregate":
      return ofCountable(type, condition.point, path, (point) => [
        ...windowProblems(condition.windowSeconds, path),
        ...(point && ["mean", "min", "max"].includes(condition.figure)
          ? limitProblems(condition.limit, point, type, `${path}.limit`)
          : referenceProblems(condition.limit, type, `${path}.limit`)),
        ...deadbandProblems(condition.deadband, undefined, path),
      ]);
    case "stuck":
      return [
        ...pointProblems(type, condition.point, path),
        ...windowProblems(condition.seconds, path),
        ...deadbandProblems(condition.tolerance, undefined, path),
      ];
    case "count": {
      const { atLeast, atMost } = condition;
      const one = (atLeast === undefined) !== (atMost === undefined);
      const fits = one && Number.isInteger(atLeast ?? atMost) && (atLeast ?? 1) >= 1 && (atMost ?? 0) >= 0;
      return [
        ...(condition.values === undefined
          ? pointProblems(type, condition.point, path)
          : valuesProblems(type, condition.point, condition.values, path)),
        ...windowProblems(condition.windowSeconds, path),
        ...(fits ? [] : [error("comparison-incomplete", path)]),
      ];
    }
    case "set-point":
      return ofNumber(type, condition.point, path, (point) => [
        ...limitProblems(condition.from, point, type, `${path}.from`),
        ...distanceProblems(condition.by, path),
        ...deadbandProblems(condition.deadband, point, path),
      ]);
    case "baseline": {
      const { weeks, mads, by } = condition;
      return ofNumber(type, condition.point, path, (point) => [
        ...(Number.isInteger(weeks) && weeks >= weeksAtLeast && weeks <= weeksAtMost
          ? []
          : [error("weeks-out-of-range", path, weeks)]),
        ...(mads === undefined && by === undefined ? [error("comparison-incomplete", path)] : []),
        ...(mads !== undefined && !(mads > 0) ? [error("comparison-incomplete", path, mads)] : []),
        ...(by === undefined ? [] : distanceProblems(by, path)),
        ...deadbandProblems(condition.deadband, point, path),
      ]);
    }
    case "siblings":
      return ofNumber(type, condition.point, path, (point) => [
        ...distanceProblems(condition.by, path),
        ...deadbandProblems(condition.deadband, point, path),
        ...((condition.atLeast ?? 1) >= 1 ? [] : [error("comparison-incomplete", path, condition.atLeast)]),
      ]);
    case "expression": {
      const problem = checkExpression(condition.cel, type);
      if (problem === undefined) return [];
      const { code, detail, line, column } = problem;
      return [{ ...error(code, `${path}.cel`, detail), line, column }];
    }
    case "no-data":
      return [
        ...(condition.point === undefined ? [] : pointProblems(type, condition.point, path)),
        ...windowProblems(condition.seconds, path),
      ];
    case "offline":
      return [];
  }
}

function levelsProblems(condition: ConditionOf<"levels">, type: DeviceType, path: string): RuleProblem[] {
  const { levels, point: name, deadband } = condition;
  if (levels.length === 0) return [error("levels-empty", path)];
  const isTwice = new Set(levels.map(({ level }) => level)).size < levels.length;
  const limitOf = (level: string) => levels.find((one) => one.level === level)?.limit;
  const isOver = (one: Limit | undefined, other: Limit | undefined) =>
    typeof one === "number" && typeof other === "number" && one >= other;
  const order = ["lolo", "lo", "hi", "hihi"].map(limitOf).filter((limit) => typeof limit === "number");
  const outOfOrder = order.some((limit, i) => isOver(order[i - 1], limit));
  return ofNumber(type, name, path, (point) => [
    ...(isTwice || outOfOrder ? [error("levels-out-of-order", path)] : []),
    ...levels.flatMap(({ limit }, i) => limitProblems(limit, point, type, `${path}.levels.${i}.limit`)),
    ...deadbandProblems(deadband, point, path),
  ]);
}

function pointProblems(type: DeviceType, point: string, path: string): RuleProblem[] {
  return Object.hasOwn(type.points, point) ? [] : [error("unknown-point", `${path}.point`, `${type.id}: ${point}`)];
}

function ofNumber(
  type: DeviceType,
  name: string,
  path: string,
  check: (point: NumberPoint) => RuleProblem[],
): RuleProblem[] {
  const point = type.points[name];
  if (point === undefined) return pointProblems(type, name, path);
  return point.kind === "number" ? check(point) : [error("point-not-numeric", `${path}.point`, name)];
}

/** Numbers, and booleans as 1 and 0. */
function ofCountable(
  type: DeviceType,
  name: string,
  path: string,
  check: (point: NumberPoint | undefined) => RuleProblem[],
): RuleProblem[] {
  return type.points[name]?.kind === "boolean" ? check(undefined) : ofNumber(type, name, path, check);
}

function valuesProblems(type: DeviceType, name: string, values: readonly PointValue[], path: string): RuleProblem[] {
  const point = type.points[name];
  if (point === undefined) return pointProblems(type, name, path);
  if (values.length === 0) return [error("comparison-incomplete", `${path}.values`)];
  return values
    .filter((value) => !isOfPoint(point, value))
    .map((value) => error("value-not-possible", `${path}.values`, `${name}: ${String(value)}`));
}

function limitProblems(limit: Limit, point: NumberPoint, type: DeviceType, path: string): RuleProblem[] {
  if (typeof limit !== "number") return referenceProblems(limit, type, path);
  const [low, high] = point.range;
  return limit >= low && limit <= high ? [] : [error("limit-out-of-range", path, `${limit} (${low}–${high})`)];
}

/** What a limit that is no number of the rule is taken from. */
function referenceProblems(limit: Limit, type: DeviceType, path: string): RuleProblem[] {
  if (typeof limit === "number") return Number.isFinite(limit) ? [] : [error("limit-out-of-range", path, limit)];
  if ("attribute" in limit) {
    const isKnown = Object.hasOwn(type.attributes ?? {}, limit.attribute);
    return isKnown ? [] : [error("unknown-attribute", path, `${type.id}: ${limit.attribute}`)];
  }
  return ofNumber(type, limit.point, path, () => []);
}

function deadbandProblems(deadband: number | undefined, point: NumberPoint | undefined, path: string): RuleProblem[] {
  if (deadband === undefined) return [];
  if (!(deadband >= 0)) return [error("deadband-negative", `${path}.deadband`, deadband)];
  const span = point === undefined ? Number.POSITIVE_INFINITY : point.range[1] - point.range[0];
  return deadband > span * widestDeadband ? [warning("deadband-wide", `${path}.deadband`, deadband)] : [];
}

function windowProblems(seconds: number, path: string): RuleProblem[] {
  return seconds >= 1 && seconds <= longestWindow ? [] : [error("window-out-of-range", path, seconds)];
}

function distanceProblems(by: Distance, path: string): RuleProblem[] {
  const length = "ratio" in by ? by.ratio : by.amount;
  return length > 0 ? [] : [error("comparison-incomplete", `${path}.by`, length)];
}
