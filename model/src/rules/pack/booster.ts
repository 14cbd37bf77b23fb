import type { Rule } from "../rule.ts";
import { above, below, is, rulesOf, silent, workOrder } from "./build.ts";

const booster = rulesOf("booster-pump-set");
const waterSets = rulesOf("booster-pump-set", "sewage-pump-set");
const allSets = rulesOf("booster-pump-set", "sewage-pump-set", "fire-pump-set");

/** Drinking water: pressure, tank, and what concerns every pump room (domain C2.4). */
export const boosterRules: readonly Rule[] = [
  booster("PMP-01", {
    name: "Discharge pressure low | 出水壓力偏低 | 出水压力偏低",
    when: below("discharge_pressure", { point: "pressure_setpoint", plus: -0.05 }, 0.02),
    delays: [60, 30],
    priority: "high",
    consequence: "Upper floors have too little water. | 高樓層水壓不足。 | 高楼层水压不足。",
    cause:
      "Pump failed, pipe burst or demand too high. | 泵浦故障、管路破裂或用水過大。 | 水泵故障、管路破裂或用水过大。",
    action:
      "Check which pumps run, start the standby pump, look for a leak. | 確認運轉泵浦，啟動備用泵浦，查找漏水。 | 确认运行水泵，启动备用泵，查找漏水。",
    workOrder: workOrder("corrective", "pressure", "Restore the water pressure | 恢復供水壓力 | 恢复供水压力"),
    provenance: "PMP-01 [D]",
  }),
  booster("PMP-01C", {
    name: "Water supply failing | 供水中斷 | 供水中断",
    when: below("discharge_pressure", { point: "pressure_setpoint", times: 0.5 }, 0.02),
    delays: [60, 30],
    priority: "critical",
    consequence: "The building is without water. | 大樓停水。 | 大楼停水。",
    cause: "All pumps stopped or a main pipe burst. | 泵浦全停或主管破裂。 | 水泵全停或主管破裂。",
    action:
      "Start a pump on site, close the burst riser, tell the residents. | 現場啟動泵浦，關閉破裂立管，通知住戶。 | 现场启动水泵，关闭破裂立管，通知住户。",
    workOrder: workOrder("emergency", "pressure", "Restore the water supply | 恢復供水 | 恢复供水"),
    provenance: "PMP-01 [D]",
  }),
  booster("PMP-02", {
    name: "Discharge pressure high | 出水壓力偏高 | 出水压力偏高",
    when: above("discharge_pressure", { point: "pressure_setpoint", plus: 0.1 }, 0.02),
    delays: [10, 30],
    priority: "high",
    consequence: "Fittings and pipes are strained. | 管件與管路承受過大壓力。 | 管件和管路承压过大。",
    cause:
      "Pressure sensor, drive or reducing valve. | 壓力感測器、變頻器或減壓閥異常。 | 压力传感器、变频器或减压阀异常。",
    action: "Stop the lead pump, check sensor and valve. | 停止主泵，檢查感測器與閥件。 | 停止主泵，检查传感器和阀门。",
    workOrder: workOrder("corrective", "pressure", "Lower the discharge pressure | 降低出水壓力 | 降低出水压力"),
    provenance: "PMP-02 [D]",
  }),
  booster("PMP-02C", {
    name: "Pressure near the pipe rating | 壓力接近管路耐壓 | 压力接近管路耐压",
    when: above("discharge_pressure", 1.52, 0.05),
    delays: [10, 30],
    priority: "critical",
    consequence: "A pipe can burst. | 管路可能爆裂。 | 管路可能爆裂。",
    cause:
      "Pressure sensor, drive or reducing valve. | 壓力感測器、變頻器或減壓閥異常。 | 压力传感器、变频器或减压阀异常。",
    action: "Stop the pumps at once and vent. | 立即停泵並洩壓。 | 立即停泵并泄压。",
    workOrder: workOrder("emergency", "pressure", "Stop the overpressure | 排除超壓 | 排除超压"),
    provenance: "PMP-02 [D] 95 % of PN 16",
  }),
  booster("PMP-03", {
    name: "Tank level low | 水箱液位偏低 | 水箱液位偏低",
    when: below("tank_level", 20, 2),
    delays: [10, 60],
    priority: "medium",
    consequence: "The pumps will run out of water. | 泵浦即將無水可抽。 | 水泵即将无水可抽。",
    cause: "City water failed or the inlet valve is shut. | 自來水中斷或進水閥關閉。 | 市政停水或进水阀关闭。",
    action: "Check the city supply and the inlet valve. | 檢查自來水與進水閥。 | 检查市政供水和进水阀。",
    workOrder: workOrder("corrective", "inlet", "Restore the tank inlet | 恢復水箱進水 | 恢复水箱进水"),
    provenance: "PMP-03 [D]",
  }),
  booster("PMP-03C", {
    name: "Tank almost empty | 水箱即將見底 | 水箱即将见底",
    when: below("tank_level", 10, 2),
    delays: [10, 60],
    priority: "critical",
    consequence: "The pumps run dry and the building loses its water. | 泵浦空轉，大樓停水。 | 水泵干转，大楼停水。",
    cause: "City water failed or the inlet valve is shut. | 自來水中斷或進水閥關閉。 | 市政停水或进水阀关闭。",
    action:
      "Stop the pumps, order a water truck, tell the residents. | 停泵，叫水車，通知住戶。 | 停泵，调水车，通知住户。",
    workOrder: workOrder("emergency", "inlet", "Tank almost empty | 水箱即將見底 | 水箱即将见底"),
    provenance: "PMP-03 [D]",
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
  }),
  allSets("PMP-22", {
    name: "Pump set not reporting | 泵浦組未回報 | 泵组未上报",
    when: silent(120),
    delays: [0, 10],
    priority: "high",
    consequence: "A failure of the set would not be seen. | 泵浦組故障將無法得知。 | 泵组故障将无法得知。",
    cause: "Controller without power or network. | 控制器斷電或斷網。 | 控制器断电或断网。",
    action: "Look at the set on site. | 到現場查看泵浦組。 | 到现场查看泵组。",
    provenance: "PMP-22 [D]",
  }),
];
