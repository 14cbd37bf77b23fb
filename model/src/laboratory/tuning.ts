import type { Condition } from "../rules/condition.ts";
import type { Rule } from "../rules/rule.ts";

export type TunableKind =
  | "on-delay"
  | "off-delay"
  | "samples"
  | "limit"
  | "times"
  | "plus"
  | "deadband"
  | "window"
  | "seconds"
  | "count"
  | "distance"
  | "share"
  | "mads";

/** A number of a rule that can be moved without writing the rule anew. */
export interface Tunable {
  /** `onDelaySeconds`, `when.of.0.limit`. */
  readonly path: string;
  readonly kind: TunableKind;
  readonly value: number;
  /** The point whose unit it is in. */
  readonly point?: string;
  /** Of a limit: where it raises. */
  readonly side?: "above" | "below";
  /** Which level of several. */
  readonly level?: string;
  /** The value itself is held against it: it can be drawn across the point's trend. */
  readonly drawable?: true;
}

type RuleNumbers = Pick<Rule, "when" | "onDelaySeconds" | "offDelaySeconds" | "minimumSamples">;

/** Every number of a rule that can be tuned, delays first; an expression has none. */
export function tunablesOf(rule: RuleNumbers): readonly Tunable[] {
  return [
    { path: "onDelaySeconds", kind: "on-delay", value: rule.onDelaySeconds },
    { path: "offDelaySeconds", kind: "off-delay", value: rule.offDelaySeconds },
    ...(rule.minimumSamples === undefined
      ? []
      : [{ path: "minimumSamples", kind: "samples" as const, value: rule.minimumSamples }]),
    ...ofCondition(rule.when, "when"),
  ];
}

function ofCondition(condition: Condition, path: string): Tunable[] {
  switch (condition.kind) {
    case "above":
    case "below": {
      const { kind: side, point, limit, deadband } = condition;
      return [...ofLimit(limit, `${path}.limit`, point, { side, drawable: true }), ...band(deadband, path, point)];
    }
    case "outside": {
      const { point, low, high, deadband } = condition;
      return [
        ...ofLimit(low, `${path}.low`, point, { side: "below", drawable: true }),
        ...ofLimit(high, `${path}.high`, point, { side: "above", drawable: true }),
        ...band(deadband, path, point),
      ];
    }
    case "levels": {
      const { point, levels, deadband } = condition;
      const limits = levels.flatMap(({ level, limit }, i) => {
        const side = level.startsWith("hi") ? "above" : "below";
        return ofLimit(limit, `${path}.levels.${i}.limit`, point, { side, level, drawable: true });
      });
      return [...limits, ...band(deadband, path, point)];
    }
    case "rate":
      return [
        ...ofLimit(condition.limit, `${path}.limit`, undefined, { side: condition.side }),
        ...band(condition.deadband, path, undefined),
        { path: `${path}.windowSeconds`, kind: "window", value: condition.windowSeconds },
      ];
    case "aggregate": {
      const { point, figure, side, limit, deadband, windowSeconds } = condition;
      const drawn = figure === "mean" || figure === "min" || figure === "max" ? ({ drawable: true } as const) : {};
      return [
        ...ofLimit(limit, `${path}.limit`, point, { side, ...drawn }),
        ...band(deadband, path, point),
        { path: `${path}.windowSeconds`, kind: "window", value: windowSeconds },
      ];
    }
    case "stuck":
      return [
        { path: `${path}.seconds`, kind: "seconds", value: condition.seconds },
        ...(condition.tolerance === undefined
          ? []
          : [
              {
                ...{ path: `${path}.tolerance`, kind: "distance" as const },
                ...{ value: condition.tolerance, point: condition.point },
              },
            ]),
      ];
    case "count": {
      const { atLeast, atMost, windowSeconds } = condition;
      return [
        ...(atLeast === undefined ? [] : [{ path: `${path}.atLeast`, kind: "count" as const, value: atLeast }]),
        ...(atMost === undefined ? [] : [{ path: `${path}.atMost`, kind: "count" as const, value: atMost }]),
        { path: `${path}.windowSeconds`, kind: "window", value: windowSeconds },
      ];
    }
    case "set-point":
    case "siblings":
    case "baseline": {
      const { point, by, deadband } = condition;
      const mads = condition.kind === "baseline" ? condition.mads : undefined;
      return [
        ...(mads === undefined ? [] : [{ path: `${path}.mads`, kind: "mads" as const, value: mads }]),
        ...(by === undefined
          ? []
          : "ratio" in by
            ? [{ path: `${path}.by.ratio`, kind: "share" as const, value: by.ratio }]
            : [{ path: `${path}.by.amount`, kind: "distance" as const, value: by.amount, point }]),
        ...band(deadband, path, point),
      ];
    }
    case "no-data":
      return [{ path: `${path}.seconds`, kind: "seconds", value: condition.seconds }];
    case "not":
      return ofCondition(condition.of, `${path}.of`);
    case "all":
    case "any":
      return condition.of.flatMap((one, i) => ofCondition(one, `${path}.of.${i}`));
    case "is":
    case "offline":
    case "expression":
      return [];
  }
}

type LimitOf = Extract<Condition, { kind: "above" }>["limit"];

/** A limit that is taken from elsewhere is moved by what it is multiplied with, or by what is added. */
function ofLimit(
  limit: LimitOf,
  path: string,
  point: string | undefined,
  more: Pick<Tunable, "side" | "level" | "drawable">,
): Tunable[] {
  const at = point === undefined ? {} : { point };
  if (typeof limit === "number") return [{ path, kind: "limit", value: limit, ...at, ...more }];
  const { side } = more;
  const sided = side === undefined ? {} : { side };
  if (limit.plus !== undefined) return [{ path: `${path}.plus`, kind: "plus", value: limit.plus, ...at, ...sided }];
  return [{ path: `${path}.times`, kind: "times", value: limit.times ?? 1, ...at, ...sided }];
}

function band(deadband: number | undefined, path: string, point: string | undefined): Tunable[] {
  return [{ path: `${path}.deadband`, kind: "deadband", value: deadband ?? 0, ...(point !== undefined && { point }) }];
}

/** The rule with another number at a path of `tunablesOf`; every other part is the same. */
export function tuned<R extends RuleNumbers>(rule: R, path: string, value: number): R {
  return put(rule, path.split("."), value) as R;
}

function put(whole: unknown, [head, ...rest]: readonly string[], value: number): unknown {
  if (head === undefined) return value;
  if (Array.isArray(whole)) return whole.map((one, i) => (String(i) === head ? put(one, rest, value) : one));
  const before = (whole ?? {}) as Readonly<Record<string, unknown>>;
  return { ...before, [head]: put(before[head], rest, value) };
}
