import {
  alarmNormal,
  count,
  current,
  flag,
  flow,
  okFailed,
  percent,
  power,
  pressure,
  register,
  seconds,
  temperature,
  voltage,
} from "../points/quantities.ts";
import type { Text } from "../text.ts";
import { units } from "../units.ts";
import { defineDeviceType } from "./device-type.ts";

const attributes = {
  max_rate: {
    en: "Most it can count in an hour, in the register's unit",
    "zh-Hant": "每小時最大計量（以暫存器單位）",
    "zh-Hans": "每小时最大计量（以寄存器单位）",
  },
  rollover: { en: "Register rolls over at", "zh-Hant": "計度歸零值", "zh-Hans": "计度归零值" },
  interval_seconds: { en: "Reporting interval (s)", "zh-Hant": "回報間隔（秒）", "zh-Hans": "上报间隔（秒）" },
} as const satisfies Record<string, Text>;

const volumeAttributes = {
  leak_flow: {
    en: "Flow that never ends is a leak from here on (m³/h)",
    "zh-Hant": "持續流量視為洩漏的門檻 (m³/h)",
    "zh-Hans": "持续流量视为泄漏的阈值 (m³/h)",
  },
  occupied: { en: "Serves a unit in use", "zh-Hant": "供應使用中單元", "zh-Hans": "供应在用单元" },
} as const satisfies Record<string, Text>;

const closedOpen = {
  true: { en: "Closed", "zh-Hant": "閉合", "zh-Hans": "闭合" },
  false: { en: "Open", "zh-Hant": "斷開", "zh-Hans": "断开" },
} as const;

/** Registers of 6 + 2 digits (DL/T 645); points from domain C4.1. */
export const electricityMeter = defineDeviceType({
  id: "electricity-meter",
  label: { en: "Electricity meter", "zh-Hant": "電表", "zh-Hans": "电表" },
  system: "energy",
  faceplate: "meter",
  brick: "Electrical_Meter",
  metering: { medium: "electricity", point: "energy_import" },
  points: {
    energy_import: register(
      units.kilowattHour,
      { en: "Energy register", "zh-Hant": "用電累計", "zh-Hans": "用电累计" },
      { rollover: 1_000_000, resolution: 0.01, maxPerHour: 2_000 },
      { key: true, intervalSeconds: 60 },
    ),
    power: power({ en: "Power", "zh-Hant": "功率", "zh-Hans": "功率" }, { key: true }),
    apparent_power: {
      ...power({ en: "Apparent power", "zh-Hant": "視在功率", "zh-Hans": "视在功率" }),
      unit: "kVA",
      range: [0, 10_000],
    },
    power_factor: {
      ...count({ en: "Power factor", "zh-Hant": "功率因數", "zh-Hans": "功率因数" }),
      decimals: 2,
      range: [-1, 1],
      normal: [0.85, 1],
      intervalSeconds: 30,
    },
    voltage_l1: voltage(
      { en: "Voltage L1", "zh-Hant": "電壓 L1", "zh-Hans": "电压 L1" },
      { normal: [204, 236], intervalSeconds: 30 },
    ),
    voltage_l2: voltage(
      { en: "Voltage L2", "zh-Hant": "電壓 L2", "zh-Hans": "电压 L2" },
      { normal: [204, 236], intervalSeconds: 30 },
    ),
    voltage_l3: voltage(
      { en: "Voltage L3", "zh-Hant": "電壓 L3", "zh-Hans": "电压 L3" },
      { normal: [204, 236], intervalSeconds: 30 },
    ),
    current_l1: current(
      { en: "Current L1", "zh-Hant": "電流 L1", "zh-Hans": "电流 L1" },
      { range: [0, 5_000], intervalSeconds: 30 },
    ),
    current_l2: current(
      { en: "Current L2", "zh-Hant": "電流 L2", "zh-Hans": "电流 L2" },
      { range: [0, 5_000], intervalSeconds: 30 },
    ),
    current_l3: current(
      { en: "Current L3", "zh-Hant": "電流 L3", "zh-Hans": "电流 L3" },
      { range: [0, 5_000], intervalSeconds: 30 },
    ),
    current_n: current(
      { en: "Neutral current", "zh-Hant": "中性線電流", "zh-Hans": "中性线电流" },
      { range: [0, 5_000], intervalSeconds: 30 },
    ),
    thd_voltage: percent(
      { en: "Voltage harmonics (THD)", "zh-Hant": "電壓諧波 (THD)", "zh-Hans": "电压谐波 (THD)" },
      { decimals: 1, normal: [0, 5] },
    ),
    residual_current: {
      ...current({ en: "Residual current", "zh-Hant": "漏電流", "zh-Hans": "剩余电流" }),
      unit: units.milliampere,
      range: [0, 10_000],
      normal: [0, 100],
      intervalSeconds: 60,
    },
    cable_temp: temperature(
      { en: "Cable temperature", "zh-Hant": "電纜溫度", "zh-Hans": "电缆温度" },
      { normal: [0, 50] },
    ),
    clock_offset: seconds(
      { en: "Clock ahead of the right time", "zh-Hant": "時鐘偏差", "zh-Hans": "时钟偏差" },
      { range: [-86_400, 86_400], normal: [-30, 30], intervalSeconds: 3_600 },
    ),
    cover_open: flag({ en: "Cover open", "zh-Hant": "表蓋開啟", "zh-Hans": "表盖打开" }, { normal: false }),
    magnetic_field: flag({ en: "Magnetic field", "zh-Hant": "磁場干擾", "zh-Hans": "磁场干扰" }, { normal: false }),
    relay_closed: flag({ en: "Relay", "zh-Hant": "繼電器", "zh-Hans": "继电器" }, { states: closedOpen }),
    credit_balance: {
      ...count({ en: "Credit", "zh-Hant": "餘額", "zh-Hans": "余额" }),
      decimals: 2,
      range: [-1_000_000, 1_000_000],
      intervalSeconds: 3_600,
    },
    frequency: {
      ...voltage({ en: "Frequency", "zh-Hant": "頻率", "zh-Hans": "频率" }),
      unit: units.hertz,
      decimals: 2,
      range: [40, 70],
      normal: [59.5, 60.5],
      intervalSeconds: 30,
    },
    terminal_temp: temperature(
      { en: "Terminal temperature", "zh-Hant": "端子溫度", "zh-Hans": "端子温度" },
      { normal: [0, 60] },
    ),
  },
  attributes: {
    ...attributes,
    rated_power: { en: "Contracted power (kW)", "zh-Hant": "契約容量 (kW)", "zh-Hans": "合同容量 (kW)" },
    contract_demand: {
      en: "Contracted demand of 15 min (kW)",
      "zh-Hant": "契約需量（15 分鐘，kW）",
      "zh-Hans": "合同需量（15 分钟，kW）",
    },
    transformer_kva: { en: "Transformer (kVA)", "zh-Hant": "變壓器容量 (kVA)", "zh-Hans": "变压器容量 (kVA)" },
    base_load: {
      en: "Base load (steady: does not follow the weather)",
      "zh-Hant": "基載（steady：不隨天候變動）",
      "zh-Hans": "基础负荷（steady：不随天气变化）",
    },
    low_credit: { en: "Credit is low below", "zh-Hant": "餘額過低門檻", "zh-Hans": "余额过低阈值" },
  },
});

export const waterMeter = defineDeviceType({
  id: "water-meter",
  label: { en: "Water meter", "zh-Hant": "水表", "zh-Hans": "水表" },
  system: "energy",
  faceplate: "meter",
  brick: "Water_Meter",
  metering: { medium: "water", point: "volume" },
  points: {
    volume: register(
      units.cubicMetre,
      { en: "Volume register", "zh-Hant": "用水累計", "zh-Hans": "用水累计" },
      { rollover: 1_000_000, resolution: 0.001, maxPerHour: 200 },
      { key: true, intervalSeconds: 60 },
    ),
    flow: flow({ en: "Flow", "zh-Hant": "流量", "zh-Hans": "流量" }, { key: true, decimals: 2, intervalSeconds: 15 }),
    pressure: pressure(
      { en: "Pressure", "zh-Hant": "壓力", "zh-Hans": "压力" },
      { normal: [0.1, 1.2], intervalSeconds: 60 },
    ),
    reverse_volume: register(
      units.cubicMetre,
      { en: "Reverse volume", "zh-Hant": "逆流累計", "zh-Hans": "反向累计" },
      { rollover: 1_000_000, resolution: 0.001, maxPerHour: 200 },
    ),
    valve_fault: flag(
      { en: "Valve fault", "zh-Hant": "閥門故障", "zh-Hans": "阀门故障" },
      { normal: false, states: alarmNormal },
    ),
    battery_ok: flag({ en: "Battery", "zh-Hant": "電池", "zh-Hans": "电池" }, { normal: true, states: okFailed }),
  },
  attributes: { ...attributes, ...volumeAttributes },
});

export const gasMeter = defineDeviceType({
  id: "gas-meter",
  label: { en: "Gas meter", "zh-Hant": "瓦斯表", "zh-Hans": "燃气表" },
  system: "energy",
  faceplate: "meter",
  brick: "Gas_Meter",
  metering: { medium: "gas", point: "volume" },
  points: {
    volume: register(
      units.cubicMetre,
      { en: "Volume register (standard)", "zh-Hant": "用氣累計（標準狀態）", "zh-Hans": "用气累计（标况）" },
      { rollover: 1_000_000, resolution: 0.01, maxPerHour: 200 },
      { key: true, intervalSeconds: 60 },
    ),
    flow: flow({ en: "Flow", "zh-Hant": "流量", "zh-Hans": "流量" }, { key: true, decimals: 2, intervalSeconds: 15 }),
    pressure: pressure(
      { en: "Pressure", "zh-Hant": "壓力", "zh-Hans": "压力" },
      { decimals: 4, range: [0, 1], intervalSeconds: 60 },
    ),
    temperature: temperature({ en: "Gas temperature", "zh-Hant": "氣體溫度", "zh-Hans": "气体温度" }),
    battery_ok: flag({ en: "Battery", "zh-Hant": "電池", "zh-Hans": "电池" }, { normal: true, states: okFailed }),
  },
  attributes: { ...attributes, leak_flow: volumeAttributes.leak_flow },
});

export const heatMeter = defineDeviceType({
  id: "heat-meter",
  label: { en: "Heat meter", "zh-Hant": "熱量表", "zh-Hans": "热量表" },
  system: "energy",
  faceplate: "meter",
  brick: "Thermal_Power_Meter",
  metering: { medium: "heat", point: "energy" },
  points: {
    energy: register(
      units.gigajoule,
      { en: "Energy register", "zh-Hant": "熱量累計", "zh-Hans": "热量累计" },
      { rollover: 1_000_000, resolution: 0.001, maxPerHour: 50 },
      { key: true, intervalSeconds: 60 },
    ),
    power: power({ en: "Thermal power", "zh-Hant": "熱功率", "zh-Hans": "热功率" }, { key: true }),
    flow: flow({ en: "Flow", "zh-Hant": "流量", "zh-Hans": "流量" }, { decimals: 2 }),
    supply_temp: temperature(
      { en: "Supply temperature", "zh-Hant": "供水溫度", "zh-Hans": "供水温度" },
      { intervalSeconds: 30 },
    ),
    return_temp: temperature(
      { en: "Return temperature", "zh-Hant": "回水溫度", "zh-Hans": "回水温度" },
      { intervalSeconds: 30 },
    ),
  },
  attributes: {
    ...attributes,
    max_flow: { en: "Largest flow (m³/h)", "zh-Hant": "最大流量 (m³/h)", "zh-Hans": "最大流量 (m³/h)" },
    supply_setpoint: { en: "Supply set-point (°C)", "zh-Hant": "供水設定溫度 (°C)", "zh-Hans": "供水设定温度 (°C)" },
  },
});
