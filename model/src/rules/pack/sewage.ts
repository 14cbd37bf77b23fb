import { calm, course, expression, is, levels, type PackedRule, rulesOf, workOrder } from "./build.ts";

const sump = rulesOf("sewage-pump-set");
const running = (course: string) => [{ given: { running: course } }];

/** Sewage and sump pumps (domain C2.4). */
export const sewageRules: readonly PackedRule[] = [
  sump("SMP-01", {
    name: "Sump level high | 集水井液位偏高 | 集水井液位偏高",
    when: levels(
      "sump_level",
      5,
      { level: "hi", limit: 80, priority: "high" },
      { level: "hihi", limit: 95, priority: "critical" },
    ),
    delays: [30, 60],
    priority: "high",
    consequence:
      "The sump overflows and sewage floods the basement. | 集水井溢流，污水淹入地下室。 | 集水井溢流，污水淹入地下室。",
    cause:
      "Pump clogged, float stuck or strong inflow. | 泵浦堵塞、浮球卡住或進水過大。 | 水泵堵塞、浮球卡住或进水过大。",
    action: "Start the standby pump, look at the sump. | 啟動備用泵浦，現場查看集水井。 | 启动备用泵，现场查看集水井。",
    workOrder: workOrder("corrective", "blockage", "Clear the sump pumps | 清理污水泵浦 | 清理污水泵"),
    provenance: "SMP-01 [D]",
    examples: [
      calm({ sump_level: "80 1m, 81 29s, 70 1m" }),
      course(
        { sump_level: "70 1m, 81 1m, 96 1m, 89 2m, 74 2m" },
        "1m30s raised high, 2m30s critical, 4m high, 6m cleared",
      ),
    ],
  }),
  sump("SMP-01C", {
    name: "Sump float at its highest | 集水井高液位浮球動作 | 集水井高液位浮球动作",
    when: is("high_float", true),
    delays: [5, 60],
    priority: "critical",
    consequence: "Sewage floods the basement. | 污水淹入地下室。 | 污水淹入地下室。",
    cause: "Pumps clogged or without power. | 泵浦堵塞或斷電。 | 水泵堵塞或断电。",
    action:
      "Bring a portable pump, stop the inflow, protect lift pits. | 調用移動式泵浦，停止進水，保護電梯機坑。 | 调用移动泵，停止进水，保护电梯底坑。",
    workOrder: workOrder("emergency", "blockage", "Sump overflowing | 集水井溢流 | 集水井溢流"),
    provenance: "SMP-01 [D]",
    examples: [
      calm({ high_float: "true 4s, false 1m" }),
      course({ high_float: "false 1m, true 1m, false 2m" }, "1m5s raised, 3m cleared"),
    ],
  }),
  sump("SMP-02", {
    name: "Sump does not empty | 集水井液位不降 | 集水井液位不降",
    when: expression('children.exists(c, c.running) && rate(sump_level, "5m") * 60 > -1'),
    delays: [600, 60],
    priority: "high",
    consequence: "The sump will overflow. | 集水井即將溢流。 | 集水井即将溢流。",
    cause:
      "Pump clogged or airbound, check valve stuck, or inflow too strong. | 泵浦堵塞或氣縛、逆止閥卡住，或進水過大。 | 水泵堵塞或气缚、止回阀卡住，或进水过大。",
    action:
      "Look at the sump; clear the pump or bring a portable one. | 現場查看集水井，清理泵浦或調用移動式泵浦。 | 现场查看集水井，清理水泵或调用移动泵。",
    workOrder: workOrder("corrective", "blockage", "Clear the sump pumps | 清理污水泵浦 | 清理污水泵"),
    provenance: "SMP-02 [D]",
    examples: [
      calm({ sump_level: "60..30 20m" }, { children: running("true") }),
      calm({ sump_level: "60 30m" }, { children: running("false") }),
      calm({ sump_level: "60 30m" }, { children: running("false 10m, true 9m59s, false 5m") }),
      course({ sump_level: "60 30m" }, "20m raised, 26m cleared", {
        children: running("false 10m, true 15m, false 5m"),
      }),
    ],
  }),
  sump("SMP-03", {
    name: "Both sump pumps run long | 兩台污水泵浦同時久轉 | 两台污水泵同时久转",
    when: expression("children.filter(c, c.running).size() >= 2"),
    delays: [600, 60],
    priority: "medium",
    consequence: "There is no reserve left. | 已無備援能力。 | 已无备用能力。",
    cause: "Strong inflow, or the pumps are clogged. | 進水過大或泵浦堵塞。 | 进水过大或水泵堵塞。",
    action:
      "Look for the inflow; check what the pumps deliver. | 查找進水來源，確認泵浦排水量。 | 查找进水来源，确认水泵排水量。",
    workOrder: workOrder("corrective", "blockage", "Check the sump pumps | 檢查污水泵浦 | 检查污水泵"),
    provenance: "SMP-03 [D]",
    examples: [
      calm({ sump_level: "50 20m" }, { children: [...running("true"), ...running("true 9m59s, false 5m")] }),
      course({ sump_level: "50 20m" }, "10m raised, 16m cleared", {
        children: [...running("true"), ...running("true 15m, false 5m")],
      }),
    ],
  }),
  sump("SMP-03S", {
    name: "A sump pump runs without end | 污水泵浦運轉不停 | 污水泵运行不停",
    when: expression("children.exists(c, c.running)"),
    delays: [3_600, 60],
    priority: "medium",
    consequence: "The pump wears out and may run dry. | 泵浦磨損並可能空轉。 | 水泵磨损并可能干转。",
    cause:
      "Float stuck, check valve leaking, or constant inflow. | 浮球卡住、逆止閥洩漏或持續進水。 | 浮球卡住、止回阀泄漏或持续进水。",
    action: "Look at the level and the floats. | 查看液位與浮球。 | 查看液位和浮球。",
    workOrder: workOrder("corrective", "float", "Check floats and check valve | 檢查浮球與逆止閥 | 检查浮球和止回阀"),
    provenance: "SMP-03 [D]",
    examples: [
      calm({ sump_level: "50 70m" }, { children: running("true 59m59s, false 10m") }),
      course({ sump_level: "50 80m" }, "1h raised, 1h11m cleared", { children: running("true 1h10m, false 10m") }),
    ],
  }),
];
