import type { Condition } from "../condition.ts";
import {
  above,
  aboveUsual,
  all,
  calm,
  course,
  expression,
  figure,
  is,
  nightly,
  type PackedRule,
  rulesOf,
  stuck,
  workOrder,
} from "./build.ts";

const water = rulesOf("water-meter");
const gas = rulesOf("gas-meter");
const heat = rulesOf("heat-meter");
const usualAndMore: Condition = { kind: "baseline", point: "flow", weeks: 4, side: "above", by: { amount: 0.2 } };
const offSupply: Condition = {
  ...{ kind: "set-point", point: "supply_temp", from: { attribute: "supply_setpoint" } },
  ...{ side: "either", by: { amount: 5 }, deadband: 0.5 },
};
const findLeak = workOrder("corrective", "leak", "Find the leak | 查找漏水 | 查找漏水");

/** Water, gas and heat: leaks, reverse flow, and poor use of heat (domain C4.4). */
export const meterVolumeRules: readonly PackedRule[] = [
  water("MTR-W01", {
    name: "Night flow above the usual | 夜間流量偏高 | 夜间流量偏高",
    when: all(aboveUsual("flow", 0.3), usualAndMore),
    delays: [3_600, 600],
    priority: "medium",
    calendar: nightly("02:00", "04:00"),
    consequence: "Water is being lost day and night. | 水日夜流失。 | 水日夜流失。",
    cause: "Leak behind the meter, or a cistern that runs. | 表後漏水或馬桶水箱漏水。 | 表后漏水或马桶水箱漏水。",
    action: "Close branches one by one and watch the flow. | 逐一關閉支管並觀察流量。 | 逐一关闭支管并观察流量。",
    workOrder: findLeak,
    provenance: "MTR-W01 [D]; an hour of one night in place of three nights",
    examples: [
      calm({ flow: "1.25 5h" }, { every: "5m", startsAt: "01:00", usual: { flow: 1 } }),
      calm({ flow: "0.15 5h" }, { every: "5m", startsAt: "01:00", usual: { flow: 0.05 } }),
      calm({ flow: "2 5h" }, { every: "5m", startsAt: "12:00", usual: { flow: 1 } }),
      course({ flow: "2 5h" }, "2h raised, 3h10m cleared", { every: "5m", startsAt: "01:00", usual: { flow: 1 } }),
    ],
  }),
  water("MTR-W02", {
    name: "Flow never stops | 流量持續不斷 | 流量持续不断",
    when: figure("min", "flow", 86_400, { side: "above", limit: { attribute: "leak_flow" } }),
    delays: [0, 600],
    priority: "medium",
    consequence: "A tap, cistern or pipe leaks. | 水龍頭、馬桶或管路漏水。 | 水龙头、马桶或管路漏水。",
    cause: "Leak, or a valve left open. | 漏水或閥門未關。 | 漏水或阀门未关。",
    action: "Ask the user; look for the leak. | 詢問用戶並查找漏水。 | 询问用户并查找漏水。",
    workOrder: findLeak,
    provenance: "MTR-W02 [S40]; limit by attribute: 0.004 m³/h for a unit, 0.075 to 0.15 for a block",
    examples: [
      calm({ flow: "0.02 20h, 0 10m, 0.02 20h" }, { every: "5m", attributes: { leak_flow: 0.004 } }),
      course({ flow: "0.02 25h, 0 10m, 0.02 1h" }, "23h36m raised, 1d1h10m cleared", {
        every: "5m",
        attributes: { leak_flow: 0.004 },
      }),
    ],
  }),
  water("MTR-W04", {
    name: "Water flows back | 水逆流 | 水倒流",
    when: expression('max(reverse_volume, "1d") - min(reverse_volume, "1d") > 0.01'),
    delays: [0, 600],
    priority: "medium",
    consequence: "Used water can reach the supply. | 用過的水可能回流至供水。 | 用过的水可能回流至供水。",
    cause: "Check valve failed or a cross connection. | 逆止閥失效或管路錯接。 | 止回阀失效或管路错接。",
    action: "Have the check valve tested. | 檢查逆止閥。 | 检查止回阀。",
    workOrder: workOrder("corrective", "check-valve", "Test the check valve | 檢查逆止閥 | 检查止回阀"),
    provenance: "MTR-W04 [D]",
    examples: [
      calm({ reverse_volume: "1 1d, 1.009 1d" }, { every: "1h" }),
      course({ reverse_volume: "1 1d, 1.02 2d" }, "1d raised, 1d22h58m cleared", { every: "1h" }),
    ],
  }),
  water("MTR-W05", {
    name: "Water meter stands still | 水表停滯 | 水表停走",
    tags: { occupied: true },
    when: stuck("volume", 259_200),
    delays: [0, 60],
    priority: "low",
    consequence: "Water may be used without being counted. | 用水可能未被計量。 | 用水可能未被计量。",
    cause:
      "Meter stuck or bypassed, or nobody at home. | 水表卡住或被繞接，或無人在家。 | 水表卡住或被绕接，或无人在家。",
    action: "Look at the meter. | 現場查看水表。 | 现场查看水表。",
    workOrder: workOrder("condition-based", "register", "Check the water meter | 檢查水表 | 检查水表"),
    provenance: "MTR-W05 [D]; at meters whose attribute says that the unit is in use",
    examples: [
      calm({ volume: "10 2d23h, 10.1 1h" }, { every: "1h" }),
      course({ volume: "9 1h, 10 3d2h, 11 2h" }, "3d1h raised, 3d3h1m cleared", { every: "1h" }),
    ],
  }),
  water("MTR-W07V", {
    name: "Meter valve fault | 水表閥門故障 | 水表阀门故障",
    when: is("valve_fault", true),
    delays: [60, 60],
    priority: "low",
    consequence: "The valve would not close on a burst. | 爆管時閥門無法關閉。 | 爆管时阀门无法关闭。",
    cause: "Valve stuck or its drive failed. | 閥門卡住或驅動故障。 | 阀门卡住或驱动故障。",
    action: "Plan its repair. | 安排檢修。 | 安排检修。",
    workOrder: workOrder("condition-based", "valve", "Repair the meter valve | 檢修水表閥門 | 检修水表阀门"),
    provenance: "MTR-W07 [D]",
    examples: [
      calm({ valve_fault: "true 59s, false 1m" }),
      course({ valve_fault: "false 1m, true 2m, false 2m" }, "2m raised, 4m cleared"),
    ],
  }),
  gas("MTR-G01", {
    name: "Gas flow never stops | 瓦斯流量持續不斷 | 燃气流量持续不断",
    when: figure("min", "flow", 86_400, { side: "above", limit: { attribute: "leak_flow" } }),
    delays: [0, 600],
    priority: "high",
    class: "life-safety",
    respondWithinMinutes: 60,
    consequence: "Gas may be escaping slowly. | 瓦斯可能緩慢外洩。 | 燃气可能缓慢泄漏。",
    cause: "Joint leaking or a pilot flame left on. | 接頭洩漏或常明火未關。 | 接头泄漏或长明火未关。",
    action:
      "Ventilate, look for the leak with a detector, call the gas company. | 通風，以偵測器查漏，通知瓦斯公司。 | 通风，用检漏仪查漏，通知燃气公司。",
    workOrder: workOrder("corrective", "gas", "Find the gas leak | 查找瓦斯外洩 | 查找燃气泄漏"),
    provenance: "MTR-G01 [D]; limit by attribute, 0 where nothing burns at night",
    examples: [
      calm({ flow: "0.02 20h, 0 10m, 0.02 20h" }, { every: "5m", attributes: { leak_flow: 0 } }),
      course({ flow: "0.02 25h, 0 10m, 0.02 1h" }, "23h36m raised, 1d1h10m cleared", {
        every: "5m",
        attributes: { leak_flow: 0 },
      }),
    ],
  }),
  heat("MTR-H01", {
    name: "Little heat from much flow | 溫差過小 | 温差过小",
    when: all(expression("abs(supply_temp - return_temp) < 5"), above("flow", { attribute: "max_flow", times: 0.3 })),
    delays: [7_200, 600],
    priority: "low",
    consequence: "Pumps circulate water for nothing. | 泵浦徒然循環耗電。 | 水泵空循环耗电。",
    cause:
      "Bypass open, balancing lost or coils dirty. | 旁通未關、平衡失調或盤管髒污。 | 旁通未关、平衡失调或盘管脏污。",
    action: "Check bypass valves and balancing. | 檢查旁通閥與水力平衡。 | 检查旁通阀和水力平衡。",
    workOrder: workOrder(
      "condition-based",
      "balancing",
      "Check bypass and balancing | 檢查旁通與平衡 | 检查旁通和平衡",
    ),
    provenance: "MTR-H01 [D]",
    examples: [
      calm({ supply_temp: "60 3h", return_temp: "55", flow: "5" }, { every: "1m", attributes: { max_flow: 10 } }),
      calm({ supply_temp: "60 3h", return_temp: "57", flow: "2" }, { every: "1m", attributes: { max_flow: 10 } }),
      course({ supply_temp: "60 4h", return_temp: "57 3h, 45 1h", flow: "5" }, "2h raised, 3h10m cleared", {
        every: "1m",
        attributes: { max_flow: 10 },
      }),
    ],
  }),
  heat("MTR-H01S", {
    name: "Supply temperature off its set-point | 供水溫度偏離設定 | 供水温度偏离设定",
    when: all(offSupply, above("flow", { attribute: "max_flow", times: 0.3 })),
    delays: [7_200, 600],
    priority: "low",
    consequence: "Rooms are too warm or too cold. | 室內過熱或過冷。 | 室内过热或过冷。",
    cause: "Source, mixing valve or sensor. | 熱源、混水閥或感測器異常。 | 热源、混水阀或传感器异常。",
    action: "Check source and mixing valve. | 檢查熱源與混水閥。 | 检查热源和混水阀。",
    workOrder: workOrder(
      "condition-based",
      "supply-temperature",
      "Correct the supply temperature | 調整供水溫度 | 调整供水温度",
    ),
    provenance: "MTR-H01 [D]",
    examples: [
      calm({ supply_temp: "65 3h", flow: "5" }, { every: "1m", attributes: { max_flow: 10, supply_setpoint: 60 } }),
      course({ supply_temp: "52 3h, 60 1h", flow: "5" }, "2h raised, 3h10m cleared", {
        every: "1m",
        attributes: { max_flow: 10, supply_setpoint: 60 },
      }),
    ],
  }),
];
