import type { Condition } from "../condition.ts";
import { above, all, below, calm, course, is, levels, often, type PackedRule, rulesOf, workOrder } from "./build.ts";

const zone = rulesOf("fire-zone");
const panel = rulesOf("fire-panel");
const never = (point: string): Condition => ({
  ...{ kind: "count", point, of: "transitions", values: [true], windowSeconds: 30 * 86_400, atMost: 0 },
});

/** What a fire sets going, gas, and detectors that tell too much or nothing (domain C3.4). */
export const fireLinkageRules: readonly PackedRule[] = [
  zone("FIR-03", {
    name: "Gas suppression released | 氣體滅火啟動 | 气体灭火启动",
    when: is("gas_suppression", "countdown", "released"),
    delays: [0, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "Whoever is in the room cannot breathe. | 室內人員將無法呼吸。 | 室内人员将无法呼吸。",
    cause:
      "Two detectors of the room, or the release button. | 該室兩個探測器或釋放按鈕動作。 | 该室两个探测器或释放按钮动作。",
    action:
      "Get everybody out, keep the doors shut, call the fire brigade. | 立即疏散，關閉門窗，撥 119。 | 立即疏散，关闭门窗，拨 119。",
    provenance: "FIR-03 [D]",
    examples: [
      calm({ gas_suppression: "ready 2m" }),
      course({ gas_suppression: "ready 1m, countdown 30s, released 1m, ready 1m" }, "1m raised, 2m30s cleared"),
    ],
  }),
  panel("FIR-06D", {
    name: "Many detectors in fault | 多個探測器故障 | 多个探测器故障",
    when: above("fault_count", { point: "detector_count", times: 0.1 }),
    delays: [10, 30],
    priority: "high",
    consequence: "Whole parts of the building are not watched. | 大樓部分區域失去偵測。 | 大楼部分区域失去探测。",
    cause: "Loop broken or shorted, isolators open. | 迴路斷開或短路，隔離器動作。 | 回路断开或短路，隔离器动作。",
    action: "Order a patrol and call the fire contractor. | 安排巡查並通知消防廠商。 | 安排巡查并通知消防维保单位。",
    workOrder: workOrder("corrective", "loop", "Repair the detection loop | 修復偵測迴路 | 修复探测回路"),
    provenance: "FIR-06 [D]",
    examples: [
      calm({ detector_count: "240", fault_count: "24 2m, 30 9s, 0 1m" }),
      course({ detector_count: "240", fault_count: "0 1m, 30 1m, 0 1m" }, "1m10s raised, 2m30s cleared"),
    ],
  }),
  panel("FIR-10", {
    name: "Linkage without feedback | 連動無回授 | 联动无反馈",
    when: above("started_count", { point: "feedback_count" }),
    delays: [30, 10],
    priority: "high",
    consequence: "A fan, door or pump did not act. | 排煙、防火門或泵浦未動作。 | 排烟、防火门或水泵未动作。",
    cause:
      "Device without power, in local, or its contact failed. | 設備斷電、置於現場或接點故障。 | 设备断电、置于就地或触点故障。",
    action: "Read the panel and work the device by hand. | 查看總機並手動操作該設備。 | 查看控制器并手动操作该设备。",
    workOrder: workOrder("corrective", "linkage", "Repair the linkage | 檢修連動 | 检修联动"),
    provenance: "FIR-10 [D]",
    examples: [
      calm({ started_count: "4 29s, 0 1m", feedback_count: "3" }),
      course({ started_count: "0 1m, 4 2m, 0 1m", feedback_count: "0 1m, 3" }, "1m30s raised, 3m10s cleared"),
    ],
  }),
  panel("FIR-10C", {
    name: "Linkage fails in a fire | 火警時連動失效 | 火警时联动失效",
    when: all(is("fire", true), above("started_count", { point: "feedback_count" })),
    delays: [30, 10],
    priority: "critical",
    class: "life-safety",
    respondWithinMinutes: 3,
    consequence: "Smoke spreads or water is missing. | 煙霧蔓延或缺消防水。 | 烟雾蔓延或缺消防水。",
    cause:
      "Device without power, in local, or its contact failed. | 設備斷電、置於現場或接點故障。 | 设备断电、置于就地或触点故障。",
    action:
      "Work the device by hand at once; tell the fire brigade. | 立即手動操作該設備並告知消防隊。 | 立即手动操作该设备并告知消防队。",
    workOrder: workOrder("emergency", "linkage", "Linkage fails in a fire | 火警時連動失效 | 火警时联动失效"),
    provenance: "FIR-10 [D]",
    examples: [
      calm({ fire: "false", started_count: "4 2m", feedback_count: "3" }),
      calm({ fire: "true", started_count: "4 29s, 3 1m", feedback_count: "3" }),
      course({ fire: "true", started_count: "0 1m, 4 2m, 3 1m", feedback_count: "3" }, "1m30s raised, 3m10s cleared"),
    ],
  }),
  zone("FIR-14", {
    name: "Zone alarms again and again | 分區反覆誤報 | 分区反复误报",
    when: often("fire", true, 3, 30 * 86_400),
    delays: [0, 0],
    priority: "low",
    consequence: "People stop believing the alarm. | 人員不再相信警報。 | 人员不再相信报警。",
    cause:
      "Detector dirty, or near a kitchen or bathroom. | 探測器髒污，或靠近廚房、浴室。 | 探测器脏污，或靠近厨房、浴室。",
    action: "Have the detector cleaned or moved. | 清潔或移設探測器。 | 清洁或移位探测器。",
    workOrder: workOrder(
      "condition-based",
      "detector",
      "Clean or move the detector | 清潔或移設探測器 | 清洁或移位探测器",
    ),
    provenance: "FIR-14 [D]; alarms of the zone, confirmed or not",
    examples: [
      calm({ fire: "false 1d, true 1h, false 5d, true 1h, false 20d" }, { every: "1h" }),
      course(
        { fire: "false 1d, true 1h, false 5d, true 1h, false 5d, true 1h, false 30d" },
        "11d2h raised, 31d cleared",
        {
          every: "1h",
        },
      ),
    ],
  }),
  zone("FIR-15", {
    name: "Fire door open | 防火門開啟 | 防火门开启",
    when: is("fire_door_open", true),
    delays: [300, 10],
    priority: "medium",
    consequence: "Smoke would spread into the stairs. | 煙霧將蔓延至樓梯間。 | 烟雾将蔓延至楼梯间。",
    cause: "Wedged open, or its closer failed. | 被卡住未關，或關門器故障。 | 被卡住未关，或闭门器故障。",
    action: "Send somebody to shut it. | 派員關閉。 | 派人关闭。",
    provenance: "FIR-15 [D]",
    examples: [
      calm({ fire_door_open: "true 4m59s, false 1m" }),
      course({ fire_door_open: "false 1m, true 6m, false 1m" }, "6m raised, 7m10s cleared"),
    ],
  }),
  zone("FIR-15S", {
    name: "Fire shutter obstructed | 防火捲門受阻 | 防火卷帘受阻",
    when: is("shutter_obstructed", true),
    delays: [300, 10],
    priority: "medium",
    consequence: "The shutter would not close. | 防火捲門無法關閉。 | 防火卷帘无法关闭。",
    cause: "Goods under the shutter. | 捲門下堆放物品。 | 卷帘下堆放物品。",
    action: "Send somebody to clear it. | 派員清除。 | 派人清除。",
    provenance: "FIR-15 [D]",
    examples: [
      calm({ shutter_obstructed: "true 4m59s, false 1m" }),
      course({ shutter_obstructed: "false 1m, true 6m, false 1m" }, "6m raised, 7m10s cleared"),
    ],
  }),
  zone("FIR-17", {
    name: "Combustible gas | 可燃氣體洩漏 | 可燃气体泄漏",
    when: levels(
      "gas_lel",
      1,
      { level: "hi", limit: 10, priority: "high" },
      { level: "hihi", limit: 25, priority: "critical" },
    ),
    delays: [3, 10],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "Danger of explosion. | 有爆炸危險。 | 有爆炸危险。",
    cause: "Pipe or appliance leaking. | 管路或用具洩漏。 | 管路或用具泄漏。",
    action:
      "No switches, no phones nearby; close the valve, ventilate, evacuate, call the gas company. | 勿動開關與電話；關閉總閥，通風，疏散，通知瓦斯公司。 | 勿动开关和电话；关闭总阀，通风，疏散，通知燃气公司。",
    workOrder: workOrder("emergency", "gas", "Find the gas leak | 查找瓦斯外洩 | 查找燃气泄漏"),
    provenance: "FIR-17 [K] GB/T 50493",
    examples: [
      calm({ gas_lel: "10 1m, 15 2s, 0 1m" }, { every: "1s" }),
      course({ gas_lel: "0 1m, 15 1m, 30 1m, 0 1m" }, "1m3s raised high, 2m3s critical, 3m10s cleared"),
    ],
  }),
  zone("FIR-18", {
    name: "Hydrant or sprinkler pressure low | 消防栓或撒水末端壓力偏低 | 消火栓或喷淋末端压力偏低",
    when: below("end_pressure", { attribute: "min_end_pressure" }, 0.01),
    delays: [60, 60],
    priority: "high",
    consequence: "The highest outlets have too little water. | 最不利點水量不足。 | 最不利点水量不足。",
    cause: "Valve shut, leak or tank low. | 閥門關閉、洩漏或水箱液位低。 | 阀门关闭、泄漏或水箱液位低。",
    action: "Check the zone's valve and the tank. | 檢查分區閥門與水箱。 | 检查分区阀门和水箱。",
    workOrder: workOrder("corrective", "fire-water", "Restore the end pressure | 恢復末端壓力 | 恢复末端压力"),
    provenance: "FIR-18 [D]; limit by attribute",
    examples: [
      calm({ end_pressure: "0.1 2m, 0.08 59s, 0.2 1m" }, { attributes: { min_end_pressure: 0.1 } }),
      course({ end_pressure: "0.2 1m, 0.08 2m, 0.105 1m, 0.2 2m" }, "2m raised, 5m cleared", {
        attributes: { min_end_pressure: 0.1 },
      }),
    ],
  }),
  panel("FIR-19", {
    name: "Panel tells nothing for a month | 總機整月無事件 | 控制器整月无事件",
    tags: { tested: "monthly" },
    when: all(never("fire"), never("fault")),
    delays: [0, 0],
    priority: "low",
    consequence: "Its interface may be dead. | 其介面可能已失效。 | 其接口可能已失效。",
    cause: "Walk test left out, or the interface stopped. | 未執行巡測，或介面停止。 | 未执行巡测，或接口停止。",
    action:
      "Try a detector and see that it comes through. | 測試一個探測器並確認訊號送達。 | 测试一个探测器并确认信号送达。",
    workOrder: workOrder("preventive", "test", "Walk-test the panel | 巡測火警總機 | 巡测火灾报警控制器"),
    provenance: "FIR-19 [D]; at panels whose attribute says that they are tested monthly",
    examples: [
      calm({ fire: "false", fault: "false 29d, true 1h, false 29d" }, { every: "3h" }),
      course({ fire: "false", fault: "false 31d, true 3h, false 1d" }, "29d12h raised, 31d cleared", { every: "3h" }),
    ],
  }),
];
