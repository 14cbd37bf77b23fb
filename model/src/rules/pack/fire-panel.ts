import { above, all, any, below, calm, course, is, type PackedRule, rulesOf, silent, workOrder } from "./build.ts";

const zone = rulesOf("fire-zone");
const panel = rulesOf("fire-panel");
const confirm =
  "Confirm at once by camera and the nearest person; if real: linkage to auto, call the fire brigade, evacuate. | 立即以監視器與最近人員確認；屬實即切自動連動、撥 119、疏散。 | 立即通过监控和最近人员确认；属实即切自动联动、拨 119、疏散。";

/** Fire, and what would keep it from being seen (domain C3.4). The panel stays the legal annunciator. */
export const firePanelRules: readonly PackedRule[] = [
  zone("FIR-01", {
    name: "Fire alarm | 火警 | 火警",
    when: is("fire", true),
    delays: [0, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "There may be a fire in this zone. | 該分區可能發生火災。 | 该分区可能发生火灾。",
    cause:
      "Fire, or smoke, steam or dust at a detector. | 火災，或探測器受煙、蒸氣、灰塵影響。 | 火灾，或探测器受烟、蒸汽、灰尘影响。",
    action: confirm,
    provenance: "FIR-01 [D]",
    examples: [calm({ fire: "false 1m" }), course({ fire: "false 1m, true 1m, false 1m" }, "1m raised, 2m cleared")],
  }),
  panel("FIR-01P", {
    name: "Fire at the panel | 火警總機火警 | 控制器火警",
    when: is("fire", true),
    delays: [3, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "The panel reports a fire; see its zones. | 總機通報火警，請查看分區。 | 控制器报火警，请查看分区。",
    cause:
      "Fire, or smoke, steam or dust at a detector. | 火災，或探測器受煙、蒸氣、灰塵影響。 | 火灾，或探测器受烟、蒸汽、灰尘影响。",
    action: confirm,
    provenance: "FIR-01 [D]",
    examples: [
      calm({ fire: "true 2s, false 1m" }),
      course({ fire: "false 1m, true 1m, false 1m" }, "1m3s raised, 2m cleared"),
    ],
  }),
  zone("FIR-02", {
    name: "Fire confirmed | 火警確認 | 火警确认",
    when: any(
      is("manual_call_point", true),
      above("devices_in_fire", 1),
      all(is("fire", true), is("water_flow", true)),
    ),
    delays: [0, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "Two signals agree: treat it as a fire. | 兩個信號一致，視同火災。 | 两个信号一致，按火灾处置。",
    cause:
      "Manual call point, two detectors of one zone, or a detector and the sprinkler's flow switch. | 手動報警機、同區兩個探測器，或探測器與撒水流水檢知同時動作。 | 手动报警按钮、同区两个探测器，或探测器与水流指示器同时动作。",
    action:
      "Linkage to auto, call the fire brigade, evacuate, meet the brigade. | 切自動連動，撥 119，疏散，接應消防隊。 | 切自动联动，拨 119，疏散，接应消防队。",
    provenance: "FIR-02 [D], two-signal logic [K]",
    examples: [
      calm({ manual_call_point: "false", fire: "true", water_flow: "false", devices_in_fire: "1 2m" }),
      course(
        { manual_call_point: "false", fire: "false", water_flow: "false", devices_in_fire: "1 1m, 2 1m, 0 1m" },
        "1m raised, 2m cleared",
      ),
      course(
        { manual_call_point: "false 1m, true 1m", fire: "false", water_flow: "false", devices_in_fire: "0" },
        "1m raised",
      ),
      course(
        { manual_call_point: "false", fire: "true", water_flow: "false 1m, true 1m", devices_in_fire: "0" },
        "1m raised",
      ),
    ],
  }),
  panel("FIR-04", {
    name: "Supervisory signal | 監視訊號 | 监管信号",
    when: above("supervisory_count", 0),
    delays: [5, 5],
    priority: "high",
    consequence:
      "A valve, pump or pressure is not as it should be. | 閥門、泵浦或壓力不正常。 | 阀门、水泵或压力不正常。",
    cause:
      "Valve moved, pump stopped or pressure low. | 閥門變動、泵浦停止或壓力不足。 | 阀门变动、水泵停止或压力不足。",
    action: "Read the panel and restore what it names. | 查看總機並恢復所列項目。 | 查看控制器并恢复所列项目。",
    workOrder: workOrder("corrective", "supervisory", "Clear the supervisory signal | 排除監視訊號 | 排除监管信号"),
    provenance: "FIR-04 [D]",
    examples: [
      calm({ supervisory_count: "1 4s, 0 1m" }),
      course({ supervisory_count: "0 1m, 1 1m, 0 1m" }, "1m5s raised, 2m5s cleared"),
    ],
  }),
  zone("FIR-05", {
    name: "Detector fault | 探測器故障 | 探测器故障",
    when: is("fault", true),
    delays: [30, 30],
    priority: "medium",
    consequence: "Part of the zone is not watched. | 分區部分範圍失去偵測。 | 分区部分范围失去探测。",
    cause:
      "Detector dirty, removed or its line broken. | 探測器髒污、被拆除或線路中斷。 | 探测器脏污、被拆除或线路中断。",
    action: "Order a patrol of the zone until it is repaired. | 修復前安排該區巡查。 | 修复前安排该区巡查。",
    workOrder: workOrder("corrective", "detector", "Repair the detector | 修復探測器 | 修复探测器"),
    provenance: "FIR-05 [D]",
    examples: [
      calm({ fault: "true 29s, false 1m" }),
      course({ fault: "false 1m, true 1m, false 1m30s" }, "1m30s raised, 2m30s cleared"),
    ],
  }),
  panel("FIR-06", {
    name: "Loop or earth fault | 迴路或接地故障 | 回路或接地故障",
    when: any(is("earth_fault", true), below("loop_current", 20), above("loop_current", 350)),
    delays: [10, 30],
    priority: "high",
    consequence: "Many detectors can drop out at once. | 可能同時失去多個探測器。 | 可能同时失去多个探测器。",
    cause: "Wire broken, shorted or wet. | 線路斷開、短路或受潮。 | 线路断开、短路或受潮。",
    action: "Order a patrol and call the fire contractor. | 安排巡查並通知消防廠商。 | 安排巡查并通知消防维保单位。",
    workOrder: workOrder("corrective", "loop", "Repair the detection loop | 修復偵測迴路 | 修复探测回路"),
    provenance: "FIR-06 [D]",
    examples: [
      calm({ earth_fault: "false", loop_current: "20 30s, 350 30s, 15 9s, 184 30s" }),
      course({ earth_fault: "false", loop_current: "184 1m, 15 1m, 184 1m" }, "1m10s raised, 2m30s cleared"),
    ],
  }),
  panel("FIR-07", {
    name: "Panel without mains | 總機主電源中斷 | 控制器主电中断",
    when: is("mains_ok", false),
    delays: [60, 10],
    priority: "high",
    consequence: "The panel runs on its battery. | 總機改由電池供電。 | 控制器改由电池供电。",
    cause: "Breaker open or supply failed. | 斷路器跳脫或停電。 | 断路器跳闸或停电。",
    action: "Restore the mains before the battery is empty. | 電池耗盡前恢復主電源。 | 电池耗尽前恢复主电。",
    workOrder: workOrder("corrective", "supply", "Restore the panel's mains | 恢復總機主電源 | 恢复控制器主电"),
    provenance: "FIR-07 [D]",
    examples: [
      calm({ mains_ok: "false 59s, true 1m" }),
      course({ mains_ok: "true 1m, false 2m, true 1m10s" }, "2m raised, 3m10s cleared"),
    ],
  }),
  panel("FIR-07B", {
    name: "Panel battery weak | 總機備援電池不足 | 控制器备电不足",
    when: any(below("battery_voltage", 22.8, 0.3), is("charger_ok", false)),
    delays: [60, 60],
    priority: "high",
    consequence: "In a power cut the panel goes dark. | 停電時總機將失效。 | 停电时控制器将失效。",
    cause: "Battery old or charger failed. | 電池老化或充電器故障。 | 电池老化或充电器故障。",
    action: "Have the battery and charger checked. | 檢查電池與充電器。 | 检查电池和充电器。",
    workOrder: workOrder("corrective", "battery", "Check the panel battery | 檢查總機電池 | 检查控制器电池"),
    provenance: "FIR-07 [D]",
    examples: [
      calm({ charger_ok: "true", battery_voltage: "22.8 3m, 22.5 59s, 27 1m" }),
      course({ charger_ok: "true", battery_voltage: "27 1m, 22.5 2m, 23 1m, 23.2 2m" }, "2m raised, 5m cleared"),
    ],
  }),
  panel("FIR-07C", {
    name: "Panel about to go dark | 總機即將斷電 | 控制器即将断电",
    when: all(is("mains_ok", false), below("battery_voltage", 22.8, 0.3)),
    delays: [60, 10],
    priority: "critical",
    consequence: "No fire will be detected. | 將無法偵測火災。 | 将无法探测火灾。",
    cause: "Mains lost and battery weak. | 主電源中斷且電池不足。 | 主电中断且备电不足。",
    action:
      "Power the panel now; order a fire watch of the building. | 立即恢復供電，全棟安排火警巡查。 | 立即恢复供电，全楼安排防火巡查。",
    workOrder: workOrder(
      "emergency",
      "supply",
      "Fire panel about to go dark | 火警總機即將斷電 | 火灾报警控制器即将断电",
    ),
    provenance: "FIR-07 [D]",
    examples: [
      calm({ mains_ok: "false", battery_voltage: "23 3m" }),
      course({ mains_ok: "false", battery_voltage: "23 1m, 22 2m, 24 1m" }, "2m raised, 3m10s cleared"),
    ],
  }),
  panel("FIR-08", {
    name: "Detectors disabled | 探測器隔離中 | 探测器屏蔽中",
    when: above("disabled_count", 0),
    delays: [7_200, 5],
    priorityAfter: [{ minutes: 1_440, priority: "high" }],
    priority: "medium",
    consequence: "What is disabled sees no fire. | 隔離範圍無法偵測火災。 | 屏蔽范围无法探测火灾。",
    cause: "Disabled for work and forgotten. | 施工隔離後未恢復。 | 施工屏蔽后未恢复。",
    action:
      "Ask for the permit; enable again or order a patrol. | 確認許可，恢復或安排巡查。 | 确认许可，恢复或安排巡查。",
    provenance: "FIR-08 [D]",
    examples: [
      calm({ disabled_count: "1 1h59m59s, 0 1m" }),
      course({ disabled_count: "1 1d1h, 0 1h" }, "2h raised medium, 1d high, 1d1h5s cleared", { every: "10m" }),
    ],
  }),
  panel("FIR-09", {
    name: "Linkage in manual | 連動置於手動 | 联动置于手动",
    when: is("auto", "manual"),
    delays: [600, 5],
    priority: "high",
    consequence:
      "Fans, doors and pumps would not act by themselves. | 排煙、防火門與泵浦不會自動動作。 | 排烟、防火门和水泵不会自动动作。",
    cause: "Left in manual after a test. | 測試後未切回自動。 | 测试后未切回自动。",
    action: "Turn the linkage back to auto. | 將連動切回自動。 | 将联动切回自动。",
    provenance: "FIR-09 [D]; auto once a fire is confirmed [S32]",
    examples: [
      calm({ auto: "manual 9m59s, auto 1m" }),
      course({ auto: "auto 1m, manual 15m, auto 1m5s" }, "11m raised, 16m5s cleared"),
    ],
  }),
  panel("FIR-11", {
    name: "Fire panel not reporting | 火警總機未回報 | 火灾报警控制器未上报",
    when: silent(120),
    delays: [0, 10],
    priorityAfter: [{ minutes: 8, priority: "critical" }],
    suppresses: { reason: "parent-comm-loss", reach: ["parts"] },
    priority: "high",
    consequence: "A fire would be seen at the panel only. | 火警僅能於總機得知。 | 火警仅能在控制器上得知。",
    cause: "Transmission device without power or network. | 傳輸設備斷電或斷網。 | 传输装置断电或断网。",
    action:
      "Post somebody at the panel until it is back; after ten minutes order a fire watch of the building. | 恢復前派員駐守總機；超過十分鐘即全棟安排火警巡查。 | 恢复前派人值守控制器；超过十分钟即全楼安排防火巡查。",
    workOrder: workOrder("corrective", "transmission", "Restore the panel's link | 恢復總機連線 | 恢复控制器连接"),
    provenance: "FIR-11 [D]",
    examples: [
      calm({ mains_ok: "true 1m, - 1m49s, true 1m" }),
      course({ mains_ok: "true 1m, - 12m, true 1m" }, "2m50s raised high, 10m50s critical, 13m10s cleared"),
    ],
  }),
  panel("FIR-12", {
    name: "Panel in test mode | 總機測試模式 | 控制器测试模式",
    when: is("test_mode", true),
    delays: [0, 5],
    priority: "high",
    consequence: "Real alarms can be taken for tests. | 真實火警可能被誤認為測試。 | 真实火警可能被误认为测试。",
    cause: "Test running or not ended. | 測試進行中或未結束。 | 测试进行中或未结束。",
    action: "Ask for the test's plan; end it when done. | 確認測試計畫，完成後結束。 | 确认测试计划，完成后结束。",
    provenance: "FIR-12 [D]",
    examples: [
      calm({ test_mode: "false 1m" }),
      course({ test_mode: "false 1m, true 1m, false 1m5s" }, "1m raised, 2m5s cleared"),
    ],
  }),
];
