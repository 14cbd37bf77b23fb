import type { DemoFaultView } from "@plantroom/model/api/types.ts";
import type { DemoFault } from "@plantroom/model/demo/faults.ts";
import type { Condition } from "@plantroom/model/rules/condition.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";

/** Seconds from breaking to the alarm: physics, then the silence the rule waits for, then its on-delay. */
export function expectedSeconds(fault: DemoFault, rules: readonly Rule[]): number {
  const rule = rules.find(({ id }) => id === fault.raises.rule);
  return fault.physicsSeconds + (rule ? silenceSeconds(rule.when) + rule.onDelaySeconds : 0);
}

function silenceSeconds(condition: Condition): number {
  switch (condition.kind) {
    case "no-data":
      return condition.seconds;
    case "all":
      return Math.max(0, ...condition.of.map(silenceSeconds));
    case "any":
      return condition.of.length === 0 ? 0 : Math.min(...condition.of.map(silenceSeconds));
    case "above":
    case "below":
    case "is":
    case "offline":
      return 0;
  }
}

export function faultView(fault: DemoFault, rules: readonly Rule[], activeSince: Instant | undefined): DemoFaultView {
  return {
    id: fault.id,
    label: { ...fault.label },
    equipment: fault.equipment,
    rule: fault.raises.rule,
    raisesOn: fault.raises.equipment,
    expectedSeconds: expectedSeconds(fault, rules),
    active: activeSince !== undefined,
    ...(activeSince !== undefined && { since: iso(activeSince) }),
  };
}
