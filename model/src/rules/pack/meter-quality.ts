import type { Condition } from "../condition.ts";
import {
  above,
  all,
  any,
  below,
  calm,
  course,
  levels,
  type PackedRule,
  rulesOf,
  unbalanced,
  workOrder,
} from "./build.ts";

const electricity = rulesOf("electricity-meter");
const voltages = ["voltage_l1", "voltage_l2", "voltage_l3"] as const;
const currents = ["current_l1", "current_l2", "current_l3"] as const;
const hotBesideOthers: Condition = {
  ...{ kind: "siblings", point: "terminal_temp", side: "above", by: { amount: 20 }, deadband: 2 },
};
const comparePhases =
  "Compare the phases and the loads on them; tell the utility. | 比對各相電壓與負載，通知電力公司。 | 比对各相电压和负载，通知供电局。";
const whyUnequal =
  "Single-phase loads, a bad neutral or the utility. | 單相負載、中性線不良或電力公司。 | 单相负载、中性线不良或供电局。";
const inspect =
  "Lower the load, inspect by thermal camera, isolate the feeder. | 降低負載，以熱像儀檢查，隔離饋線。 | 降低负载，用热像仪检查，隔离馈线。";

/** Quality of the supply, and feeders that could start a fire (domain C4.4, C3.4). */
export const meterQualityRules: readonly PackedRule[] = [
  electricity("MTR-E01C", {
    name: "Voltage far out of tolerance | 電壓嚴重超出範圍 | 电压严重超出范围",
    when: any(
      ...voltages.map((point) => above(point, 253, 2)),
      ...voltages.map((point) => all(below(point, 187, 2), above(point, 22))),
    ),
    delays: [10, 60],
    priority: "high",
    consequence: "Electronics are destroyed, motors stall. | 電子設備損壞，馬達停轉。 | 电子设备损坏，电机堵转。",
    cause: "Neutral broken, or a disturbance of the grid. | 中性線斷開或電網擾動。 | 中性线断开或电网扰动。",
    action: "Switch sensitive loads off; tell the utility. | 關閉敏感負載，通知電力公司。 | 关闭敏感负载，通知供电局。",
    workOrder: workOrder("corrective", "supply", "Find the cause of the voltage | 查明電壓異常原因 | 查明电压异常原因"),
    provenance: "MTR-E01 [K] ± 15 %",
    examples: [
      calm({ voltage_l1: "252 1m, 260 9s, 230 1m", voltage_l2: "220", voltage_l3: "190" }),
      course(
        { voltage_l1: "220 1m, 260 1m, 252 1m, 230 2m", voltage_l2: "220", voltage_l3: "220" },
        "1m10s raised, 4m cleared",
      ),
    ],
  }),
  electricity("MTR-E03", {
    name: "Voltages unequal | 三相電壓不平衡 | 三相电压不平衡",
    when: unbalanced(voltages, 0.02),
    delays: [600, 60],
    priority: "medium",
    consequence: "Motors run hot. | 馬達過熱。 | 电机过热。",
    cause: whyUnequal,
    action: comparePhases,
    provenance: "MTR-E03 [S50] GB/T 15543",
    examples: [
      calm({ voltage_l1: "224 20m", voltage_l2: "220", voltage_l3: "218" }),
      course(
        { voltage_l1: "220 1m, 232 12m, 220 2m", voltage_l2: "220", voltage_l3: "220" },
        "11m raised, 14m cleared",
      ),
    ],
  }),
  electricity("MTR-E03C", {
    name: "Voltages very unequal | 三相電壓嚴重不平衡 | 三相电压严重不平衡",
    when: all(unbalanced(voltages, 0.04), ...voltages.map((point) => above(point, 22))),
    delays: [600, 60],
    priority: "high",
    consequence: "Motors burn out. | 馬達可能燒毀。 | 电机可能烧毁。",
    cause: whyUnequal,
    action: comparePhases,
    workOrder: workOrder("corrective", "supply", "Find the unequal phase | 查明不平衡相 | 查明不平衡相"),
    provenance: "MTR-E03 [D]; a lost phase is MTR-E08",
    examples: [
      calm({ voltage_l1: "230 20m", voltage_l2: "220", voltage_l3: "220" }),
      calm({ voltage_l1: "0 20m", voltage_l2: "220", voltage_l3: "220" }),
      course(
        { voltage_l1: "220 1m, 240 12m, 220 2m", voltage_l2: "220", voltage_l3: "220" },
        "11m raised, 14m cleared",
      ),
    ],
  }),
  electricity("MTR-E03I", {
    name: "Currents unequal | 三相電流不平衡 | 三相电流不平衡",
    when: all(unbalanced(currents, 0.25), above("power", { attribute: "rated_power", times: 0.3 })),
    delays: [600, 60],
    priority: "low",
    consequence: "The neutral carries load, losses rise. | 中性線負載與損失增加。 | 中性线负载和损耗增加。",
    cause: "Single-phase loads on one phase. | 單相負載集中於一相。 | 单相负载集中于一相。",
    action: "Plan to share the loads out over the phases. | 安排將負載平均分配至各相。 | 安排将负载平均分配到各相。",
    provenance: "MTR-E03 [D]; above 30 % load",
    examples: [
      calm(
        { current_l1: "120 20m", current_l2: "100", current_l3: "100", power: "60" },
        { attributes: { rated_power: 100 } },
      ),
      calm(
        { current_l1: "30 20m", current_l2: "10", current_l3: "10", power: "10" },
        { attributes: { rated_power: 100 } },
      ),
      course(
        { current_l1: "100 1m, 180 12m, 100 2m", current_l2: "100", current_l3: "100", power: "60" },
        "11m raised, 14m cleared",
        {
          attributes: { rated_power: 100 },
        },
      ),
    ],
  }),
  electricity("MTR-E04", {
    name: "Voltage harmonics high | 電壓諧波偏高 | 电压谐波偏高",
    when: above("thd_voltage", 5, 0.2),
    delays: [600, 600],
    priority: "low",
    consequence: "Capacitors and transformers heat up. | 電容器與變壓器過熱。 | 电容器和变压器过热。",
    cause:
      "Many drives or rectifiers, or resonance of the capacitors. | 變頻器或整流器過多，或電容器共振。 | 变频器或整流器过多，或电容器谐振。",
    action: "Have the harmonics measured; check the filters. | 量測諧波並檢查濾波器。 | 测量谐波并检查滤波器。",
    provenance: "MTR-E04 [K] GB/T 14549",
    examples: [
      calm({ thd_voltage: "5 20m, 6 9m59s, 4 5m" }),
      course({ thd_voltage: "3 1m, 6 12m, 4.9 5m, 4 12m" }, "11m raised, 28m cleared"),
    ],
  }),
  electricity("MTR-E09N", {
    name: "Neutral current high | 中性線電流偏高 | 中性线电流偏高",
    when: above("current_n", { point: "current_l1", times: 0.6 }, 1),
    delays: [300, 60],
    priority: "low",
    consequence: "The neutral can overheat unprotected. | 中性線可能過熱且無保護。 | 中性线可能过热且无保护。",
    cause: "Unequal loads or third harmonics. | 負載不平衡或三次諧波。 | 负载不平衡或三次谐波。",
    action:
      "Plan to share the loads out; check harmonics. | 安排平均分配負載並檢查諧波。 | 安排平均分配负载并检查谐波。",
    provenance: "MTR-E09 [D]",
    examples: [
      calm({ current_n: "60 10m, 70 4m59s, 10 1m", current_l1: "100" }),
      course({ current_n: "10 1m, 70 6m, 10 2m", current_l1: "100" }, "6m raised, 8m cleared"),
    ],
  }),
  electricity("MTR-E17S", {
    name: "Terminal hotter than its neighbours | 端子溫度高於同組 | 端子温度高于同组",
    when: hotBesideOthers,
    delays: [300, 60],
    priority: "high",
    consequence: "A loose terminal can start a fire. | 端子鬆脫可能引發火災。 | 端子松动可能引发火灾。",
    cause: "Loose screw or overload. | 螺絲鬆動或過載。 | 螺丝松动或过载。",
    action: "Lower the load and inspect by thermal camera. | 降低負載，以熱像儀檢查。 | 降低负载，用热像仪检查。",
    workOrder: workOrder("corrective", "terminal", "Tighten the hot terminal | 鎖緊過熱端子 | 紧固过热端子"),
    provenance: "MTR-E17 [D]",
    examples: [
      calm(
        { terminal_temp: "48 10m" },
        { siblings: [{ given: { terminal_temp: "28" } }, { given: { terminal_temp: "30" } }] },
      ),
      course({ terminal_temp: "30 1m, 55 6m, 30 2m" }, "6m raised, 8m cleared", {
        siblings: [{ given: { terminal_temp: "28" } }, { given: { terminal_temp: "30" } }],
      }),
    ],
  }),
  electricity("FIR-16", {
    name: "Residual current high | 漏電流偏高 | 剩余电流偏高",
    when: levels(
      "residual_current",
      15,
      { level: "hi", limit: 300, priority: "medium" },
      { level: "hihi", limit: 500, priority: "high" },
    ),
    delays: [60, 60],
    priority: "medium",
    consequence: "A leak to earth can start a fire. | 對地漏電可能引發火災。 | 对地漏电可能引发火灾。",
    cause:
      "Damaged insulation, moisture, or a neutral mixed up with earth. | 絕緣破損、受潮，或中性線與接地混接。 | 绝缘破损、受潮，或中性线与接地混接。",
    action: inspect,
    workOrder: workOrder("corrective", "insulation", "Find the earth leak | 查找漏電 | 查找漏电"),
    provenance: "FIR-16 [K]",
    examples: [
      calm({ residual_current: "300 2m, 400 59s, 100 1m" }),
      course(
        { residual_current: "100 1m, 400 2m, 600 2m, 290 2m, 100 2m" },
        "2m raised medium, 4m high, 6m medium, 8m cleared",
      ),
    ],
  }),
  electricity("FIR-16T", {
    name: "Cable hot | 電纜過熱 | 电缆过热",
    when: above("cable_temp", 70, 2),
    delays: [60, 60],
    priority: "high",
    consequence: "The insulation ages and can catch fire. | 絕緣劣化並可能起火。 | 绝缘老化并可能起火。",
    cause: "Overload or a bad joint. | 過載或接頭不良。 | 过载或接头不良。",
    action: inspect,
    workOrder: workOrder("corrective", "overload", "Relieve the hot cable | 降低過熱電纜負載 | 降低过热电缆负载"),
    provenance: "FIR-16 [K]",
    examples: [
      calm({ cable_temp: "70 2m, 75 59s, 50 1m" }),
      course({ cable_temp: "50 1m, 75 2m, 69 1m, 60 2m" }, "2m raised, 5m cleared"),
    ],
  }),
];
