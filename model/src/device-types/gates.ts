import {
  alarmNormal,
  choice,
  count,
  current,
  flag,
  percent,
  register,
  seconds,
  temperature,
  words,
} from "../points/quantities.ts";
import { units } from "../units.ts";
import { defineDeviceType } from "./device-type.ts";

const broken = {
  "boom-detached": { en: "the boom is broken off", "zh-Hant": "柵欄已脫落", "zh-Hans": "闸杆已脱落" },
  "boom-stuck": { en: "the boom does not move", "zh-Hant": "柵欄無法動作", "zh-Hans": "闸杆无法动作" },
  superseded: { en: "another command came after it", "zh-Hant": "已被後續命令取代", "zh-Hans": "已被后续命令取代" },
} as const;

/** Domain C5.1. Plates are personal data: they travel in events, never in points. */
export const gateLane = defineDeviceType({
  id: "gate-lane",
  label: { en: "Gate barrier", "zh-Hant": "柵欄機", "zh-Hans": "道闸" },
  system: "gate",
  faceplate: "gate",
  brick: "Vehicle_Gate",
  points: {
    boom_state: choice(
      { en: "Boom", "zh-Hant": "柵欄", "zh-Hans": "闸杆" },
      {
        open: { en: "Open", "zh-Hant": "升起", "zh-Hans": "抬起" },
        closed: { en: "Closed", "zh-Hant": "放下", "zh-Hans": "落下" },
        opening: { en: "Opening", "zh-Hant": "上升中", "zh-Hans": "抬杆中" },
        closing: { en: "Closing", "zh-Hant": "下降中", "zh-Hans": "落杆中" },
        stopped: { en: "Stopped", "zh-Hant": "停止", "zh-Hans": "停止" },
        fault: { en: "Fault", "zh-Hant": "故障", "zh-Hans": "故障" },
      },
      { key: true, normal: ["open", "closed", "opening", "closing"] },
    ),
    position: percent({ en: "Boom position", "zh-Hant": "柵欄位置", "zh-Hans": "闸杆位置" }),
    open_command: flag({ en: "Open command", "zh-Hant": "升起命令", "zh-Hans": "抬杆命令" }),
    close_command: flag({ en: "Close command", "zh-Hant": "放下命令", "zh-Hans": "落杆命令" }),
    limit_open: flag({ en: "Open limit", "zh-Hant": "升起到位", "zh-Hans": "抬杆到位" }),
    limit_closed: flag({ en: "Closed limit", "zh-Hant": "放下到位", "zh-Hans": "落杆到位" }),
    loop_presence: flag({ en: "Vehicle at the loop", "zh-Hant": "線圈有車", "zh-Hans": "线圈有车" }),
    loop_safety: flag({ en: "Vehicle under the boom", "zh-Hant": "柵欄下有車", "zh-Hans": "杆下有车" }),
    loop_fault: flag(
      { en: "Loop fault", "zh-Hant": "線圈故障", "zh-Hans": "线圈故障" },
      { normal: false, states: alarmNormal },
    ),
    boom_detached: flag(
      { en: "Boom detached", "zh-Hant": "柵欄脫落", "zh-Hans": "闸杆脱落" },
      { normal: false, states: alarmNormal },
    ),
    safety_fault: flag(
      { en: "Safety sensor fault", "zh-Hant": "防夾感測器故障", "zh-Hans": "防砸传感器故障" },
      { normal: false, states: alarmNormal },
    ),
    obstruction: flag({ en: "Obstructed", "zh-Hant": "受阻反彈", "zh-Hans": "遇阻反弹" }, { normal: false }),
    impact: flag({ en: "Impact", "zh-Hant": "撞擊", "zh-Hans": "撞击" }, { normal: false, states: alarmNormal }),
    fire_signal: flag({ en: "Fire signal", "zh-Hant": "火警訊號", "zh-Hans": "火警信号" }, { normal: false }),
    intercom: choice(
      { en: "Intercom", "zh-Hant": "對講機", "zh-Hans": "对讲" },
      {
        idle: { en: "Idle", "zh-Hant": "待機", "zh-Hans": "待机" },
        calling: { en: "Calling", "zh-Hant": "呼叫中", "zh-Hans": "呼叫中" },
        talking: { en: "Talking", "zh-Hant": "通話中", "zh-Hans": "通话中" },
        fault: { en: "Fault", "zh-Hant": "故障", "zh-Hans": "故障" },
      },
      { normal: ["idle", "talking"] },
    ),
    cabinet_open: flag({ en: "Cabinet door", "zh-Hant": "機箱門", "zh-Hans": "机箱门" }, { normal: false }),
    queue_length: count(
      { en: "Queue", "zh-Hant": "排隊車輛", "zh-Hans": "排队车辆" },
      { key: true, range: [0, 100], normal: [0, 4], intervalSeconds: 10 },
    ),
    open_time: seconds(
      { en: "Opening time", "zh-Hant": "升起時間", "zh-Hans": "抬杆时间" },
      { range: [0, 120], normal: [1, 6] },
    ),
    motor_current: current(
      { en: "Motor current", "zh-Hant": "馬達電流", "zh-Hans": "电机电流" },
      { range: [0, 50], normal: [0, 5], intervalSeconds: 60 },
    ),
    motor_temp: temperature(
      { en: "Motor temperature", "zh-Hant": "馬達溫度", "zh-Hans": "电机温度" },
      { normal: [0, 70] },
    ),
    lpr_confidence: percent(
      { en: "Plate reading confidence", "zh-Hant": "車牌辨識信心", "zh-Hans": "车牌识别置信度" },
      { normal: [85, 100] },
    ),
    cycle_count: register(
      units.none,
      { en: "Cycles", "zh-Hant": "動作次數", "zh-Hans": "动作次数" },
      { rollover: 10_000_000, resolution: 1, maxPerHour: 1_200 },
    ),
    passage_count: register(
      units.none,
      { en: "Vehicles", "zh-Hant": "通行車輛", "zh-Hans": "通行车辆" },
      { rollover: 10_000_000, resolution: 1, maxPerHour: 1_200 },
      { key: true },
    ),
    tailgate_count: register(
      units.none,
      { en: "Tailgating vehicles", "zh-Hant": "跟車闖越", "zh-Hans": "跟车闯闸" },
      { rollover: 10_000_000, resolution: 1, maxPerHour: 1_200 },
    ),
    display: words({ en: "Display", "zh-Hant": "顯示屏", "zh-Hans": "显示屏" }),
  },
  events: {
    "plate-read": { en: "Plate read", "zh-Hant": "車牌辨識", "zh-Hans": "车牌识别" },
    passage: { en: "Passage", "zh-Hant": "車輛通行", "zh-Hans": "车辆通行" },
  },
  commands: {
    /** Opens and stays open until it is told to close. */
    open: { label: { en: "Open", "zh-Hant": "升起", "zh-Hans": "抬杆" }, dangerous: true, reasons: broken },
    close: {
      label: { en: "Close", "zh-Hant": "放下", "zh-Hans": "落杆" },
      dangerous: true,
      reasons: {
        ...broken,
        "vehicle-under-boom": { en: "a vehicle is under the boom", "zh-Hant": "柵欄下有車", "zh-Hans": "闸杆下有车" },
        "vehicle-at-boom": { en: "a vehicle is at the boom", "zh-Hant": "柵欄前有車", "zh-Hans": "闸杆前有车" },
        fire: {
          en: "it stays open while there is a fire",
          "zh-Hant": "火警期間保持升起",
          "zh-Hans": "火警期间保持抬起",
        },
      },
    },
  },
  attributes: {
    direction: {
      en: "Direction (entry or exit)",
      "zh-Hant": "方向（entry 或 exit）",
      "zh-Hans": "方向（entry 或 exit）",
    },
    cycles_at_service: {
      en: "Cycles at the last service",
      "zh-Hant": "上次保養時動作次數",
      "zh-Hans": "上次保养时动作次数",
    },
  },
});

export const carPark = defineDeviceType({
  id: "car-park",
  label: { en: "Car park", "zh-Hant": "停車場", "zh-Hans": "停车场" },
  system: "gate",
  faceplate: "generic",
  brick: "Parking_Structure",
  points: {
    occupancy: count(
      { en: "Spaces taken", "zh-Hant": "已停車位", "zh-Hans": "已占车位" },
      { key: true, intervalSeconds: 15 },
    ),
    capacity: count({ en: "Spaces", "zh-Hant": "車位總數", "zh-Hans": "车位总数" }),
    occupancy_pct: percent(
      { en: "Occupancy", "zh-Hant": "使用率", "zh-Hans": "使用率" },
      { key: true, normal: [0, 95], range: [0, 120], intervalSeconds: 15 },
    ),
  },
  attributes: { spaces: { en: "Number of spaces", "zh-Hant": "車位數量", "zh-Hans": "车位数量" } },
});
