import {
  alarmNormal,
  choice,
  count,
  current,
  flag,
  frequency,
  okFailed,
  percent,
  power,
  register,
  temperature,
  vibration,
} from "../points/quantities.ts";
import { units } from "../units.ts";

/** Points that several types share, grouped by what they say of a machine. */

export const operatingModes = {
  auto: { en: "Auto", "zh-Hant": "自動", "zh-Hans": "自动" },
  manual: { en: "Manual", "zh-Hant": "手動", "zh-Hans": "手动" },
  off: { en: "Off", "zh-Hant": "停用", "zh-Hans": "停用" },
} as const;

/** A motor with its own state, mode, load and wear (domain C2.1, "per pump"). */
export const motorPoints = {
  running: flag(
    { en: "Running", "zh-Hant": "運轉", "zh-Hans": "运行" },
    {
      key: true,
      states: {
        true: { en: "Running", "zh-Hant": "運轉中", "zh-Hans": "运行中" },
        false: { en: "Stopped", "zh-Hant": "停止", "zh-Hans": "停止" },
      },
    },
  ),
  run_command: flag({ en: "Run command", "zh-Hant": "運轉命令", "zh-Hans": "运行命令" }),
  mode: choice({ en: "Mode", "zh-Hant": "模式", "zh-Hans": "模式" }, operatingModes, { normal: ["auto"] }),
  fault: flag({ en: "Drive fault", "zh-Hant": "驅動器故障", "zh-Hans": "驱动器故障" }, { normal: false }),
  frequency: frequency({ en: "Frequency", "zh-Hant": "頻率", "zh-Hans": "频率" }, { normal: [0, 60.5] }),
  current: current({ en: "Motor current", "zh-Hant": "馬達電流", "zh-Hans": "电机电流" }),
  current_l1: current({ en: "Motor current L1", "zh-Hant": "馬達電流 L1", "zh-Hans": "电机电流 L1" }),
  current_l2: current({ en: "Motor current L2", "zh-Hant": "馬達電流 L2", "zh-Hans": "电机电流 L2" }),
  current_l3: current({ en: "Motor current L3", "zh-Hant": "馬達電流 L3", "zh-Hans": "电机电流 L3" }),
  power: power({ en: "Power", "zh-Hant": "功率", "zh-Hans": "功率" }, { key: true, intervalSeconds: 5 }),
  motor_temp: temperature(
    { en: "Motor temperature", "zh-Hant": "馬達溫度", "zh-Hans": "电机温度" },
    { normal: [5, 85] },
  ),
  overtemperature: flag(
    { en: "Winding too hot", "zh-Hant": "繞組過溫", "zh-Hans": "绕组过温" },
    { normal: false, states: alarmNormal },
  ),
  bearing_temp: temperature(
    { en: "Bearing temperature", "zh-Hant": "軸承溫度", "zh-Hans": "轴承温度" },
    { normal: [5, 75] },
  ),
  vibration: vibration({ en: "Vibration", "zh-Hant": "振動", "zh-Hans": "振动" }, { normal: [0, 2.8] }),
  run_hours: register(
    units.hour,
    { en: "Run hours", "zh-Hant": "運轉時數", "zh-Hans": "运行时数" },
    { rollover: 1_000_000, resolution: 0.01, maxPerHour: 1.01 },
  ),
  start_count: register(
    units.none,
    { en: "Starts", "zh-Hant": "啟動次數", "zh-Hans": "启动次数" },
    { rollover: 10_000_000, resolution: 1, maxPerHour: 600 },
  ),
} as const;

export const motorAttributes = {
  rated_current: { en: "Rated current (A)", "zh-Hant": "額定電流 (A)", "zh-Hans": "额定电流 (A)" },
  rated_power: { en: "Rated power (kW)", "zh-Hant": "額定功率 (kW)", "zh-Hans": "额定功率 (kW)" },
  starting: {
    en: "How it starts (direct or drive)",
    "zh-Hant": "啟動方式（direct 或 drive）",
    "zh-Hans": "启动方式（direct 或 drive）",
  },
  poles: { en: "Poles of the motor (2 or 4)", "zh-Hant": "馬達極數（2 或 4）", "zh-Hans": "电机极数（2 或 4）" },
  duty: {
    en: "Duty (shared: by turns with its siblings; jockey)",
    "zh-Hant": "任務（shared：與同組輪替；jockey：穩壓）",
    "zh-Hans": "任务（shared：与同组轮换；jockey：稳压）",
  },
} as const;

/** A room with machines in it. */
export const roomPoints = {
  room_flood: flag({ en: "Water on the floor", "zh-Hant": "地面積水", "zh-Hans": "地面积水" }, { normal: false }),
  room_temp: temperature({ en: "Room temperature", "zh-Hant": "機房溫度", "zh-Hans": "机房温度" }, { normal: [5, 40] }),
} as const;

/** Supply of a safety installation. */
export const dualSupplyPoints = {
  mains_ok: flag({ en: "Mains supply", "zh-Hant": "主電源", "zh-Hans": "主电源" }, { normal: true, states: okFailed }),
  standby_supply_ok: flag(
    { en: "Standby supply", "zh-Hant": "備用電源", "zh-Hans": "备用电源" },
    { normal: true, states: okFailed },
  ),
} as const;

/** What a field terminal says about itself (domain C, common points). */
export const terminalPoints = {
  signal_rssi: {
    ...percent({ en: "Signal", "zh-Hant": "訊號強度", "zh-Hans": "信号强度" }),
    unit: units.decibelMilliwatt,
    range: [-130, 0],
    normal: [-105, -20],
  },
  uptime: count({ en: "Uptime (s)", "zh-Hant": "運行秒數", "zh-Hans": "运行秒数" }),
} as const;

/** Attribute of what has to be tried out by the calendar. */
export const testing = {
  en: "Tested how often (weekly, monthly)",
  "zh-Hant": "測試週期（weekly、monthly）",
  "zh-Hans": "测试周期（weekly、monthly）",
} as const;
