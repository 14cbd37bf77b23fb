import type { Rule } from "../rule.ts";
import { above, all, any, below, is, rulesOf, silent, workOrder } from "./build.ts";

const rule = rulesOf("elevator");

/** What takes a lift out of service or wears it out (domain C1.4). */
export const elevatorServiceRules: readonly Rule[] = [
  rule("ELV-09", {
    name: "Door cannot close | 電梯門無法關閉 | 电梯门无法关闭",
    when: any(is("door_state", "fault"), above("door_close_time", 20)),
    delays: [20, 60],
    priority: "high",
    consequence: "The lift waits at a floor and serves nobody. | 電梯停在樓層，無法服務。 | 电梯停在楼层，无法服务。",
    cause:
      "Object in the sill, door operator or door contact. | 門檻異物、門機或門接點異常。 | 地坎异物、门机或门触点异常。",
    action:
      "Look by camera, ask by loudspeaker to clear the door, send somebody. | 查看監視器，廣播請勿擋門，派員到場。 | 查看监控，广播请勿挡门，派人到场。",
    workOrder: workOrder("corrective", "door", "Repair the lift door | 檢修電梯門 | 检修电梯门"),
    provenance: "ELV-09 [D]",
  }),
  rule("ELV-11", {
    name: "Door held open | 電梯門長時間開啟 | 电梯门长时间打开",
    when: all(is("door_state", "open"), is("service_mode", "normal")),
    delays: [180, 5],
    priority: "medium",
    consequence: "The lift is missing for others. | 其他人無法使用該電梯。 | 其他人无法使用该电梯。",
    cause: "Door blocked by goods or kept open by hand. | 物品擋門或人為按住。 | 物品挡门或人为按住。",
    action: "Look by camera and ask to clear the door. | 查看監視器並廣播請勿擋門。 | 查看监控并广播请勿挡门。",
    provenance: "ELV-11 [D]",
  }),
  rule("ELV-12", {
    name: "Car stops off level | 平層誤差過大 | 平层误差过大",
    when: any(above("levelling_error", 20), below("levelling_error", -20)),
    delays: [5, 60],
    priority: "medium",
    consequence: "People can trip over the step. | 乘客可能絆倒。 | 乘客可能绊倒。",
    cause:
      "Brake, rope stretch or position sensor. | 煞車、鋼索伸長或位置感測器異常。 | 制动器、钢丝绳伸长或位置传感器异常。",
    action:
      "Warn at the landing and call the lift contractor. | 於樓層設置警示並通知電梯保養廠商。 | 在层站设置警示并通知电梯维保单位。",
    workOrder: workOrder("condition-based", "levelling", "Adjust levelling | 調整平層 | 调整平层"),
    provenance: "ELV-12 [K] limit of EN 81-20",
  }),
  rule("ELV-13", {
    name: "Main power lost | 主電源中斷 | 主电源中断",
    when: is("main_power", false),
    delays: [10, 60],
    priority: "high",
    consequence:
      "The lift stands still; somebody may be inside. | 電梯停駛，車廂內可能有人。 | 电梯停运，轿厢内可能有人。",
    cause: "Breaker tripped or supply failed. | 斷路器跳脫或停電。 | 断路器跳闸或停电。",
    action:
      "Check every car for passengers, then the supply. | 逐台確認車廂有無乘客，再檢查電源。 | 逐台确认轿厢有无乘客，再检查电源。",
    provenance: "ELV-13 [D]",
  }),
  rule("ELV-14", {
    name: "Machine room hot | 機房溫度過高 | 机房温度过高",
    when: above("machine_room_temp", 40, 1),
    delays: [300, 60],
    priority: "medium",
    consequence: "The drive will shut down. | 驅動器將過熱停機。 | 驱动器将过热停机。",
    cause: "Ventilation or air conditioner stopped. | 通風或空調停止。 | 通风或空调停止。",
    action: "Check ventilation and air conditioner. | 檢查通風與空調。 | 检查通风和空调。",
    workOrder: workOrder("corrective", "ventilation", "Cool the machine room | 機房降溫 | 机房降温"),
    provenance: "ELV-14 [K]",
  }),
  rule("ELV-14C", {
    name: "Machine room very hot | 機房溫度嚴重過高 | 机房温度严重过高",
    when: above("machine_room_temp", 45, 1),
    delays: [300, 60],
    priority: "high",
    consequence: "The drive shuts down at any moment. | 驅動器隨時停機。 | 驱动器随时停机。",
    cause: "Ventilation or air conditioner stopped. | 通風或空調停止。 | 通风或空调停止。",
    action:
      "Cool the room now; take the lift out of use when empty. | 立即降溫，空車時停用電梯。 | 立即降温，空载时停用电梯。",
    workOrder: workOrder("corrective", "ventilation", "Cool the machine room now | 機房緊急降溫 | 机房紧急降温"),
    provenance: "ELV-14 [K]",
  }),
  rule("ELV-15", {
    name: "Drive hot | 變頻器溫度過高 | 变频器温度过高",
    when: above("drive_temp", 85, 2),
    delays: [60, 60],
    priority: "medium",
    consequence: "The drive will shut down. | 變頻器將過熱停機。 | 变频器将过热停机。",
    cause: "Fan failed, filter blocked or hot room. | 風扇故障、濾網堵塞或機房過熱。 | 风扇故障、滤网堵塞或机房过热。",
    action: "Check fan, filter and room temperature. | 檢查風扇、濾網與機房溫度。 | 检查风扇、滤网和机房温度。",
    workOrder: workOrder("corrective", "drive", "Check the cooling of the drive | 檢查變頻器散熱 | 检查变频器散热"),
    provenance: "ELV-15 [D]",
  }),
  rule("ELV-16", {
    name: "Run time limit or position lost | 運轉時間超限或樓層位置遺失 | 运行时间超限或楼层位置丢失",
    when: is("fault_code", 6, 7),
    delays: [2, 5],
    priority: "high",
    latching: true,
    consequence:
      "The lift stays out of use until it is reset on site. | 電梯停用，須現場復歸。 | 电梯停用，须现场复位。",
    cause:
      "Traction slip, encoder or limit sensor. | 曳引打滑、編碼器或極限感測器異常。 | 曳引打滑、编码器或限位传感器异常。",
    action:
      "See by camera that nobody is inside and call the lift contractor. | 以監視器確認無人，通知電梯保養廠商。 | 通过监控确认无人，通知电梯维保单位。",
    workOrder: workOrder(
      "corrective",
      "drive",
      "Find the cause of the lift's stop | 查明電梯停機原因 | 查明电梯停机原因",
    ),
    provenance: "ELV-16 [D]",
  }),
  rule("ELV-17", {
    name: "Out of service for long | 長時間停止服務 | 长时间停止服务",
    when: is("service_mode", "stopped"),
    delays: [1_800, 60],
    priority: "medium",
    consequence: "A lift is missing in its group. | 電梯群組少一台可用。 | 电梯群组少一台可用。",
    cause: "Switched off, or left so after maintenance. | 人為停用或保養後未恢復。 | 人为停用或维保后未恢复。",
    action:
      "Ask who stopped it; put it back or order a repair. | 查明停用原因，恢復運轉或派工。 | 查明停用原因，恢复运行或派单。",
    workOrder: workOrder(
      "corrective",
      "out-of-service",
      "Bring the lift back into service | 恢復電梯服務 | 恢复电梯服务",
    ),
    provenance: "ELV-17 [D]",
  }),
  rule("ELV-18", {
    name: "Lift not reporting | 電梯未回報 | 电梯未上报",
    when: silent(300),
    delays: [0, 10],
    priority: "medium",
    consequence: "A trapped passenger would not be seen. | 有人受困將無法得知。 | 有人被困将无法得知。",
    cause: "Terminal without power or network. | 終端設備斷電或斷網。 | 终端设备断电或断网。",
    action:
      "Check the terminal; look at the lift by camera. | 檢查終端設備，以監視器查看電梯。 | 检查终端设备，通过监控查看电梯。",
    provenance: "ELV-18 [D]",
  }),
  rule("ELV-19", {
    name: "Intercom failed | 對講機故障 | 五方对讲故障",
    when: is("intercom_ok", false),
    delays: [60, 60],
    priority: "high",
    consequence: "A trapped passenger could not call. | 受困乘客無法求援。 | 被困乘客无法呼救。",
    cause: "Line cut, battery or handset. | 線路中斷、電池或話機故障。 | 线路中断、电池或话机故障。",
    action:
      "Test the intercom; put up a notice with a phone number. | 測試對講機，張貼聯絡電話。 | 测试对讲，张贴联系电话。",
    workOrder: workOrder("corrective", "intercom", "Repair the intercom | 修復對講機 | 修复五方对讲"),
    provenance: "ELV-19 [D]",
  }),
  rule("ELV-25", {
    name: "Fire, firefighter or earthquake mode | 消防或地震運轉 | 消防或地震运行",
    when: is("service_mode", "fire-recall", "firefighter", "earthquake"),
    delays: [1, 5],
    priority: "high",
    consequence: "The lift does not serve passengers. | 電梯不載運乘客。 | 电梯不载运乘客。",
    cause:
      "Recalled by the fire panel, a key switch or a sensor. | 由火警總機、鑰匙開關或感測器啟動。 | 由火灾报警控制器、钥匙开关或传感器启动。",
    action:
      "Check the fire panel; keep people away from the lifts. | 查看火警總機，勸阻人員搭乘。 | 查看火灾报警控制器，劝阻人员乘梯。",
    provenance: "ELV-25 [D]",
  }),
];
