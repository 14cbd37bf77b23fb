import { all, any, below, calm, course, is, levels, type PackedRule, rulesOf, workOrder } from "./build.ts";

const fire = rulesOf("fire-pump-set");

/** Readiness of the fire pumps, and their start (domain C2.4). */
export const firePumpRules: readonly PackedRule[] = [
  fire("FPP-01", {
    name: "Fire pumps not in auto | 消防泵浦未置於自動 | 消防泵未置自动",
    when: is("controller_auto", false),
    delays: [60, 5],
    priority: "critical",
    consequence: "In a fire the pumps would not start. | 火災時泵浦不會啟動。 | 火灾时水泵不会启动。",
    cause: "Left in manual after a test or work. | 測試或作業後未切回自動。 | 测试或作业后未切回自动。",
    action: "Turn the controller back to auto now. | 立即將控制盤切回自動。 | 立即将控制柜切回自动。",
    workOrder: workOrder(
      "corrective",
      "fire-water",
      "Put the fire pumps back to auto | 消防泵浦切回自動 | 消防泵切回自动",
    ),
    provenance: "FPP-01 [K] GB 50974",
    examples: [
      calm({ controller_auto: "false 59s, true 1m" }),
      course({ controller_auto: "true 1m, false 2m, true 1m5s" }, "2m raised, 3m5s cleared"),
    ],
  }),
  fire("FPP-02", {
    name: "A fire pump supply lost | 消防泵浦一路電源中斷 | 消防泵一路电源中断",
    when: any(is("mains_ok", false), is("standby_supply_ok", false)),
    delays: [5, 10],
    priority: "high",
    consequence: "The pumps hang on one supply. | 泵浦僅剩一路電源。 | 水泵仅剩一路电源。",
    cause: "Breaker open or supply failed. | 斷路器跳脫或停電。 | 断路器跳闸或停电。",
    action: "Check both supplies at the transfer switch. | 檢查切換盤的兩路電源。 | 检查双电源切换柜。",
    workOrder: workOrder("corrective", "supply", "Restore the fire pump supply | 恢復消防泵浦電源 | 恢复消防泵电源"),
    provenance: "FPP-02 [D]",
    examples: [
      calm({ mains_ok: "false 4s, true 1m", standby_supply_ok: "true" }),
      course({ mains_ok: "true", standby_supply_ok: "true 1m, false 1m, true 1m" }, "1m5s raised, 2m10s cleared"),
    ],
  }),
  fire("FPP-02C", {
    name: "Both fire pump supplies lost | 消防泵浦雙電源中斷 | 消防泵双电源中断",
    when: all(is("mains_ok", false), is("standby_supply_ok", false)),
    delays: [5, 10],
    priority: "critical",
    consequence: "In a fire there is no water pressure. | 火災時無消防水壓。 | 火灾时无消防水压。",
    cause: "Power cut and standby failed. | 停電且備用電源失效。 | 停电且备用电源失效。",
    action: "Start the generator; order a fire watch. | 啟動發電機，安排火警巡查。 | 启动发电机，安排防火巡查。",
    workOrder: workOrder("emergency", "supply", "Fire pumps without power | 消防泵浦斷電 | 消防泵断电"),
    provenance: "FPP-02 [D]",
    examples: [
      calm({ mains_ok: "false", standby_supply_ok: "true 3m" }),
      course({ mains_ok: "false", standby_supply_ok: "true 1m, false 1m, true 1m" }, "1m5s raised, 2m10s cleared"),
    ],
  }),
  fire("FPP-03", {
    name: "Fire pump started | 消防主泵啟動 | 消防主泵启动",
    when: is("main_running", true),
    delays: [1, 5],
    priority: "critical",
    latching: true,
    consequence: "Water is being drawn: there may be a fire. | 消防用水中，可能發生火災。 | 消防用水中，可能发生火灾。",
    cause:
      "Sprinkler or hydrant in use, or a large leak. | 撒水頭或消防栓使用中，或大量漏水。 | 喷淋或消火栓使用中，或大量漏水。",
    action:
      "Look for the fire: panel, flow switches, camera. | 確認火警：總機、流水檢知、監視器。 | 确认火警：控制器、水流指示器、监控。",
    provenance: "FPP-03 [S33]",
    examples: [
      calm({ main_running: "true 0.9s, false 1m" }),
      course({ main_running: "false 1m, true 1m, false 1m5s" }, "1m1s raised, 2m5s cleared"),
    ],
  }),
  fire("FPP-04", {
    name: "Fire pump did not start | 消防主泵未啟動 | 消防主泵未启动",
    when: all(is("start_demand", true), is("main_running", false)),
    delays: [10, 5],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "Sprinklers and hydrants have no pressure. | 撒水與消防栓無壓力。 | 喷淋和消火栓无压力。",
    cause: "Controller, supply or pump failed. | 控制盤、電源或泵浦故障。 | 控制柜、电源或水泵故障。",
    action: "Start the pump by hand on site. | 到現場手動啟動泵浦。 | 到现场手动启动水泵。",
    workOrder: workOrder("emergency", "fire-water", "Fire pump does not start | 消防泵浦無法啟動 | 消防泵无法启动"),
    provenance: "FPP-04 [D]",
    examples: [
      calm({ start_demand: "true 9s, false 1m", main_running: "false" }),
      course({ start_demand: "false 1m, true 1m, false 1m5s", main_running: "false" }, "1m10s raised, 2m5s cleared"),
    ],
  }),
  fire("FPP-05", {
    name: "Fire network pressure low | 消防管網壓力偏低 | 消防管网压力偏低",
    when: below("discharge_pressure", { point: "pressure_setpoint" }, 0.02),
    delays: [30, 30],
    priority: "high",
    consequence: "Sprinklers and hydrants lack pressure. | 撒水與消防栓壓力不足。 | 喷淋和消火栓压力不足。",
    cause: "Leak in the network or jockey pump failed. | 管網洩漏或穩壓泵浦故障。 | 管网泄漏或稳压泵故障。",
    action: "Look for the leak, check the jockey pump. | 查找洩漏，檢查穩壓泵浦。 | 查找泄漏，检查稳压泵。",
    workOrder: workOrder(
      "corrective",
      "fire-water",
      "Restore the fire network pressure | 恢復消防管網壓力 | 恢复消防管网压力",
    ),
    provenance: "FPP-05 [D]",
    examples: [
      calm({ pressure_setpoint: "0.9", discharge_pressure: "0.9 1m, 0.88 29s, 0.93 1m" }),
      course(
        { pressure_setpoint: "0.9", discharge_pressure: "0.95 1m, 0.88 1m, 0.91 1m, 0.93 1m" },
        "1m30s raised, 3m30s cleared",
      ),
    ],
  }),
  fire("FPP-07", {
    name: "Fire tank not full | 消防水池液位不足 | 消防水池液位不足",
    when: levels(
      "tank_level",
      1,
      { level: "lo", limit: 95, priority: "medium" },
      { level: "lolo", limit: 80, priority: "critical" },
    ),
    delays: [60, 60],
    priority: "medium",
    consequence: "Fire water would run out early. | 消防用水將提前用盡。 | 消防用水将提前用尽。",
    cause: "Leak, float valve or water used. | 洩漏、浮球閥異常或用水。 | 泄漏、浮球阀异常或用水。",
    action:
      "Check the inlet and look for a leak; below 80 % fill the tank now and tell the fire-safety manager. | 檢查進水並查找洩漏；低於 80 % 立即補水並通報防火管理人。 | 检查进水并查找泄漏；低于 80 % 立即补水并报告消防安全管理人。",
    workOrder: workOrder("corrective", "fire-water", "Fill the fire tank | 補滿消防水池 | 补满消防水池"),
    provenance: "FPP-07 [D]",
    examples: [
      calm({ tank_level: "95 2m, 94 59s, 96 1m" }),
      course(
        { tank_level: "99 1m, 90 2m, 79 2m, 90 2m, 95.5 1m, 97 2m" },
        "2m raised medium, 4m critical, 6m medium, 9m cleared",
      ),
    ],
  }),
  fire("FPP-08", {
    name: "Fire water valve closed | 消防管路閥門關閉 | 消防管路阀门关闭",
    when: is("valves_open", false),
    delays: [10, 10],
    priority: "critical",
    consequence: "Water does not reach the fire. | 水無法到達火場。 | 水无法到达火场。",
    cause: "Closed for work and not opened again. | 施工關閉後未開啟。 | 施工关闭后未打开。",
    action: "Open the valve and lock it. | 開啟閥門並上鎖。 | 打开阀门并上锁。",
    workOrder: workOrder("corrective", "valve", "Open the fire water valves | 開啟消防管路閥門 | 打开消防管路阀门"),
    provenance: "FPP-08 [D]",
    examples: [
      calm({ valves_open: "false 9s, true 1m" }),
      course({ valves_open: "true 1m, false 1m, true 1m10s" }, "1m10s raised, 2m10s cleared"),
    ],
  }),
  fire("FPP-09", {
    name: "Fire pump room cold | 消防泵浦機房低溫 | 消防泵房低温",
    when: below("room_temp", 5, 1),
    delays: [600, 60],
    priority: "medium",
    consequence: "Pipes can freeze. | 管路可能結冰。 | 管路可能结冰。",
    cause: "Heating off or a door open. | 暖氣停止或門未關。 | 采暖停止或门未关。",
    action: "Close the doors, heat the room. | 關門並加溫。 | 关门并加热。",
    workOrder: workOrder("corrective", "heating", "Heat the pump room | 機房加溫 | 机房加热"),
    provenance: "FPP-09 [D]",
    examples: [
      calm({ room_temp: "5 20m, 4 9m59s, 7 1m" }),
      course({ room_temp: "4 15m, 5.5 2m, 6.5 5m" }, "10m raised, 18m cleared"),
    ],
  }),
  fire("FPP-04P", {
    name: "Fire pump without pressure | 消防主泵未達壓力 | 消防主泵未达压力",
    when: all(is("main_running", true), below("discharge_pressure", { point: "pressure_setpoint" }, 0.02)),
    delays: [120, 5],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "Sprinklers and hydrants lack pressure in a fire. | 火災時撒水與消防栓壓力不足。 | 火灾时喷淋和消火栓压力不足。",
    cause:
      "Suction valve shut, pump airbound, or a burst main. | 吸入閥關閉、泵浦氣縛或主管破裂。 | 吸入阀关闭、水泵气缚或主管破裂。",
    action:
      "Open the valves, vent the pump, start the standby pump by hand. | 開啟閥門、泵浦排氣，手動啟動備用泵浦。 | 打开阀门、水泵排气，手动启动备用泵。",
    workOrder: workOrder("emergency", "fire-water", "Fire pump gives no pressure | 消防主泵無壓力 | 消防主泵无压力"),
    provenance: "FPP-04 [S33]",
    examples: [
      calm({ main_running: "true", pressure_setpoint: "0.9", discharge_pressure: "0.5 1m59s, 1 1m" }),
      course(
        { main_running: "true", pressure_setpoint: "0.9", discharge_pressure: "1 1m, 0.5 3m, 0.91 1m, 1 1m" },
        "3m raised, 5m5s cleared",
      ),
    ],
  }),
  fire("FPP-07R", {
    name: "Roof fire tank not full | 屋頂消防水箱液位不足 | 屋顶消防水箱液位不足",
    when: levels(
      "roof_tank_level",
      1,
      { level: "lo", limit: 95, priority: "medium" },
      { level: "lolo", limit: 80, priority: "critical" },
    ),
    delays: [60, 60],
    priority: "medium",
    consequence: "The first minutes of a fire would be without water. | 火災初期將無水可用。 | 火灾初期将无水可用。",
    cause: "Leak, float valve or water used. | 洩漏、浮球閥異常或用水。 | 泄漏、浮球阀异常或用水。",
    action:
      "Check the inlet and look for a leak; below 80 % fill the tank now. | 檢查進水並查找洩漏；低於 80 % 立即補水。 | 检查进水并查找泄漏；低于 80 % 立即补水。",
    workOrder: workOrder("corrective", "fire-water", "Fill the roof fire tank | 補滿屋頂消防水箱 | 补满屋顶消防水箱"),
    provenance: "FPP-07 [D]",
    examples: [
      calm({ roof_tank_level: "95 2m, 94 59s, 97 1m" }),
      course({ roof_tank_level: "99 1m, 90 2m, 79 2m, 97 2m" }, "2m raised medium, 4m critical, 6m cleared"),
    ],
  }),
  fire("FPP-10", {
    name: "Fire pump test overdue | 消防泵浦測試逾期 | 消防泵测试逾期",
    tags: { tested: "weekly" },
    when: {
      kind: "count",
      point: "main_running",
      of: "transitions",
      values: [true],
      windowSeconds: 691_200,
      atMost: 0,
    },
    delays: [0, 0],
    priority: "medium",
    consequence: "Nobody knows whether the pump would start. | 無法確知泵浦能否啟動。 | 无法确知水泵能否启动。",
    cause: "The weekly start was left out. | 未執行每週啟動測試。 | 未执行每周启动测试。",
    action:
      "Have the pump started in test mode and the record kept. | 於測試模式啟動泵浦並留存紀錄。 | 在测试模式启动水泵并留存记录。",
    workOrder: workOrder("preventive", "test", "Test the fire pumps | 測試消防泵浦 | 测试消防泵"),
    provenance: "FPP-10 [S33]; weekly start, at sets whose attribute says so",
    examples: [
      calm({ main_running: "false 7d, true 1h, false 7d" }, { every: "1h" }),
      course({ main_running: "false 9d, true 1h, false 1d" }, "7d20h48m raised, 9d cleared", { every: "1h" }),
    ],
  }),
];
