import type { Condition } from "../condition.ts";
import {
  all,
  below,
  calm,
  course,
  expression,
  is,
  levels,
  nightly,
  type PackedRule,
  rulesOf,
  workOrder,
} from "./build.ts";

const booster = rulesOf("booster-pump-set");
const quality =
  "Stop the supply to the taps, switch to the bypass, flush, have a sample tested. | 停止供水，改走旁通，沖洗並送驗。 | 停止供水，切换旁通，冲洗并送检。";
const decay: Condition = {
  ...{ kind: "rate", point: "discharge_pressure", windowSeconds: 120, per: "minute" },
  ...{ side: "below", limit: -0.02 },
};
const partsAt = (frequency: string) => [
  { given: { running: "true", frequency } },
  { given: { running: "false", frequency: "0" } },
];

/** Water quality, leaks, and what the set costs (domain C2.4). */
export const boosterWaterRules: readonly PackedRule[] = [
  booster("PMP-03S", {
    name: "Suction pressure low | 吸入壓力偏低 | 吸入压力偏低",
    when: below("suction_pressure", { attribute: "min_suction_pressure" }, 0.01),
    delays: [10, 60],
    priority: "critical",
    consequence:
      "The pumps draw air, and the street main below its pressure. | 泵浦吸入空氣，並抽低市區管網壓力。 | 水泵吸入空气，并抽低市政管网压力。",
    cause: "City pressure low or strainer blocked. | 自來水壓力不足或濾網堵塞。 | 市政压力不足或滤网堵塞。",
    action:
      "Stop the pumps, check the city supply, the inlet valve and the strainer. | 停泵，檢查自來水、進水閥與濾網。 | 停泵，检查市政供水、进水阀和滤网。",
    workOrder: workOrder("corrective", "inlet", "Restore the suction pressure | 恢復吸入壓力 | 恢复吸入压力"),
    provenance: "PMP-03 [D]; for sets on the street main, by attribute",
    examples: [
      calm({ suction_pressure: "0.1 1m, 0.09 9s, 0.2 1m" }, { attributes: { min_suction_pressure: 0.1 } }),
      calm({ suction_pressure: "0.02 5m" }),
      course({ suction_pressure: "0.2 1m, 0.09 1m, 0.105 1m, 0.12 2m" }, "1m10s raised, 4m cleared", {
        attributes: { min_suction_pressure: 0.1 },
      }),
    ],
  }),
  booster("PMP-16F", {
    name: "Tank overflows | 水箱溢流 | 水箱溢流",
    when: is("tank_overflow", true),
    delays: [3, 10],
    priority: "high",
    consequence: "Water is wasted and can flood the room. | 浪費水並可能淹水。 | 浪费水并可能淹水。",
    cause: "Float valve or level sensor. | 浮球閥或液位感測器異常。 | 浮球阀或液位传感器异常。",
    action: "Close the inlet valve. | 關閉進水閥。 | 关闭进水阀。",
    workOrder: workOrder("corrective", "float-valve", "Repair the float valve | 修理浮球閥 | 修理浮球阀"),
    provenance: "PMP-16 [D]",
    examples: [
      calm({ tank_overflow: "true 2s, false 1m" }),
      course({ tank_overflow: "false 1m, true 1m, false 1m" }, "1m3s raised, 2m10s cleared"),
    ],
  }),
  booster("PMP-18", {
    name: "Water turbid | 水質混濁 | 水质浑浊",
    when: levels(
      "turbidity",
      0.1,
      { level: "hi", limit: 1, priority: "high" },
      { level: "hihi", limit: 3, priority: "critical" },
    ),
    delays: [300, 120],
    priority: "high",
    consequence: "The water is not fit to drink. | 水不宜飲用。 | 水不宜饮用。",
    cause:
      "Tank stirred up, pipe work, or foul water drawn in. | 水箱擾動、管路施工或污水滲入。 | 水箱扰动、管路施工或污水渗入。",
    action: quality,
    workOrder: workOrder("corrective", "water-quality", "Restore the water quality | 恢復水質 | 恢复水质"),
    provenance: "PMP-18 [K] GB 5749-2022",
    examples: [
      calm({ turbidity: "1 10m, 1.5 4m59s, 0.5 5m" }),
      course({ turbidity: "0.5 1m, 1.5 6m, 0.95 2m, 0.8 3m" }, "6m raised high, 11m cleared"),
      course({ turbidity: "4 6m" }, "5m raised critical"),
    ],
  }),
  booster("PMP-18B", {
    name: "Free chlorine out of range | 餘氯超出範圍 | 余氯超出范围",
    when: levels(
      "free_chlorine",
      0.01,
      { level: "lo", limit: 0.05, priority: "high" },
      { level: "hi", limit: 0.8, priority: "medium" },
    ),
    delays: [600, 120],
    priority: "high",
    consequence:
      "Germs grow in the water, or it smells and stings. | 水中孳生細菌，或有刺鼻氣味。 | 水中滋生细菌，或有刺鼻气味。",
    cause: "Dosing, long storage or the city's supply. | 加藥、儲水過久或自來水。 | 加药、储水过久或市政供水。",
    action:
      "Check the dosing and take a sample; change the water where it stood too long. | 檢查加藥並取樣；儲水過久時換水。 | 检查加药并取样；储水过久时换水。",
    workOrder: workOrder("corrective", "water-quality", "Correct the chlorine | 調整餘氯 | 调整余氯"),
    provenance: "PMP-18 [K] GB 5749-2022",
    examples: [
      calm({ free_chlorine: "0.05 15m, 0.04 9m59s, 0.3 5m, 0.8 15m" }),
      course({ free_chlorine: "0.3 1m, 0.04 12m, 0.3 5m" }, "11m raised high, 15m cleared"),
      course({ free_chlorine: "1 11m" }, "10m raised medium"),
    ],
  }),
  booster("PMP-18H", {
    name: "pH out of range | 酸鹼值超出範圍 | 酸碱值超出范围",
    when: { kind: "outside", point: "ph", low: 6.5, high: 8.5, deadband: 0.1 },
    delays: [600, 120],
    priority: "high",
    consequence: "The water is not fit to drink and eats the pipes. | 水不宜飲用並腐蝕管路。 | 水不宜饮用并腐蚀管路。",
    cause:
      "Dosing, new concrete tank, or foul water drawn in. | 加藥、新砌水池或污水滲入。 | 加药、新砌水池或污水渗入。",
    action: quality,
    workOrder: workOrder("corrective", "water-quality", "Correct the pH | 調整酸鹼值 | 调整酸碱值"),
    provenance: "PMP-18 [K] GB 5749-2022",
    examples: [
      calm({ ph: "6.5 15m, 6.3 9m59s, 7 5m, 8.5 15m" }),
      course({ ph: "7 1m, 8.8 12m, 8.45 2m, 8.3 5m" }, "11m raised, 17m cleared"),
    ],
  }),
  booster("PMP-19", {
    name: "Pumping costs more than it did | 抽水耗能上升 | 供水能耗上升",
    when: expression(
      'mean(power, "1d") * mean(flow, "28d") > 1.2 * mean(power, "28d") * mean(flow, "1d") && mean(flow, "1d") > 0.5',
    ),
    delays: [172_800, 3_600],
    priority: "low",
    consequence: "Every cubic metre costs a fifth more electricity. | 每立方公尺耗電多兩成。 | 每立方米耗电多两成。",
    cause:
      "Impeller worn or clogged, check valve leaking, set-point raised. | 葉輪磨損堵塞、逆止閥洩漏或設定值調高。 | 叶轮磨损堵塞、止回阀泄漏或设定值调高。",
    action:
      "Compare the pumps' power at the same flow; have the worst overhauled. | 比較各泵浦相同流量下的功率，檢修最差者。 | 比较各水泵相同流量下的功率，检修最差者。",
    workOrder: workOrder(
      "condition-based",
      "efficiency",
      "Find why pumping costs more | 查明抽水耗能上升原因 | 查明供水能耗上升原因",
    ),
    provenance: "PMP-19 [D]; one day against four weeks for two days, in place of seven days for three",
    examples: [
      calm({ power: "10 29d, 11.5 4d", flow: "20" }, { every: "2h" }),
      course({ power: "10 29d, 14 6d, 10 5d", flow: "20" }, "31d12h raised, 35d5h cleared", { every: "2h" }),
    ],
  }),
  booster("PMP-20", {
    name: "Pipe burst | 管路爆裂 | 爆管",
    when: expression(
      'max(discharge_pressure, "20s") - discharge_pressure > 0.1 && flow >= max(flow, "1h") && ' +
        "children.exists(c, c.running) && children.all(c, !c.running || c.frequency >= 48)",
    ),
    delays: [10, 60],
    priority: "critical",
    latching: true,
    consequence: "Water floods a shaft or a floor. | 水淹管道間或樓層。 | 水淹管井或楼层。",
    cause: "Riser or main burst. | 立管或主管破裂。 | 立管或主管破裂。",
    action:
      "Find the burst, close its valve, keep water from lift pits and switchgear. | 查找破管並關閉閥門，保護電梯機坑與電盤。 | 查找爆管并关闭阀门，保护电梯底坑和电柜。",
    workOrder: workOrder("emergency", "burst", "Close and repair the burst pipe | 關閉並搶修破管 | 关闭并抢修爆管"),
    provenance: "PMP-20 [D]; largest flow of the hour in place of P99.5",
    examples: [
      calm({ discharge_pressure: "0.8 70m, 0.72 2m", flow: "20 70m, 60 2m" }, { every: "5s", children: partsAt("50") }),
      calm({ discharge_pressure: "0.8 70m, 0.5 2m", flow: "20 70m, 60 2m" }, { every: "5s", children: partsAt("40") }),
      course(
        { discharge_pressure: "0.8 70m, 0.8..0.5 20s, 0.5 3m", flow: "20 70m, 60 4m" },
        "1h10m20s raised, 1h11m30s cleared",
        {
          every: "5s",
          children: partsAt("50"),
        },
      ),
    ],
  }),
  booster("PMP-21", {
    name: "Pressure decays at night | 夜間壓力下降 | 夜间压力下降",
    when: all(below("flow", 0.5), decay),
    delays: [60, 60],
    priority: "low",
    calendar: nightly("01:00", "05:00"),
    consequence:
      "Water runs back or away while nobody uses it; the pumps start too often. | 無人用水時水倒流或流失，泵浦頻繁啟動。 | 无人用水时水倒流或流失，水泵频繁启动。",
    cause:
      "Check valve leaking, pressure vessel flat or a leak. | 逆止閥洩漏、壓力桶失壓或管路漏水。 | 止回阀泄漏、气压罐失压或管路漏水。",
    action: "Have check valves and the pressure vessel tested. | 檢查逆止閥與壓力桶。 | 检查止回阀和气压罐。",
    workOrder: workOrder(
      "condition-based",
      "check-valve",
      "Test check valves and pressure vessel | 檢查逆止閥與壓力桶 | 检查止回阀和气压罐",
    ),
    provenance: "PMP-21 [D]; 0.02 MPa a minute at no flow (C2.2)",
    examples: [
      calm({ flow: "0", discharge_pressure: "0.8..0.74 6m" }, { startsAt: "02:00" }),
      calm({ flow: "0", discharge_pressure: "0.8..0.6 6m" }, { startsAt: "12:00" }),
      course({ flow: "0", discharge_pressure: "0.8 3m, 0.8..0.5 6m, 0.8 4m" }, "4m50s raised, 10m cleared", {
        startsAt: "02:00",
      }),
    ],
  }),
];
