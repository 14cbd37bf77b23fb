import type { Rule } from "../rule.ts";
import { boosterRules } from "./booster.ts";
import { elevatorSafetyRules } from "./elevator-safety.ts";
import { elevatorServiceRules } from "./elevator-service.ts";
import { firePanelRules } from "./fire-panel.ts";
import { firePumpRules } from "./fire-pump.ts";
import { gateRules } from "./gate.ts";
import { meterRules } from "./meter.ts";
import { otherRules } from "./other.ts";
import { pumpRules } from "./pump.ts";
import { sewageRules } from "./sewage.ts";

/** The rules that come with the product, in the order in which lists show them. */
export const defaultRules: readonly Rule[] = [
  ...firePanelRules,
  ...firePumpRules,
  ...elevatorSafetyRules,
  ...elevatorServiceRules,
  ...boosterRules,
  ...pumpRules,
  ...sewageRules,
  ...otherRules,
  ...gateRules,
  ...meterRules,
];
