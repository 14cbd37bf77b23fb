import {
  alarmNormal,
  choice,
  count,
  current,
  flag,
  okFailed,
  percent,
  power,
  register,
  seconds,
  temperature,
  vibration,
  words,
} from "../points/quantities.ts";
import { units } from "../units.ts";
import { defineDeviceType } from "./device-type.ts";

const unknown = { en: "Unknown", "zh-Hant": "不明", "zh-Hans": "未知" } as const;

/** Domain C1.1; the service modes as implemented from GB/T 24476. */
export const elevator = defineDeviceType({
  id: "elevator",
  label: { en: "Elevator", "zh-Hant": "電梯", "zh-Hans": "电梯" },
  system: "elevator",
  faceplate: "elevator",
  brick: "Elevator",
  points: {
    service_mode: choice(
      { en: "Service mode", "zh-Hant": "服務模式", "zh-Hans": "服务模式" },
      {
        stopped: { en: "Out of service", "zh-Hant": "停止服務", "zh-Hans": "停止服务" },
        normal: { en: "Normal", "zh-Hant": "正常", "zh-Hans": "正常" },
        inspection: { en: "Inspection", "zh-Hant": "檢修", "zh-Hans": "检修" },
        "fire-recall": { en: "Fire recall", "zh-Hant": "消防返回", "zh-Hans": "消防返回" },
        firefighter: { en: "Firefighter", "zh-Hant": "消防員操作", "zh-Hans": "消防员操作" },
        "emergency-power": { en: "Emergency power", "zh-Hant": "緊急電源", "zh-Hans": "应急电源" },
        earthquake: { en: "Earthquake", "zh-Hant": "地震運轉", "zh-Hans": "地震运行" },
        unknown,
      },
      { normal: ["normal"], key: true },
    ),
    floor: count({ en: "Floor", "zh-Hant": "樓層", "zh-Hans": "楼层" }, { range: [-10, 200] }),
    floor_label: words({ en: "Floor", "zh-Hant": "樓層", "zh-Hans": "楼层" }, { key: true, maxLength: 8 }),
    direction: choice(
      { en: "Direction", "zh-Hant": "方向", "zh-Hans": "方向" },
      {
        none: { en: "Standing", "zh-Hant": "靜止", "zh-Hans": "静止" },
        up: { en: "Up", "zh-Hant": "上行", "zh-Hans": "上行" },
        down: { en: "Down", "zh-Hant": "下行", "zh-Hans": "下行" },
      },
      { key: true },
    ),
    moving: flag({ en: "Moving", "zh-Hant": "運行中", "zh-Hans": "运行中" }),
    door_zone: flag({ en: "At landing", "zh-Hant": "平層區", "zh-Hans": "平层区" }),
    door_state: choice(
      { en: "Door", "zh-Hant": "車廂門", "zh-Hans": "轿门" },
      {
        closed: { en: "Closed", "zh-Hant": "關閉", "zh-Hans": "关闭" },
        open: { en: "Open", "zh-Hant": "開啟", "zh-Hans": "打开" },
        opening: { en: "Opening", "zh-Hant": "開門中", "zh-Hans": "开门中" },
        closing: { en: "Closing", "zh-Hant": "關門中", "zh-Hans": "关门中" },
        fault: { en: "Fault", "zh-Hant": "故障", "zh-Hans": "故障" },
      },
      { key: true, normal: ["closed", "open", "opening", "closing"] },
    ),
    occupied: flag({ en: "Occupied", "zh-Hant": "車廂有人", "zh-Hans": "轿厢有人" }),
    load_pct: percent({ en: "Load", "zh-Hant": "載重", "zh-Hans": "载荷" }, { range: [0, 150], normal: [0, 100] }),
    speed: {
      ...seconds({ en: "Speed", "zh-Hant": "速度", "zh-Hans": "速度" }),
      unit: units.metrePerSecond,
      decimals: 2,
      range: [0, 12],
      normal: [0, 2.7],
    },
    levelling_error: {
      ...seconds({ en: "Levelling error", "zh-Hant": "平層誤差", "zh-Hans": "平层误差" }),
      unit: units.millimetre,
      range: [-100, 100],
      normal: [-10, 10],
    },
    safety_chain: flag(
      { en: "Safety chain", "zh-Hant": "安全迴路", "zh-Hans": "安全回路" },
      {
        normal: true,
        states: {
          true: { en: "Closed", "zh-Hant": "閉合", "zh-Hans": "闭合" },
          false: { en: "Open", "zh-Hant": "斷開", "zh-Hans": "断开" },
        },
      },
    ),
    alarm_button: flag(
      { en: "Alarm button", "zh-Hant": "車廂警鈴", "zh-Hans": "轿厢报警按钮" },
      { normal: false, states: alarmNormal },
    ),
    intercom_ok: flag(
      { en: "Intercom", "zh-Hant": "對講機", "zh-Hans": "五方对讲" },
      { normal: true, states: okFailed },
    ),
    main_power: flag(
      { en: "Main power", "zh-Hant": "主電源", "zh-Hans": "主电源" },
      { normal: true, states: okFailed },
    ),
    ebike_detected: flag(
      { en: "Electric bicycle in the car", "zh-Hant": "電動自行車進入車廂", "zh-Hans": "电动车入梯" },
      { normal: false },
    ),
    pit_water: flag({ en: "Water in the pit", "zh-Hant": "機坑積水", "zh-Hans": "底坑进水" }, { normal: false }),
    fault_code: count(
      { en: "Fault code (GB/T 24476)", "zh-Hant": "故障碼 (GB/T 24476)", "zh-Hans": "故障码 (GB/T 24476)" },
      { range: [0, 99], normal: [0, 0] },
    ),
    motor_current: current({ en: "Motor current", "zh-Hant": "馬達電流", "zh-Hans": "电机电流" }, { normal: [0, 60] }),
    drive_power: power({ en: "Drive power", "zh-Hant": "驅動功率", "zh-Hans": "驱动功率" }),
    drive_temp: temperature(
      { en: "Drive temperature", "zh-Hant": "變頻器溫度", "zh-Hans": "变频器温度" },
      { normal: [5, 80] },
    ),
    machine_room_temp: temperature(
      { en: "Machine room", "zh-Hant": "機房溫度", "zh-Hans": "机房温度" },
      { normal: [5, 40] },
    ),
    door_close_time: seconds(
      { en: "Door closing time", "zh-Hant": "關門時間", "zh-Hans": "关门时间" },
      { range: [0, 120], normal: [1.5, 4] },
    ),
    vibration: {
      ...vibration({ en: "Ride vibration", "zh-Hant": "乘坐振動", "zh-Hans": "乘运振动" }),
      unit: "mg",
      decimals: 1,
      range: [0, 500],
      normal: [0, 25],
      intervalSeconds: 60,
    },
    trip_count: register(
      units.none,
      { en: "Trips", "zh-Hant": "運行次數", "zh-Hans": "运行次数" },
      { rollover: 100_000_000, resolution: 1, maxPerHour: 600 },
    ),
    door_cycle_count: register(
      units.none,
      { en: "Door cycles", "zh-Hant": "開關門次數", "zh-Hans": "开关门次数" },
      { rollover: 100_000_000, resolution: 1, maxPerHour: 1_200 },
    ),
    run_hours: register(
      units.hour,
      { en: "Run hours", "zh-Hant": "運行時數", "zh-Hans": "运行时数" },
      { rollover: 1_000_000, resolution: 0.01, maxPerHour: 1.01 },
    ),
  },
  events: {
    "passenger-alarm": { en: "Passenger alarm", "zh-Hant": "乘客警鈴", "zh-Hans": "乘客报警" },
    fault: { en: "Controller fault", "zh-Hant": "控制器故障", "zh-Hans": "控制器故障" },
  },
  attributes: {
    floors: {
      en: "Floor labels, from the lowest, separated by spaces",
      "zh-Hant": "樓層標示，由下而上，以空格分隔",
      "zh-Hans": "楼层标识，由下而上，以空格分隔",
    },
    rated_speed: { en: "Rated speed (m/s)", "zh-Hant": "額定速度 (m/s)", "zh-Hans": "额定速度 (m/s)" },
    capacity_kg: { en: "Rated load (kg)", "zh-Hant": "額定載重 (kg)", "zh-Hans": "额定载重 (kg)" },
  },
});
