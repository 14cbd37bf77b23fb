import type { DeviceType } from "../device-types/device-type.ts";
import type { Point, PointValue } from "../points/point.ts";
import { fill, type Locale } from "../text.ts";
import type { Condition, ConditionOf, Distance, Limit } from "./condition.ts";
import { type Phrase, phrases } from "./condition-phrases.ts";

/** What a condition is said with. */
interface Speaker {
  readonly type: DeviceType | undefined;
  readonly locale: Locale;
}

/**
 * A condition in plain words, with the points, states and units of the device type; what the type does not know is said by
 * its own name.
 */
export function conditionWords(condition: Condition, type: DeviceType | undefined, locale: Locale): string {
  const words = said(condition, { type, locale });
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function said(condition: Condition, speaker: Speaker): string {
  switch (condition.kind) {
    case "above":
    case "below": {
      const { kind, point, limit } = condition;
      return say(speaker, kind, { point: nameOf(point, speaker), limit: limitWords(limit, point, speaker) });
    }
    case "outside": {
      const { point, low, high } = condition;
      const [from, to] = [low, high].map((one) => limitWords(one, point, speaker));
      return say(speaker, "outside", { point: nameOf(point, speaker), low: from, high: to });
    }
    case "levels": {
      const steps = condition.levels.map(({ level, limit }) =>
        say(speaker, level, { limit: limitWords(limit, condition.point, speaker) }),
      );
      return say(speaker, "levels", {
        point: nameOf(condition.point, speaker),
        steps: steps.join(say(speaker, "comma")),
      });
    }
    case "is":
      return say(speaker, "is", {
        point: nameOf(condition.point, speaker),
        values: valuesWords(condition.point, condition.values, speaker),
      });
    case "not":
      return say(speaker, "not", { of: said(condition.of, speaker) });
    case "all":
    case "any": {
      const parts = condition.of.map((one) =>
        one.kind === "all" || one.kind === "any" ? `(${said(one, speaker)})` : said(one, speaker),
      );
      return parts.join(say(speaker, condition.kind === "all" ? "and" : "or"));
    }
    default:
      return overTime(condition, speaker);
  }
}

function overTime(
  condition: Exclude<Condition, ConditionOf<"above" | "below" | "outside" | "levels" | "is" | "not" | "all" | "any">>,
  speaker: Speaker,
): string {
  const point = "point" in condition && condition.point !== undefined ? nameOf(condition.point, speaker) : "";
  switch (condition.kind) {
    case "rate": {
      const { windowSeconds, per, side, absolute } = condition;
      const limit = `${limitWords(condition.limit, condition.point, speaker)}/${say(speaker, per)}`;
      const key = absolute ? "rateEither" : side === "above" ? "rateAbove" : "rateBelow";
      return say(speaker, key, { point, limit, window: duration(windowSeconds, speaker) });
    }
    case "stuck":
      return say(speaker, "stuck", { point, time: duration(condition.seconds, speaker) });
    case "count": {
      const { values, windowSeconds, atLeast, atMost } = condition;
      const times = say(speaker, atLeast === undefined ? "atMost" : "atLeast", { count: atLeast ?? atMost });
      const window = duration(windowSeconds, speaker);
      const named = values && valuesWords(condition.point, values, speaker);
      if (condition.of === "transitions") {
        return say(speaker, named ? "becomes" : "changes", { point, values: named, times, window });
      }
      return say(speaker, named ? "samplesOf" : "samples", { point, values: named, times, window });
    }
    case "aggregate": {
      const { figure, windowSeconds, side } = condition;
      const limit = limitWords(condition.limit, condition.point, speaker);
      const named = say(speaker, figure, { point, window: duration(windowSeconds, speaker) });
      return say(speaker, side, { point: named, limit });
    }
    case "set-point":
      return away(condition.side, point, limitWords(condition.from, condition.point, speaker), condition, speaker);
    case "baseline":
      return away(condition.side, point, say(speaker, "usual", { weeks: condition.weeks }), condition, speaker);
    case "siblings":
      return away(condition.side, point, say(speaker, "others"), condition, speaker);
    case "expression":
      return say(speaker, "expression", { cel: condition.cel });
    case "no-data":
      return say(speaker, point ? "silentPoint" : "silent", { point, time: duration(condition.seconds, speaker) });
    case "offline":
      return say(speaker, "offline");
  }
}

function away(
  side: "above" | "below" | "either",
  point: string,
  from: string,
  { by, mads, ...condition }: { readonly point: string; readonly by?: Distance; readonly mads?: number },
  speaker: Speaker,
): string {
  const distances = [
    ...(by === undefined
      ? []
      : ["ratio" in by ? `${trimmed(by.ratio * 100)} %` : amount(by.amount, condition.point, speaker)]),
    ...(mads === undefined ? [] : [say(speaker, "mads", { count: mads })]),
  ];
  const key = side === "above" ? "moreThan" : side === "below" ? "lessThan" : "awayFrom";
  return say(speaker, key, { point, from, by: distances.join(say(speaker, "and")) });
}

function nameOf(point: string, { type, locale }: Speaker): string {
  return type?.points[point]?.label[locale] ?? point;
}

function limitWords(limit: Limit, point: string, speaker: Speaker): string {
  if (typeof limit === "number") return amount(limit, point, speaker);
  const { type, locale } = speaker;
  const name =
    "attribute" in limit
      ? (type?.attributes?.[limit.attribute]?.[locale] ?? limit.attribute)
      : nameOf(limit.point, speaker);
  const { times = 1, plus = 0 } = limit;
  const scaled = times === 1 ? name : `${trimmed(times * 100)} % × ${name}`;
  return plus === 0 ? scaled : `${scaled} ${plus < 0 ? "−" : "+"} ${amount(Math.abs(plus), point, speaker)}`;
}

function amount(value: number, point: string, { type }: Speaker): string {
  const declared = type?.points[point];
  const unit = declared?.kind === "number" ? declared.unit : "";
  return unit === "" ? trimmed(value) : `${trimmed(value)} ${unit}`;
}

function valuesWords(point: string, values: readonly PointValue[], speaker: Speaker): string {
  const declared = speaker.type?.points[point];
  return values.map((value) => stateOf(declared, value, speaker.locale)).join(say(speaker, "or"));
}

function stateOf(point: Point | undefined, value: PointValue, locale: Locale): string {
  if (point?.kind === "boolean") return point.states[value === true ? "true" : "false"][locale];
  if (point?.kind === "enum") return point.options[String(value)]?.[locale] ?? String(value);
  return String(value);
}

/** Without the noise of binary fractions. */
function trimmed(value: number): string {
  return String(Number(value.toPrecision(10)));
}

const steps = [
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
] as const;

/** A time in the largest unit that gives a whole number: 90 s, 5 min, 2 h, 7 d. */
export function durationWords(seconds: number, locale: Locale): string {
  return duration(seconds, { type: undefined, locale });
}

function duration(seconds: number, speaker: Speaker): string {
  for (const [unit, length] of steps) {
    if (seconds >= length && seconds % length === 0) return say(speaker, unit, { count: seconds / length });
  }
  return say(speaker, "seconds", { count: trimmed(seconds) });
}

function say({ locale }: Speaker, phrase: Phrase, values: Readonly<Record<string, unknown>> = {}): string {
  const [en, hant, hans] = phrases[phrase];
  return fill(locale === "en" ? en : locale === "zh-Hant" ? hant : hans, values);
}
