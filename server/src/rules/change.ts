import type { Alarm, Evidence } from "@plantroom/model/alarms/alarm.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";

export type ClosedBySystem = Extract<
  Alarm["closeCause"],
  "rule-changed" | "rule-removed" | "equipment-removed" | "run-ended"
>;

interface AtEquipment {
  readonly site: string;
  readonly equipment: string;
  /** By the clock of the rule: the site's or, for lost links, the wall's. */
  readonly at: Instant;
}

/** What the judge found; the alarm book makes alarms of it. */
export type Change =
  | (AtEquipment & {
      readonly kind: "raised";
      readonly rule: Rule;
      readonly conditionSince: Instant;
      readonly evidence: readonly Evidence[];
    })
  | (AtEquipment & { readonly kind: "cleared"; readonly rule: Rule })
  /** What was detected no longer has a subject; an open alarm of the rule ends. */
  | (AtEquipment & { readonly kind: "ended"; readonly rule: string; readonly cause: ClosedBySystem });
