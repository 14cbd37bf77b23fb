import type { Rule } from "../rule.ts";
import { above, any, is, rulesOf, workOrder } from "./build.ts";

const sump = rulesOf("sewage-pump-set");

/** Sewage and sump pumps (domain C2.4). */
export const sewageRules: readonly Rule[] = [
  sump("SMP-01", {
    name: "Sump level high | 集水井液位偏高 | 集水井液位偏高",
    when: above("sump_level", 80, 5),
    delays: [30, 60],
    priority: "high",
    consequence: "The sump will overflow. | 集水井即將溢流。 | 集水井即将溢流。",
    cause:
      "Pump clogged, float stuck or strong inflow. | 泵浦堵塞、浮球卡住或進水過大。 | 水泵堵塞、浮球卡住或进水过大。",
    action: "Start the standby pump, look at the sump. | 啟動備用泵浦，現場查看集水井。 | 启动备用泵，现场查看集水井。",
    workOrder: workOrder("corrective", "blockage", "Clear the sump pumps | 清理污水泵浦 | 清理污水泵"),
    provenance: "SMP-01 [D]",
  }),
  sump("SMP-01C", {
    name: "Sump overflowing | 集水井溢流 | 集水井溢流",
    when: any(above("sump_level", 95, 5), is("high_float", true)),
    delays: [5, 60],
    priority: "critical",
    consequence: "Sewage floods the basement. | 污水淹入地下室。 | 污水淹入地下室。",
    cause: "Pumps clogged or without power. | 泵浦堵塞或斷電。 | 水泵堵塞或断电。",
    action:
      "Bring a portable pump, stop the inflow, protect lift pits. | 調用移動式泵浦，停止進水，保護電梯機坑。 | 调用移动泵，停止进水，保护电梯底坑。",
    workOrder: workOrder("emergency", "blockage", "Sump overflowing | 集水井溢流 | 集水井溢流"),
    provenance: "SMP-01 [D]",
  }),
];
