import { m } from "#messages";
import type { MotorState } from "./machine.ts";

export function motorWords(state: MotorState): string {
  return {
    running: m.equipment_motor_running,
    stopped: m.equipment_motor_stopped,
    fault: m.equipment_motor_fault,
    unknown: m.equipment_motor_unknown,
  }[state]();
}
