import {
  alarmNormal,
  choice,
  count,
  current,
  flag,
  okFailed,
  percent,
  pressure,
  voltage,
} from "../points/quantities.ts";
import { units } from "../units.ts";
import { defineDeviceType } from "./device-type.ts";
import { dualSupplyPoints, testing } from "./facets.ts";

/** Domain C3.2; monitored only, the panel stays the legal annunciator. */
export const firePanel = defineDeviceType({
  id: "fire-panel",
  label: { en: "Fire alarm panel", "zh-Hant": "火警受信總機", "zh-Hans": "火灾报警控制器" },
  system: "fire",
  faceplate: "fire-panel",
  brick: "Fire_Alarm_Control_Panel",
  points: {
    fire: flag({ en: "Fire", "zh-Hant": "火警", "zh-Hans": "火警" }, { normal: false, key: true, states: alarmNormal }),
    fault: flag(
      { en: "Fault", "zh-Hant": "故障", "zh-Hans": "故障" },
      { normal: false, key: true, states: alarmNormal },
    ),
    auto: choice(
      { en: "Linkage", "zh-Hant": "連動", "zh-Hans": "联动" },
      {
        auto: { en: "Auto", "zh-Hant": "自動", "zh-Hans": "自动" },
        manual: { en: "Manual", "zh-Hant": "手動", "zh-Hans": "手动" },
      },
      { normal: ["auto"], key: true },
    ),
    test_mode: flag({ en: "Test mode", "zh-Hant": "測試模式", "zh-Hans": "测试模式" }, { normal: false }),
    fire_count: count({ en: "Devices in fire", "zh-Hant": "火警點數", "zh-Hans": "火警点数" }, { normal: [0, 0] }),
    fault_count: count({ en: "Devices in fault", "zh-Hant": "故障點數", "zh-Hans": "故障点数" }, { normal: [0, 2] }),
    disabled_count: count({ en: "Devices disabled", "zh-Hant": "隔離點數", "zh-Hans": "屏蔽点数" }, { normal: [0, 0] }),
    supervisory_count: count(
      { en: "Supervisory signals", "zh-Hant": "監視訊號", "zh-Hans": "监管信号" },
      { normal: [0, 0] },
    ),
    started_count: count(
      { en: "Linkage started", "zh-Hant": "連動啟動點數", "zh-Hans": "联动启动点数" },
      { normal: [0, 0] },
    ),
    feedback_count: count(
      { en: "Linkage fed back", "zh-Hant": "連動回授點數", "zh-Hans": "联动反馈点数" },
      { normal: [0, 0] },
    ),
    detector_count: count({ en: "Detectors", "zh-Hant": "探測器總數", "zh-Hans": "探测器总数" }),
    loop_current: {
      ...current({ en: "Loop current", "zh-Hant": "迴路電流", "zh-Hans": "回路电流" }),
      unit: units.milliampere,
      range: [0, 1_000],
      normal: [20, 350],
    },
    battery_voltage: voltage(
      { en: "Battery", "zh-Hant": "備援電池", "zh-Hans": "备用电池" },
      { range: [0, 40], normal: [24, 28], intervalSeconds: 60 },
    ),
    charger_ok: flag({ en: "Charger", "zh-Hant": "充電器", "zh-Hans": "充电器" }, { normal: true, states: okFailed }),
    earth_fault: flag(
      { en: "Earth fault", "zh-Hant": "接地故障", "zh-Hans": "接地故障" },
      { normal: false, states: alarmNormal },
    ),
    mains_ok: dualSupplyPoints.mains_ok,
  },
  attributes: { tested: testing },
  events: {
    fire: { en: "Fire", "zh-Hant": "火警", "zh-Hans": "火警" },
    fault: { en: "Fault", "zh-Hant": "故障", "zh-Hans": "故障" },
    restored: { en: "Restored", "zh-Hant": "恢復", "zh-Hans": "恢复" },
    disabled: { en: "Disabled", "zh-Hant": "隔離", "zh-Hans": "屏蔽" },
  },
});

export const fireZone = defineDeviceType({
  id: "fire-zone",
  label: { en: "Fire zone", "zh-Hant": "火警分區", "zh-Hans": "火警分区" },
  system: "fire",
  faceplate: "fire-zone",
  brick: "Fire_Zone",
  points: {
    fire: flag({ en: "Fire", "zh-Hant": "火警", "zh-Hans": "火警" }, { normal: false, key: true, states: alarmNormal }),
    fault: flag(
      { en: "Fault", "zh-Hant": "故障", "zh-Hans": "故障" },
      { normal: false, key: true, states: alarmNormal },
    ),
    manual_call_point: flag(
      { en: "Manual call point", "zh-Hant": "手動報警按鈕", "zh-Hans": "手动报警按钮" },
      { normal: false, states: alarmNormal },
    ),
    water_flow: flag(
      { en: "Sprinkler water flow", "zh-Hant": "撒水流水檢知", "zh-Hans": "喷淋水流指示" },
      { normal: false, states: alarmNormal },
    ),
    gas_suppression: choice(
      { en: "Gas suppression", "zh-Hant": "氣體滅火", "zh-Hans": "气体灭火" },
      {
        ready: { en: "Ready", "zh-Hant": "待命", "zh-Hans": "待命" },
        countdown: { en: "Countdown", "zh-Hant": "倒數中", "zh-Hans": "延时中" },
        released: { en: "Released", "zh-Hant": "已釋放", "zh-Hans": "已喷放" },
      },
      { normal: ["ready"] },
    ),
    fire_door_open: flag({ en: "Fire door open", "zh-Hant": "防火門開啟", "zh-Hans": "防火门开启" }, { normal: false }),
    shutter_obstructed: flag(
      { en: "Fire shutter obstructed", "zh-Hant": "防火捲門受阻", "zh-Hans": "防火卷帘受阻" },
      { normal: false },
    ),
    end_pressure: pressure(
      { en: "End pressure", "zh-Hant": "末端壓力", "zh-Hans": "末端压力" },
      { intervalSeconds: 60 },
    ),
    gas_lel: percent(
      { en: "Gas (% LEL)", "zh-Hant": "可燃氣體 (% LEL)", "zh-Hans": "可燃气体 (% LEL)" },
      { normal: [0, 2], intervalSeconds: 5 },
    ),
    devices_in_fire: count(
      { en: "Detectors in fire", "zh-Hant": "火警探測器", "zh-Hans": "火警探测器" },
      { normal: [0, 0], range: [0, 500] },
    ),
    disabled_count: count(
      { en: "Disabled", "zh-Hant": "隔離", "zh-Hans": "屏蔽" },
      { normal: [0, 0], range: [0, 500] },
    ),
    smoke_obscuration: {
      ...count({ en: "Smoke obscuration", "zh-Hant": "煙霧遮光率", "zh-Hans": "烟雾遮光率" }),
      unit: "%/m",
      decimals: 2,
      range: [0, 30],
      normal: [0, 2],
    },
  },
  attributes: {
    detectors: { en: "Number of detectors", "zh-Hant": "探測器數量", "zh-Hans": "探测器数量" },
    floors: { en: "Floors", "zh-Hant": "樓層", "zh-Hans": "楼层" },
    min_end_pressure: {
      en: "Least end pressure (MPa)",
      "zh-Hant": "最低末端壓力 (MPa)",
      "zh-Hans": "最低末端压力 (MPa)",
    },
  },
});
