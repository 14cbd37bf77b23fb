import type { ResponseOf } from "@plantroom/model/api/routes.ts";
import type { DeviceType } from "@plantroom/model/device-types/device-type.ts";
import type { Locale } from "@plantroom/model/text.ts";
import { m } from "#messages";
import { ageWords } from "../format/words.ts";
import { evidenceWords } from "./evidence.ts";
import { suppressionWords } from "./list-words.ts";
import { detectionWords, quietWords, timerWords } from "./why-words.ts";
import { modeWords } from "./words.ts";

export type AlarmWhy = ResponseOf<"GET /api/alarms/{id}/why">;

/** What the sentences need to know of the place. */
export interface WhyPlace {
  readonly type: DeviceType | undefined;
  readonly locale: Locale;
  /** A moment by the site's clock. */
  readonly clock: (at: string) => string;
  readonly equipmentName: (equipment: string) => string;
  readonly ruleName: (rule: string) => string;
}

/** Why the alarm stands as it stands: a sentence for each reason, in the order in which one asks. */
export function whyWords(why: AlarmWhy, { type, locale, clock, equipmentName, ruleName }: WhyPlace): readonly string[] {
  const { alarm, rule, now } = why;
  const seconds = (count: number) => ageWords(count * 1_000);
  const values = (evidence: AlarmWhy["alarm"]["evidence"]) =>
    evidenceWords({ evidence }, type, locale)
      .map((one) => `${one.label} ${one.value}${one.limit ? ` (${m.alarms_limit()} ${one.limit})` : ""}`)
      .join(", ");
  const lines: (string | false | undefined)[] = [
    m.alarms_why_raised({ since: clock(alarm.conditionSince), raised: clock(alarm.raisedAt) }),
    rule !== null &&
      rule.onDelaySeconds + rule.offDelaySeconds > 0 &&
      m.alarms_why_delays({ on: seconds(rule.onDelaySeconds), off: seconds(rule.offDelaySeconds) }),
    alarm.evidence.length > 0 && m.alarms_why_saw({ values: values(alarm.evidence) }),
    rule !== null && !why.ruleIsCurrent && m.alarms_why_rule_changed({ version: alarm.ruleVersion }),
    now === null ? m.alarms_why_not_watched() : m.alarms_why_now({ reason: detectionWords(now.reason) }),
    now !== null && now.evidence.length > 0 && m.alarms_why_sees({ values: values(now.evidence) }),
    now?.dueAt !== undefined && m.alarms_why_due({ time: clock(now.dueAt) }),
    alarm.uncertain && m.alarms_why_uncertain({ time: clock(alarm.uncertain.since) }),
    alarm.quiet !== undefined && m.alarms_why_quiet({ reason: quietWords(alarm.quiet) }),
    ...(alarm.suppressions ?? []).map((one) =>
      m.alarms_why_suppressed({
        reason: suppressionWords(one.reason),
        cause: [one.equipment && equipmentName(one.equipment), one.rule && ruleName(one.rule)]
          .filter(Boolean)
          .join(" · "),
        time: clock(one.since),
      }),
    ),
    why.incident !== null &&
      m.alarms_why_incident({
        rule: ruleName(why.incident.rule),
        equipment: equipmentName(why.incident.equipment),
        time: clock(why.incident.startedAt),
        count: why.incident.members,
      }),
    why.mode !== null && m.alarms_why_mode({ mode: modeWords(why.mode.kind), reason: why.mode.reason }),
    ...why.timers.map((timer) => `${timerWords(timer.kind)}: ${clock(timer.at)}`),
  ];
  return lines.filter((line): line is string => typeof line === "string");
}
