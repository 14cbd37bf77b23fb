import { alarmNormal, flag, percent, seconds } from "../points/quantities.ts";
import { units } from "../units.ts";
import { defineDeviceType } from "./device-type.ts";
import { terminalPoints } from "./facets.ts";

/** The field gateway: its own status is how the loss of everything behind it becomes one alarm. */
export const fieldGateway = defineDeviceType({
  id: "gateway",
  label: { en: "Field gateway", "zh-Hant": "現場閘道器", "zh-Hans": "现场网关" },
  system: "network",
  faceplate: "gateway",
  brick: "Gateway",
  points: {
    ...terminalPoints,
    cpu_load: percent({ en: "CPU load", "zh-Hant": "CPU 負載", "zh-Hans": "CPU 负载" }, { normal: [0, 85] }),
    devices_connected: {
      ...percent({ en: "Devices connected", "zh-Hant": "已連裝置", "zh-Hans": "已连设备" }),
      unit: units.none,
      range: [0, 10_000],
      key: true,
    },
  },
});

/** Water on a floor where none should be: riser shafts, plant rooms. */
export const leakSensor = defineDeviceType({
  id: "leak-sensor",
  label: { en: "Leak sensor", "zh-Hant": "漏水偵測器", "zh-Hans": "漏水探测器" },
  system: "water",
  faceplate: "generic",
  brick: "Leak_Sensor",
  points: {
    leak: flag(
      { en: "Water", "zh-Hant": "漏水", "zh-Hans": "漏水" },
      { key: true, normal: false, states: alarmNormal },
    ),
    cable_ok: flag({ en: "Sensing cable", "zh-Hant": "感測線", "zh-Hans": "感应线缆" }, { normal: true }),
  },
});

/** A pump on a test rig as the SKAB data describe it; the rig sends once a second. */
export const pumpTestRig = defineDeviceType({
  id: "pump-test-rig",
  label: { en: "Pump test rig", "zh-Hant": "泵浦測試台", "zh-Hans": "水泵试验台" },
  system: "water",
  faceplate: "generic",
  brick: "Water_Pump",
  points: {
    vibration_1: rig(
      { en: "Vibration 1 (RMS)", "zh-Hant": "振動 1（RMS）", "zh-Hans": "振动 1（RMS）" },
      units.g,
      [0, 16],
      3,
      true,
    ),
    vibration_2: rig(
      { en: "Vibration 2 (RMS)", "zh-Hant": "振動 2（RMS）", "zh-Hans": "振动 2（RMS）" },
      units.g,
      [0, 16],
      3,
      true,
    ),
    current: rig({ en: "Motor current", "zh-Hant": "馬達電流", "zh-Hans": "电机电流" }, units.ampere, [0, 50], 2),
    pressure: rig({ en: "Pressure", "zh-Hant": "壓力", "zh-Hans": "压力" }, units.bar, [-1, 16], 3, true),
    temperature: rig(
      { en: "Motor temperature", "zh-Hant": "馬達溫度", "zh-Hans": "电机温度" },
      units.celsius,
      [-40, 200],
      1,
    ),
    thermocouple: rig({ en: "Water temperature", "zh-Hant": "水溫", "zh-Hans": "水温" }, units.celsius, [-40, 200], 1),
    voltage: rig({ en: "Voltage", "zh-Hant": "電壓", "zh-Hans": "电压" }, units.volt, [0, 500], 1),
    flow: rig({ en: "Flow", "zh-Hant": "流量", "zh-Hans": "流量" }, units.litrePerMinute, [0, 500], 1, true),
  },
});

function rig(
  label: Parameters<typeof seconds>[0],
  unit: string,
  range: readonly [number, number],
  decimals: number,
  key?: true,
) {
  return { ...seconds(label, { range, decimals, intervalSeconds: 2, ...(key && { key }) }), unit };
}

/** Takes commands to the demo's simulators and tells what they play; never drawn among the machines. */
export const demoControlType = defineDeviceType({
  id: "demo-control",
  label: { en: "Demo simulators", "zh-Hant": "示範模擬器", "zh-Hans": "演示模拟器" },
  system: "other",
  faceplate: "generic",
  hidden: true,
  points: {},
  events: {
    faults: { en: "Faults played", "zh-Hant": "故障模擬", "zh-Hans": "故障模拟" },
    history: { en: "History filled", "zh-Hant": "歷史回填", "zh-Hans": "历史回填" },
  },
});
