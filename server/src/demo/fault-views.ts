import type { DemoFaultView } from "@plantroom/model/api/types.ts";
import type { DemoFault } from "@plantroom/model/demo/faults.ts";
import { type Rule, secondsToRaise } from "@plantroom/model/rules/rule.ts";
import { type Instant, iso } from "@plantroom/model/time.ts";

/** Seconds from breaking to the alarm: physics, then what the rule itself waits for. */
export function expectedSeconds(fault: DemoFault, rules: readonly Rule[]): number {
  const rule = rules.find(({ id }) => id === fault.raises.rule);
  return fault.physicsSeconds + (rule ? secondsToRaise(rule) : 0);
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
