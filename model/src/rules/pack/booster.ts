import { above, below, calm, course, is, levels, type PackedRule, rulesOf, silent, workOrder } from "./build.ts";

const booster = rulesOf("booster-pump-set");
const waterSets = rulesOf("booster-pump-set", "sewage-pump-set");
const allSets = rulesOf("booster-pump-set", "sewage-pump-set", "fire-pump-set");

/** Drinking water: pressure, tank, and what concerns every pump room (domain C2.4). */
export const boosterRules: readonly PackedRule[] = [
  booster("PMP-01", {
    name: "Discharge pressure low | 出水壓力偏低 | 出水压力偏低",
    when: levels(
      "discharge_pressure",
      0.02,
      { level: "lo", limit: { point: "pressure_setpoint", plus: -0.05 }, priority: "high" },
      { level: "lolo", limit: { point: "pressure_setpoint", times: 0.5 }, priority: "critical" },
    ),
    delays: [60, 30],
    priority: "high",
    consequence:
      "Upper floors have too little water; below half the set-point the building has none. | 高樓層水壓不足；低於設定值一半即全棟停水。 | 高楼层水压不足；低于设定值一半即全楼停水。",
    cause:
      "Pumps failed, a pipe burst or demand too high. | 泵浦故障、管路破裂或用水過大。 | 水泵故障、管路破裂或用水过大。",
    action:
      "Check which pumps run, start the standby pump, look for a leak; tell the residents if it lasts. | 確認運轉泵浦，啟動備用泵浦，查找漏水；持續時通知住戶。 | 确认运行水泵，启动备用泵，查找漏水；持续时通知住户。",
    workOrder: workOrder("corrective", "pressure", "Restore the water pressure | 恢復供水壓力 | 恢复供水压力"),
    provenance: "PMP-01 [D]",
    examples: [
      calm({ pressure_setpoint: "0.8", discharge_pressure: "0.76 2m, 0.74 59s, 0.8 1m" }),
      course(
        { pressure_setpoint: "0.8", discharge_pressure: "0.8 1m, 0.74 2m, 0.35 2m, 0.6 2m, 0.8 2m" },
        "2m raised high, 4m critical, 5m30s high, 7m30s cleared",
      ),
      course({ pressure_setpoint: "0.8", discharge_pressure: "0.74 2m, 0.76 2m, 0.78 1m" }, "1m raised, 4m30s cleared"),
    ],
  }),
  booster("PMP-02", {
    name: "Discharge pressure high | 出水壓力偏高 | 出水压力偏高",
    when: levels(
      "discharge_pressure",
      0.02,
      { level: "hi", limit: { point: "pressure_setpoint", plus: 0.1 }, priority: "high" },
      { level: "hihi", limit: 1.52, priority: "critical" },
    ),
    delays: [10, 30],
    priority: "high",
    consequence:
      "Fittings are strained; near the rating of 1.6 MPa a pipe can burst. | 管件承受過大壓力；接近 1.6 MPa 耐壓時可能爆管。 | 管件承压过大；接近 1.6 MPa 耐压时可能爆管。",
    cause:
      "Pressure sensor, drive or reducing valve. | 壓力感測器、變頻器或減壓閥異常。 | 压力传感器、变频器或减压阀异常。",
    action:
      "Stop the lead pump, check sensor and reducing valve; above 1.52 MPa stop all pumps and vent. | 停止主泵，檢查感測器與減壓閥；超過 1.52 MPa 停全部泵浦並洩壓。 | 停止主泵，检查传感器和减压阀；超过 1.52 MPa 停全部水泵并泄压。",
    workOrder: workOrder("corrective", "pressure", "Lower the discharge pressure | 降低出水壓力 | 降低出水压力"),
    provenance: "PMP-02 [D]; 95 % of PN 16",
    examples: [
      calm({ pressure_setpoint: "0.8", discharge_pressure: "0.89 1m, 0.95 9s, 0.8 1m" }),
      course(
        { pressure_setpoint: "0.8", discharge_pressure: "0.8 1m, 0.95 1m, 0.89 1m, 0.8 1m" },
        "1m10s raised high, 3m30s cleared",
      ),
      course({ pressure_setpoint: "0.8", discharge_pressure: "1.6 1m, 0.8 1m" }, "10s raised critical, 1m30s cleared"),
    ],
  }),
  booster("PMP-03", {
    name: "Tank level low | 水箱液位偏低 | 水箱液位偏低",
    when: levels(
      "tank_level",
      2,
      { level: "lo", limit: 20, priority: "medium" },
      { level: "lolo", limit: 10, priority: "critical" },
    ),
    delays: [10, 60],
    priority: "medium",
    consequence:
      "The pumps run out of water, then dry, and the building loses its supply. | 泵浦即將無水可抽並空轉，大樓停水。 | 水泵即将无水可抽并干转，大楼停水。",
    cause: "City water failed or the inlet valve is shut. | 自來水中斷或進水閥關閉。 | 市政停水或进水阀关闭。",
    action:
      "Check the city supply and the inlet valve; below 10 % stop the pumps, order a water truck, tell the residents. | 檢查自來水與進水閥；低於 10 % 停泵、叫水車、通知住戶。 | 检查市政供水和进水阀；低于 10 % 停泵、调水车、通知住户。",
    workOrder: workOrder("corrective", "inlet", "Restore the tank inlet | 恢復水箱進水 | 恢复水箱进水"),
    provenance: "PMP-03 [D]",
    examples: [
      calm({ tank_level: "20 1m, 19 9s, 25 1m" }),
      course(
        { tank_level: "30 1m, 19 1m, 9 1m, 21 1m, 23 2m" },
        "1m10s raised medium, 2m10s critical, 4m medium, 5m cleared",
      ),
    ],
  }),
  booster("PMP-16", {
    name: "Tank about to overflow | 水箱即將溢流 | 水箱即将溢流",
    when: above("tank_level", 95, 2),
    delays: [60, 60],
    priority: "high",
    consequence: "Water is wasted and can flood the room. | 浪費水並可能淹水。 | 浪费水并可能淹水。",
    cause: "Float valve or level sensor. | 浮球閥或液位感測器異常。 | 浮球阀或液位传感器异常。",
    action: "Close the inlet valve. | 關閉進水閥。 | 关闭进水阀。",
    workOrder: workOrder("corrective", "float-valve", "Repair the float valve | 修理浮球閥 | 修理浮球阀"),
    provenance: "PMP-16 [D]",
    examples: [
      calm({ tank_level: "95 2m, 96 59s, 90 1m" }),
      course({ tank_level: "90 1m, 96 2m, 94 1m, 92 2m" }, "2m raised, 5m cleared"),
    ],
  }),
  waterSets("PMP-12C", {
    name: "No pump available | 無可用泵浦 | 无可用水泵",
    when: below("pumps_available", 1),
    delays: [2, 5],
    priority: "critical",
    consequence: "The set moves no water. | 泵浦組完全停擺。 | 泵组完全停摆。",
    cause: "All drives tripped or switched off. | 變頻器全部跳脫或停用。 | 变频器全部跳闸或停用。",
    action: "Reset or start a pump on site. | 現場復歸或啟動泵浦。 | 现场复位或启动水泵。",
    workOrder: workOrder("emergency", "drive", "No pump of the set runs | 泵浦組全部停機 | 泵组全部停机"),
    provenance: "PMP-12 [D]",
    examples: [
      calm({ pumps_available: "0 1s, 1 1m" }),
      course({ pumps_available: "1 1m, 0 1m, 1 1m5s" }, "1m2s raised, 2m5s cleared"),
    ],
  }),
  allSets("PMP-17", {
    name: "Pump room flooding | 泵浦機房淹水 | 水泵房淹水",
    when: is("room_flood", true),
    delays: [3, 10],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "Motors and switchgear go under water; danger of electric shock. | 馬達與電盤浸水，有觸電危險。 | 电机和电柜浸水，有触电危险。",
    cause: "Pipe burst or tank overflow. | 管路破裂或水箱溢流。 | 管路破裂或水箱溢流。",
    action:
      "Cut the room's power from outside, close the valves, pump the water out. | 由室外切斷電源，關閉閥門，抽水。 | 在室外切断电源，关闭阀门，抽水。",
    workOrder: workOrder("emergency", "flood", "Flood in the pump room | 泵浦機房淹水 | 水泵房淹水"),
    provenance: "PMP-17 [D]",
    examples: [
      calm({ room_flood: "true 2s, false 1m" }),
      course({ room_flood: "false 1m, true 1m, false 1m10s" }, "1m3s raised, 2m10s cleared"),
    ],
  }),
  allSets("PMP-22", {
    name: "Pump set not reporting | 泵浦組未回報 | 泵组未上报",
    when: silent(120),
    delays: [0, 10],
    suppresses: { reason: "parent-comm-loss", reach: ["parts"] },
    priority: "high",
    consequence: "A failure of the set would not be seen. | 泵浦組故障將無法得知。 | 泵组故障将无法得知。",
    cause: "Controller without power or network. | 控制器斷電或斷網。 | 控制器断电或断网。",
    action: "Look at the set on site. | 到現場查看泵浦組。 | 到现场查看泵组。",
    provenance: "PMP-22 [D]",
    examples: [
      calm({ room_flood: "false 1m, - 1m49s, false 1m" }),
      course({ room_flood: "false 1m, - 5m, false 1m" }, "2m50s raised, 6m10s cleared"),
    ],
  }),
];
