import {
  above,
  all,
  any,
  below,
  calm,
  course,
  figure,
  is,
  levels,
  type PackedRule,
  rulesOf,
  silent,
  workOrder,
} from "./build.ts";

const electricity = rulesOf("electricity-meter");
const water = rulesOf("water-meter");
const gas = rulesOf("gas-meter");
const battery = rulesOf("water-meter", "gas-meter");
const meter = rulesOf("electricity-meter", "water-meter", "gas-meter", "heat-meter");
const phases = ["voltage_l1", "voltage_l2", "voltage_l3"] as const;

/** Supply quality, overload, and meters that fall silent (domain C4.4). */
export const meterRules: readonly PackedRule[] = [
  electricity("MTR-E01", {
    name: "Voltage out of tolerance | 電壓超出範圍 | 电压超出范围",
    when: any(
      ...phases.map((point) => figure("mean", point, 600, { side: "above", limit: 236, deadband: 1 })),
      ...phases.map((point) => figure("mean", point, 600, { side: "below", limit: 204, deadband: 1 })),
    ),
    delays: [0, 60],
    priority: "medium",
    consequence: "Motors and electronics are strained. | 馬達與電子設備受損。 | 电机和电子设备受损。",
    cause:
      "Utility, tap changer or unequal phases. | 電力公司、變壓器分接頭或三相不平衡。 | 供电局、变压器分接头或三相不平衡。",
    action: "Compare the phases; tell the utility. | 比對三相電壓，通知電力公司。 | 比对三相电压，通知供电局。",
    provenance: "MTR-E01 [K] GB/T 12325, 220 V ± 7 %",
    examples: [
      calm({ voltage_l1: "235 20m, 240 1m, 220 20m", voltage_l2: "220", voltage_l3: "205" }),
      course(
        { voltage_l1: "220 10m, 240 20m, 220 20m", voltage_l2: "220", voltage_l3: "220" },
        "18m raised, 33m30s cleared",
      ),
    ],
  }),
  electricity("MTR-E02", {
    name: "Frequency out of tolerance | 頻率超出範圍 | 频率超出范围",
    // Grids of 50 Hz and of 60 Hz.
    when: any(
      below("frequency", 49.5),
      all(above("frequency", 50.5), below("frequency", 59.5)),
      above("frequency", 60.5),
    ),
    delays: [60, 60],
    priority: "medium",
    consequence:
      "The grid is unstable or the generator hunts. | 電網不穩或發電機轉速異常。 | 电网不稳或发电机转速异常。",
    cause: "Grid disturbance or emergency supply. | 電網擾動或緊急供電。 | 电网扰动或应急供电。",
    action: "Check whether the building runs on its generator. | 確認是否由發電機供電。 | 确认是否由发电机供电。",
    provenance: "MTR-E02 [K]",
    examples: [
      calm({ frequency: "49.5 2m, 60.5 2m, 61 59s, 60 1m" }),
      course({ frequency: "60 1m, 59 2m, 60 2m" }, "2m raised, 4m cleared"),
    ],
  }),
  electricity("MTR-E05", {
    name: "Power factor low | 功率因數偏低 | 功率因数偏低",
    when: all(
      figure("mean", "power_factor", 1_800, { side: "below", limit: 0.85, deadband: 0.01 }),
      figure("mean", "power", 1_800, { side: "above", limit: 5 }),
    ),
    delays: [0, 600],
    priority: "low",
    consequence: "The bill carries a surcharge. | 電費將加收罰款。 | 电费将加收力调费。",
    cause: "Capacitors off or motors at low load. | 電容器未投入或馬達輕載。 | 电容器未投入或电机轻载。",
    action: "Check the capacitor bank. | 檢查電容器盤。 | 检查电容补偿柜。",
    provenance: "MTR-E05 [S41]",
    examples: [
      calm({ power_factor: "0.86 3h", power: "40" }, { every: "1m" }),
      calm({ power_factor: "0.5 3h", power: "4" }, { every: "1m" }),
      course({ power_factor: "0.95 1h, 0.7 2h, 0.95 2h", power: "40" }, "1h12m raised, 3h29m cleared", { every: "1m" }),
    ],
  }),
  electricity("MTR-E08", {
    name: "Phase or supply lost | 欠相或停電 | 缺相或停电",
    when: any(...phases.map((point) => below(point, 22))),
    delays: [2, 10],
    priority: "high",
    suppresses: { reason: "mains-failure", reach: ["fed"] },
    consequence: "Motors run on two phases or stand still. | 馬達缺相運轉或停止。 | 电机缺相运行或停止。",
    cause:
      "Fuse blown, breaker open or supply failed. | 保險絲熔斷、斷路器跳脫或停電。 | 熔断器熔断、断路器跳闸或停电。",
    action: "Check fuses and breaker of the feeder. | 檢查饋線保險絲與斷路器。 | 检查馈线熔断器和断路器。",
    workOrder: workOrder("corrective", "supply", "Restore the feeder | 恢復饋線供電 | 恢复馈线供电"),
    provenance: "MTR-E08 [D]",
    examples: [
      calm({ voltage_l1: "22 1m, 0 1s, 220 1m", voltage_l2: "220", voltage_l3: "220" }),
      course(
        { voltage_l1: "220 1m, 0 1m, 220 1m", voltage_l2: "220", voltage_l3: "220" },
        "1m2s raised, 2m10s cleared",
      ),
    ],
  }),
  electricity("MTR-E09", {
    name: "Feeder overloaded | 饋線過載 | 馈线过载",
    when: levels(
      "power",
      0.5,
      { level: "hi", limit: { attribute: "rated_power", times: 0.9 }, priority: "medium", onDelaySeconds: 300 },
      { level: "hihi", limit: { attribute: "rated_power" }, priority: "high" },
    ),
    delays: [60, 60],
    priority: "medium",
    consequence: "The breaker trips or the cable overheats. | 斷路器跳脫或電纜過熱。 | 断路器跳闸或电缆过热。",
    cause: "Too many loads at once. | 同時使用負載過多。 | 同时使用负载过多。",
    action: "Switch off or shift loads of this feeder. | 關閉或移轉此饋線負載。 | 关闭或转移此馈线负载。",
    workOrder: workOrder("corrective", "overload", "Relieve the feeder | 降低饋線負載 | 降低馈线负载"),
    provenance: "MTR-E09 [D]",
    examples: [
      calm({ power: "89 10m, 95 4m59s, 50 1m" }, { attributes: { rated_power: 100 } }),
      course({ power: "50 1m, 95 6m, 105 2m, 95 2m, 50 2m" }, "6m raised medium, 8m high, 10m medium, 12m cleared", {
        attributes: { rated_power: 100 },
      }),
    ],
  }),
  meter("MTR-E13", {
    name: "Meter not reporting | 計量表未回報 | 计量表未上报",
    when: silent(180),
    delays: [0, 10],
    priorityAfter: [{ minutes: 1_437, priority: "medium" }],
    priority: "low",
    consequence: "Consumption has a gap. | 用量資料中斷。 | 用量数据中断。",
    cause: "Meter or its bus without power or link. | 計量表或匯流排斷電、斷線。 | 计量表或总线断电、断线。",
    action:
      "Check the meter's link; read it by hand if it lasts. | 檢查連線，持續時人工抄表。 | 检查连接，持续时人工抄表。",
    provenance: "MTR-E13 [D]",
    examples: [
      calm({ power: "5 1m, - 2m49s, 5 1m" }),
      course({ power: "5 1m, - 1d1h, 5 1m" }, "3m50s raised low, 1d50s medium, 1d1h1m10s cleared"),
    ],
  }),
  electricity("MTR-E17", {
    name: "Terminal hot | 端子過熱 | 端子过热",
    when: above("terminal_temp", 70, 2),
    delays: [300, 60],
    priority: "high",
    consequence: "A loose terminal can start a fire. | 端子鬆脫可能引發火災。 | 端子松动可能引发火灾。",
    cause: "Loose screw or overload. | 螺絲鬆動或過載。 | 螺丝松动或过载。",
    action: "Lower the load and inspect by thermal camera. | 降低負載，以熱像儀檢查。 | 降低负载，用热像仪检查。",
    workOrder: workOrder("corrective", "terminal", "Tighten the hot terminal | 鎖緊過熱端子 | 紧固过热端子"),
    provenance: "MTR-E17 [D]",
    examples: [
      calm({ terminal_temp: "70 10m, 71 4m59s, 60 1m" }),
      course({ terminal_temp: "60 1m, 71 6m, 69 1m, 67 2m" }, "6m raised, 9m cleared"),
    ],
  }),
  water("MTR-W03", {
    name: "Flow above the largest expected | 用水流量異常過大 | 用水流量异常过大",
    when: above("flow", { attribute: "max_rate" }),
    delays: [600, 60],
    priority: "high",
    consequence: "A pipe may have burst. | 管路可能破裂。 | 管路可能破裂。",
    cause: "Burst pipe or a valve left open. | 管路破裂或閥門未關。 | 管路破裂或阀门未关。",
    action: "Look for water, close the branch. | 查找漏水，關閉支管。 | 查找漏水，关闭支管。",
    workOrder: workOrder("emergency", "burst", "Find the burst | 查找破管 | 查找爆管"),
    provenance: "MTR-W03 [D]",
    examples: [
      calm({ flow: "40 20m, 41 9m59s, 5 1m" }, { attributes: { max_rate: 40 } }),
      course({ flow: "41 15m, 5 2m" }, "10m raised, 16m cleared", { attributes: { max_rate: 40 } }),
    ],
  }),
  battery("MTR-W07", {
    name: "Meter battery low | 計量表電池不足 | 计量表电池不足",
    when: is("battery_ok", false),
    delays: [60, 60],
    priority: "low",
    consequence: "The meter will stop reporting. | 計量表即將停止回報。 | 计量表即将停止上报。",
    cause: "Battery at its end. | 電池壽命將盡。 | 电池寿命将尽。",
    action: "Plan a battery change. | 安排更換電池。 | 安排更换电池。",
    workOrder: workOrder("condition-based", "battery", "Change the meter battery | 更換計量表電池 | 更换计量表电池"),
    provenance: "MTR-W07 [D]",
    examples: [
      calm({ battery_ok: "false 59s, true 1m" }),
      course({ battery_ok: "true 1m, false 2m, true 2m" }, "2m raised, 4m cleared"),
    ],
  }),
  gas("MTR-G02", {
    name: "Gas flow too large | 瓦斯流量過大 | 燃气流量过大",
    when: above("flow", { attribute: "max_rate" }),
    delays: [60, 60],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "Gas may be escaping; danger of explosion. | 瓦斯可能外洩，有爆炸危險。 | 燃气可能泄漏，有爆炸危险。",
    cause: "Pipe broken or appliance left open. | 管路破裂或用具未關。 | 管路破裂或用具未关。",
    action:
      "No switches, no phones nearby; close the valve, ventilate, evacuate, call the gas company. | 勿動開關與電話；關閉總閥，通風，疏散，通知瓦斯公司。 | 勿动开关和电话；关闭总阀，通风，疏散，通知燃气公司。",
    workOrder: workOrder("emergency", "gas", "Find the gas leak | 查找瓦斯外洩 | 查找燃气泄漏"),
    provenance: "MTR-G02 [D]",
    examples: [
      calm({ flow: "40 5m, 41 59s, 5 1m" }, { attributes: { max_rate: 40 } }),
      course({ flow: "41 2m, 5 2m" }, "1m raised, 3m cleared", { attributes: { max_rate: 40 } }),
    ],
  }),
];
