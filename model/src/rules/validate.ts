import type { DeviceType } from "../device-types/device-type.ts";
import { locales, type Text } from "../text.ts";
import { minutesOf } from "./calendar.ts";
import { priorityOf } from "./priority-matrix.ts";
import { error, type RuleProblem, warning } from "./problem.ts";
import type { Rule } from "./rule.ts";
import { conditionProblems } from "./validate-condition.ts";

/** Off-delays longer than so many times the on-delay are seldom meant (domain A4). */
const offDelayTimes = 4;
/** Below it an off-delay is short whatever the on-delay is. */
const offDelayAlwaysFine = 600;

/**
 * Every problem of a rule against the device types it names; one without errors may go into force. A draft may be saved with
 * problems; only an active rule, or one in shadow, needs its consequence, its action and the time to respond.
 */
export function validateRule(rule: Rule, deviceTypes: readonly DeviceType[]): RuleProblem[] {
  const types = rule.types.flatMap((id) => deviceTypes.find((type) => type.id === id) ?? []);
  const known = new Set(types.map(({ id }) => id));
  const perType = types.flatMap((type) => conditionProblems(rule.when, type, "when"));
  return unique([
    ...(rule.types.length === 0 ? [error("no-types", "types")] : []),
    ...rule.types.filter((id) => !known.has(id)).map((id) => error("unknown-type", "types", id)),
    ...perType,
    ...delayProblems(rule),
    ...calendarProblems(rule),
    ...priorityProblems(rule),
    ...(rule.state === "active" || rule.state === "shadow" ? rationalisationProblems(rule) : []),
  ]);
}

function delayProblems(rule: Rule): RuleProblem[] {
  const { onDelaySeconds: on, offDelaySeconds: off, minimumSamples = 1 } = rule;
  const levels = rule.when.kind === "levels" ? rule.when.levels : [];
  const isDelay = (seconds: number) => Number.isFinite(seconds) && seconds >= 0;
  return [
    ...(isDelay(on) ? [] : [error("delay-negative", "onDelaySeconds", on)]),
    ...(isDelay(off) ? [] : [error("delay-negative", "offDelaySeconds", off)]),
    ...(Number.isInteger(minimumSamples) && minimumSamples >= 1
      ? []
      : [error("delay-negative", "minimumSamples", minimumSamples)]),
    ...levels.flatMap(({ onDelaySeconds = 0, offDelaySeconds = 0 }, i) =>
      isDelay(onDelaySeconds) && isDelay(offDelaySeconds) ? [] : [error("delay-negative", `when.levels.${i}`)],
    ),
    ...(off > offDelayAlwaysFine && off > on * offDelayTimes
      ? [warning("off-delay-long", "offDelaySeconds", off)]
      : []),
  ];
}

function calendarProblems({ calendar }: Rule): RuleProblem[] {
  if (calendar === undefined) return [];
  if (calendar.weekly.length === 0) return [error("calendar-invalid", "calendar.weekly")];
  return calendar.weekly.flatMap(({ days, from, to }, i) => {
    const isWeek = days.length > 0 && days.every((day) => Number.isInteger(day) && day >= 1 && day <= 7);
    const isTime = !Number.isNaN(minutesOf(from)) && !Number.isNaN(minutesOf(to)) && from !== "24:00";
    return isWeek && isTime ? [] : [error("calendar-invalid", `calendar.weekly.${i}`, `${from}–${to}`)];
  });
}

function priorityProblems(rule: Rule): RuleProblem[] {
  const steps = rule.priorityAfter ?? [];
  const inOrder = steps.every(({ minutes }, i) => minutes > (steps[i - 1]?.minutes ?? 0));
  const ofMatrix = rule.class && priorityOf(rule.class, rule.respondWithinMinutes);
  return [
    ...(inOrder ? [] : [error("priority-after-out-of-order", "priorityAfter")]),
    ...(rule.autoAcknowledgeMinutes !== undefined && rule.priority !== "low"
      ? [error("auto-acknowledge-not-low", "autoAcknowledgeMinutes")]
      : []),
    ...(ofMatrix !== undefined && ofMatrix !== rule.priority
      ? [warning("priority-not-of-matrix", "priority", ofMatrix)]
      : []),
  ];
}

/** Nobody is woken without knowing why, what to do and by when (domain A1, A3). */
function rationalisationProblems(rule: Rule): RuleProblem[] {
  const isSaid = (text: Text) => locales.some((locale) => text[locale].trim() !== "");
  return [
    ...(isSaid(rule.consequence) ? [] : [error("no-consequence", "consequence")]),
    ...(isSaid(rule.action) || rule.procedure !== undefined ? [] : [error("no-action", "action")]),
    ...(rule.respondWithinMinutes > 0 ? [] : [error("no-time-to-respond", "respondWithinMinutes")]),
  ];
}

/** A rule for several types has most of its problems at each of them. */
function unique(problems: readonly RuleProblem[]): RuleProblem[] {
  const seen = new Set<string>();
  return problems.filter((one) => {
    const key = JSON.stringify(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
