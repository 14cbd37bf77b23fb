import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Condition } from "@plantroom/model/rules/condition.ts";

/** How a form asks for a part of a condition. */
export type FieldKind =
  | "point"
  | "limit"
  | "amount"
  | "seconds"
  | "number"
  | "choice"
  | "values"
  | "distance"
  | "cel"
  | "levels";

export interface ConditionField {
  readonly key: string;
  readonly kind: FieldKind;
  readonly options?: readonly string[];
  readonly optional?: true;
}

const point = { key: "point", kind: "point" } as const;
const limit = { key: "limit", kind: "limit" } as const;
const deadband = { key: "deadband", kind: "amount", optional: true } as const;
const windowSeconds = { key: "windowSeconds", kind: "seconds" } as const;
const side = { key: "side", kind: "choice", options: ["above", "below"] } as const;
const sides = { key: "side", kind: "choice", options: ["above", "below", "either"] } as const;
const by = { key: "by", kind: "distance" } as const;

/** What a form asks for, by the kind of the condition; what holds other conditions is asked for part by part. */
export const conditionFields: Readonly<
  Record<Exclude<Condition["kind"], "not" | "all" | "any">, readonly ConditionField[]>
> = {
  above: [point, limit, deadband],
  below: [point, limit, deadband],
  outside: [point, { key: "low", kind: "limit" }, { key: "high", kind: "limit" }, deadband],
  levels: [point, { key: "levels", kind: "levels" }, deadband],
  is: [point, { key: "values", kind: "values" }],
  "no-data": [
    { ...point, optional: true },
    { key: "seconds", kind: "seconds" },
  ],
  offline: [],
  aggregate: [
    { key: "figure", kind: "choice", options: ["mean", "min", "max", "sum", "deviation"] },
    ...[point, windowSeconds, side, limit, deadband],
  ],
  rate: [
    point,
    windowSeconds,
    side,
    limit,
    { key: "per", kind: "choice", options: ["second", "minute", "hour"] },
    deadband,
  ],
  stuck: [point, { key: "seconds", kind: "seconds" }, { key: "tolerance", kind: "amount", optional: true }],
  count: [
    point,
    { key: "of", kind: "choice", options: ["transitions", "samples"] },
    { key: "values", kind: "values", optional: true },
    windowSeconds,
    { key: "atLeast", kind: "number", optional: true },
    { key: "atMost", kind: "number", optional: true },
  ],
  "set-point": [point, sides, { key: "from", kind: "limit" }, by, deadband],
  baseline: [
    ...[point, sides, { key: "weeks", kind: "number" } as const],
    { key: "mads", kind: "number", optional: true },
    { ...by, optional: true },
    deadband,
  ],
  siblings: [point, sides, by, { key: "atLeast", kind: "number", optional: true }, deadband],
  expression: [{ key: "cel", kind: "cel" }],
};

export const conditionKinds = [...Object.keys(conditionFields), "all", "any", "not"] as Condition["kind"][];

/** A condition of a kind to begin with; it keeps the point that the other looked at. */
export function blankCondition(kind: Condition["kind"], before: Condition, type: DeviceType | undefined): Condition {
  const known = "point" in before ? before.point : undefined;
  const points = Object.entries(type?.points ?? {});
  const isNumber = (name: string | undefined) => name !== undefined && type?.points[name]?.kind === "number";
  const numeric = (isNumber(known) ? known : points.find(([, one]) => one.kind === "number")?.[0]) ?? known ?? "";
  const any = known ?? points[0]?.[0] ?? "";
  switch (kind) {
    case "above":
    case "below":
      return { kind, point: numeric, limit: 0 };
    case "outside":
      return { kind, point: numeric, low: 0, high: 1 };
    case "levels":
      return { kind, point: numeric, levels: [{ level: "hi", limit: 0, priority: "medium" }] };
    case "is":
      return { kind, point: any, values: [] };
    case "rate":
      return { kind, point: numeric, windowSeconds: 600, per: "minute", side: "above", limit: 0 };
    case "stuck":
      return { kind, point: any, seconds: 3_600 };
    case "count":
      return { kind, point: any, of: "transitions", windowSeconds: 3_600, atLeast: 5 };
    case "aggregate":
      return { kind, point: numeric, figure: "mean", windowSeconds: 600, side: "above", limit: 0 };
    case "set-point":
      return { kind, point: numeric, side: "either", from: 0, by: { ratio: 0.1 } };
    case "baseline":
      return { kind, point: numeric, weeks: 4, side: "above", by: { ratio: 0.3 } };
    case "siblings":
      return { kind, point: numeric, side: "either", by: { ratio: 0.2 } };
    case "expression":
      return { kind, cel: `${any || "running"} == ${type?.points[any]?.kind === "number" ? "0" : "true"}` };
    case "no-data":
      return { kind, seconds: 300 };
    case "offline":
      return { kind };
    case "not":
      return { kind, of: before };
    case "all":
    case "any":
      return { kind, of: before.kind === "all" || before.kind === "any" ? before.of : [before] };
  }
}
