import {
  alarmNormal,
  count,
  flag,
  flow,
  level,
  openClosed,
  power,
  pressure,
  temperature,
} from "../points/quantities.ts";
import { defineDeviceType } from "./device-type.ts";
import { dualSupplyPoints, motorAttributes, motorPoints, roomPoints, testing } from "./facets.ts";

/** One pump with its motor and drive; a part of a set (domain C2.1). */
export const pump = defineDeviceType({
  id: "pump",
  label: { en: "Pump", "zh-Hant": "泵浦", "zh-Hans": "水泵" },
  system: "water",
  faceplate: "pump",
  brick: "Water_Pump",
  points: {
    ...motorPoints,
    flow: flow({ en: "Flow", "zh-Hant": "流量", "zh-Hans": "流量" }, { intervalSeconds: 5 }),
    seal_moisture: flag(
      { en: "Seal moisture", "zh-Hant": "軸封進水", "zh-Hans": "密封进水" },
      { normal: false, states: alarmNormal },
    ),
  },
  attributes: motorAttributes,
});

const dischargePressure = pressure(
  { en: "Discharge pressure", "zh-Hant": "出水壓力", "zh-Hans": "出水压力" },
  { key: true, normal: [0.3, 1.2] },
);
const pumpsAvailable = count(
  { en: "Pumps available", "zh-Hant": "可用泵浦", "zh-Hans": "可用水泵" },
  { range: [0, 20], intervalSeconds: 60 },
);

export const boosterPumpSet = defineDeviceType({
  id: "booster-pump-set",
  label: { en: "Booster pump set", "zh-Hant": "加壓泵浦組", "zh-Hans": "生活给水泵组" },
  system: "water",
  faceplate: "pump-set",
  brick: "Booster_Water_Pump",
  points: {
    discharge_pressure: dischargePressure,
    pressure_setpoint: pressure(
      { en: "Pressure set-point", "zh-Hant": "壓力設定值", "zh-Hans": "压力设定值" },
      { intervalSeconds: 60 },
    ),
    suction_pressure: pressure(
      { en: "Suction pressure", "zh-Hant": "吸入壓力", "zh-Hans": "吸入压力" },
      { range: [-0.1, 1], normal: [0.01, 0.4] },
    ),
    flow: flow({ en: "Flow", "zh-Hant": "流量", "zh-Hans": "流量" }, { key: true, normal: [0, 120] }),
    tank_level: level(
      { en: "Tank level", "zh-Hant": "水箱液位", "zh-Hans": "水箱液位" },
      { key: true, normal: [40, 95] },
    ),
    tank_overflow: flag(
      { en: "Tank overflow", "zh-Hant": "水箱溢流", "zh-Hans": "水箱溢流" },
      { normal: false, states: alarmNormal },
    ),
    power: power({ en: "Power", "zh-Hant": "功率", "zh-Hans": "功率" }),
    pumps_available: pumpsAvailable,
    turbidity: {
      ...count({ en: "Turbidity", "zh-Hant": "濁度", "zh-Hans": "浊度" }),
      unit: "NTU",
      decimals: 2,
      range: [0, 100],
      normal: [0, 0.5],
    },
    free_chlorine: {
      ...count({ en: "Free chlorine", "zh-Hant": "餘氯", "zh-Hans": "余氯" }),
      unit: "mg/L",
      decimals: 2,
      range: [0, 10],
      normal: [0.05, 0.8],
    },
    ph: {
      ...count({ en: "pH", "zh-Hant": "酸鹼值", "zh-Hans": "酸碱值" }),
      decimals: 1,
      range: [0, 14],
      normal: [6.5, 8.5],
    },
    water_temp: temperature({ en: "Water temperature", "zh-Hant": "水溫", "zh-Hans": "水温" }, { normal: [5, 30] }),
    ...roomPoints,
  },
  attributes: {
    min_suction_pressure: {
      en: "Least suction pressure (MPa)",
      "zh-Hant": "最低吸入壓力 (MPa)",
      "zh-Hans": "最低吸入压力 (MPa)",
    },
  },
});

export const sewagePumpSet = defineDeviceType({
  id: "sewage-pump-set",
  label: { en: "Sewage pump set", "zh-Hant": "污水泵浦組", "zh-Hans": "污水泵组" },
  system: "water",
  faceplate: "sump",
  brick: "Water_Pump",
  points: {
    sump_level: level(
      { en: "Sump level", "zh-Hant": "集水井液位", "zh-Hans": "集水井液位" },
      { key: true, normal: [10, 75], intervalSeconds: 5 },
    ),
    high_float: flag(
      { en: "High-level float", "zh-Hant": "高液位浮球", "zh-Hans": "高液位浮球" },
      { normal: false, states: alarmNormal },
    ),
    inflow: flow({ en: "Inflow", "zh-Hant": "進水量", "zh-Hans": "进水量" }),
    outflow: flow({ en: "Outflow", "zh-Hant": "排水量", "zh-Hans": "排水量" }, { key: true }),
    pumps_available: pumpsAvailable,
    ...roomPoints,
  },
});

export const firePumpSet = defineDeviceType({
  id: "fire-pump-set",
  label: { en: "Fire pump set", "zh-Hant": "消防泵浦組", "zh-Hans": "消防泵组" },
  system: "fire",
  faceplate: "pump-set",
  brick: "Fire_Safety_Equipment",
  points: {
    discharge_pressure: {
      ...dischargePressure,
      label: { en: "Network pressure", "zh-Hant": "管網壓力", "zh-Hans": "管网压力" },
      normal: [0.7, 1.4],
    },
    pressure_setpoint: pressure(
      { en: "Static pressure required", "zh-Hant": "靜壓要求值", "zh-Hans": "静压要求值" },
      { intervalSeconds: 60 },
    ),
    tank_level: level(
      { en: "Fire tank level", "zh-Hant": "消防水池液位", "zh-Hans": "消防水池液位" },
      { key: true, normal: [95, 100] },
    ),
    roof_tank_level: level(
      { en: "Roof tank level", "zh-Hant": "屋頂水箱液位", "zh-Hans": "屋顶水箱液位" },
      { normal: [95, 100] },
    ),
    controller_auto: flag(
      { en: "Controller", "zh-Hant": "控制櫃", "zh-Hans": "控制柜" },
      {
        key: true,
        normal: true,
        states: {
          true: { en: "Auto", "zh-Hant": "自動", "zh-Hans": "自动" },
          false: { en: "Not in auto", "zh-Hant": "非自動", "zh-Hans": "非自动" },
        },
      },
    ),
    valves_open: flag(
      { en: "Isolation valves", "zh-Hant": "隔離閥", "zh-Hans": "隔离阀" },
      { normal: true, states: openClosed },
    ),
    start_demand: flag({ en: "Start demand", "zh-Hant": "啟動要求", "zh-Hans": "启动要求" }, { normal: false }),
    main_running: flag({ en: "Main pump running", "zh-Hant": "主泵運轉", "zh-Hans": "主泵运行" }, { normal: false }),
    ...dualSupplyPoints,
    ...roomPoints,
  },
  attributes: { tested: testing },
});
