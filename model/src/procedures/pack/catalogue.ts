import type { Procedure } from "../procedure.ts";
import { burst } from "./burst.ts";
import { dryRun } from "./dry-run.ts";
import { electricalFire } from "./electrical-fire.ts";
import { entrapment } from "./entrapment.ts";
import { fireAlarm } from "./fire-alarm.ts";
import { fireConfirmed } from "./fire-confirmed.ts";
import { fireImpairment } from "./fire-impairment.ts";
import { fireWater } from "./fire-water.ts";
import { gasLeak } from "./gas-leak.ts";
import { gateForced } from "./gate-forced.ts";
import { gateSensor } from "./gate-sensor.ts";
import { gateStuck } from "./gate-stuck.ts";
import { liftDoorFault } from "./lift-door-fault.ts";
import { liftEBike } from "./lift-e-bike.ts";
import { liftPowerWater } from "./lift-power-water.ts";
import { liftSafetyFault } from "./lift-safety-fault.ts";
import { overPressure } from "./over-pressure.ts";
import { waterOutage } from "./water-outage.ts";
import { waterQuality } from "./water-quality.ts";

/** The procedures that come with the product, in the order in which lists show them (domain C6). */
export const procedures: readonly Procedure[] = [
  fireAlarm,
  fireConfirmed,
  fireImpairment,
  fireWater,
  electricalFire,
  gasLeak,
  entrapment,
  liftSafetyFault,
  liftDoorFault,
  liftPowerWater,
  liftEBike,
  waterOutage,
  overPressure,
  dryRun,
  burst,
  waterQuality,
  gateStuck,
  gateForced,
  gateSensor,
];
