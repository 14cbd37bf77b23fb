import type { CloseCause, Evidence } from "@plantroom/model/alarms/alarm.ts";
import type { Priority } from "@plantroom/model/alarms/priority.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import type { Instant } from "@plantroom/model/time.ts";

export type ClosedBySystem = Extract<CloseCause, "rule-changed" | "rule-removed" | "equipment-removed" | "run-ended">;

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
      /** Of the level that was reached; the rule's own where it says nothing. */
      readonly priority?: Priority | undefined;
      readonly conditionSince: Instant;
      readonly evidence: readonly Evidence[];
    })
  | (AtEquipment & {
      readonly kind: "cleared";
      readonly rule: Rule;
      readonly evidence?: readonly Evidence[] | undefined;
    })
  /** While active it reached another level, or has been active for long. */
  | (AtEquipment & {
      readonly kind: "reprioritised";
      readonly rule: Rule;
      readonly priority: Priority;
      readonly evidence: readonly Evidence[];
    })
  /** While active, nothing can be said any more; or something can be said again, then without `why`. */
  | (AtEquipment & { readonly kind: "uncertain"; readonly rule: Rule; readonly why?: string | undefined })
  /** While active, a value further beyond its limit than any before. */
  | (AtEquipment & { readonly kind: "worse"; readonly rule: Rule; readonly evidence: Evidence })
  /** What was detected no longer has a subject; an open alarm of the rule ends. */
  | (AtEquipment & { readonly kind: "ended"; readonly rule: string; readonly cause: ClosedBySystem });
