import { relax } from "../random.ts";
import type { Moment } from "../town/moment.ts";
import { type Lift, loadPercent } from "./lift.ts";
import { ratedSpeed } from "./shaft.ts";

const counterweightPercent = 48;
const standbyKilowatts = 0.35;
// 1 % of 1,000 kg lifted at 1 m/s needs 0.098 kW; gear, rope and inverter take a quarter.
const kilowattsPerPercent = 0.098 / 0.78;

/** Power and current of the drive, and what they do to the temperatures. */
export function withDrive(lift: Lift, dt: number, moment: Moment): Lift {
  const moving = lift.speed !== 0;
  const pulled = (loadPercent(lift) - counterweightPercent) * Math.sign(lift.speed);
  const speedShare = Math.abs(lift.speed) / ratedSpeed;
  // Lowered loads are braked in a resistor: they cost nothing and give nothing back.
  const lifting = Math.max(0, pulled) * kilowattsPerPercent * Math.abs(lift.speed);
  const power = lift.mainPower ? standbyKilowatts + (moving ? 1.1 * speedShare + lifting : 0) : 0;
  const current = moving && lift.mainPower ? 7 + 0.38 * Math.abs(pulled) + 4 * speedShare : 0;
  const roomTarget = Math.min(33, Math.max(18, moment.outdoor + 3));
  return {
    ...lift,
    power,
    current,
    roomTemp: relax(lift.roomTemp, roomTarget, dt, 3_600),
    driveTemp: relax(lift.driveTemp, lift.roomTemp + 5 + 1.1 * power + 0.3 * current, dt, 600),
  };
}
