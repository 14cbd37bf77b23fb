import type { DeviceType } from "./device-type.ts";
import { elevator } from "./elevator.ts";
import { firePanel, fireZone } from "./fire.ts";
import { carPark, gateLane } from "./gates.ts";
import { electricityMeter, gasMeter, heatMeter, waterMeter } from "./meters.ts";
import { demoControlType, fieldGateway, leakSensor, pumpTestRig } from "./others.ts";
import { boosterPumpSet, firePumpSet, pump, sewagePumpSet } from "./pumps.ts";

/** The types that come with the product; a site adds its own from a file. */
export const builtInDeviceTypes: readonly DeviceType[] = [
  elevator,
  boosterPumpSet,
  sewagePumpSet,
  firePumpSet,
  pump,
  firePanel,
  fireZone,
  electricityMeter,
  waterMeter,
  gasMeter,
  heatMeter,
  gateLane,
  carPark,
  leakSensor,
  fieldGateway,
  pumpTestRig,
  demoControlType,
];
