import { above, any, below, calm, course, is, type PackedRule, rulesOf, workOrder } from "./build.ts";

const leak = rulesOf("leak-sensor");
const gateway = rulesOf("gateway");
const rig = rulesOf("pump-test-rig");

/** Leaks, field gateways and the test rig. */
export const otherRules: readonly PackedRule[] = [
  leak("LEK-01", {
    name: "Water leak | 漏水 | 漏水",
    when: is("leak", true),
    delays: [3, 10],
    priority: "critical",
    latching: true,
    consequence: "Water runs into shafts and flats. | 水流入管道間與住戶。 | 水流入管井和住户。",
    cause:
      "Pipe burst, joint leaking or drain blocked. | 管路破裂、接頭漏水或排水堵塞。 | 管路破裂、接头漏水或排水堵塞。",
    action: "Close the riser's valve, go and look. | 關閉立管閥門，派員查看。 | 关闭立管阀门，派人查看。",
    workOrder: workOrder("emergency", "leak", "Stop the leak | 止漏搶修 | 堵漏抢修"),
    provenance: "PMP-17 [D], for risers",
    examples: [
      calm({ leak: "true 2s, false 1m" }),
      course({ leak: "false 1m, true 1m, false 1m10s" }, "1m3s raised, 2m10s cleared"),
    ],
  }),
  leak("LEK-02", {
    name: "Leak sensor broken | 漏水感測線中斷 | 漏水感应线缆断开",
    when: is("cable_ok", false),
    delays: [60, 60],
    priority: "medium",
    consequence: "A leak would not be seen. | 漏水將無法得知。 | 漏水将无法得知。",
    cause: "Sensing cable cut or loose. | 感測線斷開或鬆脫。 | 感应线缆断开或松脱。",
    action: "Have the cable checked; look by hand meanwhile. | 檢查感測線，期間人工巡查。 | 检查线缆，期间人工巡查。",
    workOrder: workOrder("corrective", "sensor", "Repair the sensing cable | 修復感測線 | 修复感应线缆"),
    provenance: "digital fault contact [D]",
    examples: [
      calm({ cable_ok: "false 59s, true 1m" }),
      course({ cable_ok: "true 1m, false 2m, true 2m" }, "2m raised, 4m cleared"),
    ],
  }),
  gateway("NET-01", {
    name: "Gateway lost | 閘道器斷線 | 网关断线",
    when: { kind: "offline" },
    delays: [60, 5],
    priority: "high",
    suppresses: { reason: "parent-comm-loss", reach: ["behind"] },
    consequence: "Nothing behind this gateway is seen. | 此閘道器後方設備全部失聯。 | 此网关后方设备全部失联。",
    cause: "Power, network or the gateway itself. | 電源、網路或閘道器本身異常。 | 电源、网络或网关本身异常。",
    action:
      "Check its power and network; patrol what it serves. | 檢查電源與網路，巡查所屬設備。 | 检查电源和网络，巡查所属设备。",
    workOrder: workOrder("corrective", "network", "Restore the gateway | 恢復閘道器 | 恢复网关"),
    provenance: "comm loss [D]",
    examples: [],
  }),
  gateway("NET-02", {
    name: "Gateway signal weak | 閘道器訊號微弱 | 网关信号弱",
    when: below("signal_rssi", -105, 3),
    delays: [600, 60],
    priority: "low",
    consequence: "The link will break now and then. | 連線將時斷時續。 | 连接将时断时续。",
    cause: "Antenna moved or shielded. | 天線移位或受遮蔽。 | 天线移位或受遮挡。",
    action: "Plan to move the antenna. | 安排調整天線。 | 安排调整天线。",
    provenance: "common points [D]",
    examples: [
      calm({ signal_rssi: "-105 20m, -106 9m59s, -90 1m" }),
      course({ signal_rssi: "-106 15m, -103 5m, -101 2m" }, "10m raised, 21m cleared"),
    ],
  }),
  rig("RIG-01", {
    name: "Rig vibration high | 測試台振動過大 | 试验台振动过大",
    when: any(above("vibration_1", 0.4), above("vibration_2", 0.4)),
    delays: [10, 0],
    priority: "high",
    consequence: "The rotor or its bearing is damaged. | 轉子或軸承受損。 | 转子或轴承受损。",
    cause:
      "Rotor imbalance, cavitation or a loose mount. | 轉子不平衡、空蝕或固定鬆動。 | 转子不平衡、汽蚀或固定松动。",
    action: "Stop the rig and check the rotor. | 停機並檢查轉子。 | 停机并检查转子。",
    provenance: "real rig data: 0.40 g for 10 s",
    examples: [
      calm({ vibration_1: "0.4 1m, 0.5 9s, 0.1 1m", vibration_2: "0.1" }),
      course({ vibration_1: "0.1 1m, 0.5 30s, 0.1 1m", vibration_2: "0.1" }, "1m10s raised, 1m30s cleared"),
    ],
  }),
];
