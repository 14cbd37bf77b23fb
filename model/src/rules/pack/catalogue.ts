import type { Rule } from "../rule.ts";
import { boosterRules } from "./booster.ts";
import { boosterWaterRules } from "./booster-water.ts";
import type { PackedRule } from "./build.ts";
import { elevatorRideRules } from "./elevator-ride.ts";
import { elevatorSafetyRules } from "./elevator-safety.ts";
import { elevatorServiceRules } from "./elevator-service.ts";
import { fireLinkageRules } from "./fire-linkage.ts";
import { firePanelRules } from "./fire-panel.ts";
import { firePumpRules } from "./fire-pump.ts";
import { gateRules } from "./gate.ts";
import { gateWearRules } from "./gate-wear.ts";
import { meterRules } from "./meter.ts";
import { meterLoadRules } from "./meter-load.ts";
import { meterQualityRules } from "./meter-quality.ts";
import { meterRegisterRules } from "./meter-register.ts";
import { meterVolumeRules } from "./meter-volume.ts";
import { otherRules } from "./other.ts";
import { pumpRules } from "./pump.ts";
import { pumpMotorRules } from "./pump-motor.ts";
import { pumpStartRules } from "./pump-starts.ts";
import { sewageRules } from "./sewage.ts";

/** The rules that come with the product, in the order in which lists show them. */
export const rulePack: readonly PackedRule[] = [
  ...firePanelRules,
  ...fireLinkageRules,
  ...firePumpRules,
  ...elevatorSafetyRules,
  ...elevatorServiceRules,
  ...elevatorRideRules,
  ...boosterRules,
  ...boosterWaterRules,
  ...pumpRules,
  ...pumpMotorRules,
  ...pumpStartRules,
  ...sewageRules,
  ...otherRules,
  ...gateRules,
  ...gateWearRules,
  ...meterRules,
  ...meterQualityRules,
  ...meterLoadRules,
  ...meterRegisterRules,
  ...meterVolumeRules,
];

export const defaultRules: readonly Rule[] = rulePack.map(({ rule }) => rule);
