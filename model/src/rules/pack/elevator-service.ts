import {
  above,
  all,
  any,
  below,
  calm,
  course,
  is,
  levels,
  type PackedRule,
  rulesOf,
  silent,
  workOrder,
} from "./build.ts";

const rule = rulesOf("elevator");

/** What takes a lift out of service or wears it out (domain C1.4). */
export const elevatorServiceRules: readonly PackedRule[] = [
  rule("ELV-09", {
    name: "Door cannot close | 電梯門無法關閉 | 电梯门无法关闭",
    when: any(is("door_state", "fault", "closing"), above("door_close_time", 20)),
    delays: [20, 60],
    priority: "high",
    consequence: "The lift waits at a floor and serves nobody. | 電梯停在樓層，無法服務。 | 电梯停在楼层，无法服务。",
    cause:
      "Object in the sill, door operator or door contact. | 門檻異物、門機或門接點異常。 | 地坎异物、门机或门触点异常。",
    action:
      "Look by camera, ask by loudspeaker to clear the door, send somebody. | 查看監視器，廣播請勿擋門，派員到場。 | 查看监控，广播请勿挡门，派人到场。",
    workOrder: workOrder("corrective", "door", "Repair the lift door | 檢修電梯門 | 检修电梯门"),
    provenance: "ELV-09 [D]",
    examples: [
      calm({ door_state: "closing 19s, closed 1m", door_close_time: "3" }),
      course({ door_state: "closed 1m, closing 1m, closed 2m", door_close_time: "3" }, "1m20s raised, 3m cleared"),
    ],
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
    examples: [
      calm({ door_state: "open 2m59s, closed 1m", service_mode: "normal" }),
      course({ door_state: "closed 1m, open 8m, closed 1m5s", service_mode: "normal" }, "4m raised, 9m5s cleared"),
    ],
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
    examples: [
      calm({ levelling_error: "20 1m, -20 1m, 21 4s, 0 1m" }),
      course({ levelling_error: "3 1m, 21 1m, 3 2m" }, "1m5s raised, 3m cleared"),
      course({ levelling_error: "-21 1m" }, "5s raised"),
    ],
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
    examples: [
      calm({ main_power: "false 9s, true 1m" }),
      course({ main_power: "true 1m, false 1m, true 2m" }, "1m10s raised, 3m cleared"),
    ],
  }),
  rule("ELV-14", {
    name: "Machine room hot or cold | 機房溫度異常 | 机房温度异常",
    when: levels(
      "machine_room_temp",
      1,
      { level: "hi", limit: 40, priority: "medium" },
      { level: "hihi", limit: 45, priority: "high" },
      { level: "lo", limit: 5, priority: "low" },
    ),
    delays: [300, 60],
    priority: "medium",
    consequence:
      "The drive shuts down; in the cold, oil and brake grow stiff. | 驅動器將過熱停機；低溫時油脂與煞車變鈍。 | 驱动器将过热停机；低温时油脂和制动器变钝。",
    cause: "Ventilation, air conditioner or heating stopped. | 通風、空調或暖氣停止。 | 通风、空调或采暖停止。",
    action:
      "Check ventilation, air conditioner and heating; above 45 °C take the lift out of use when it is empty. | 檢查通風、空調與暖氣；超過 45 °C 於空車時停用電梯。 | 检查通风、空调和采暖；超过 45 °C 在空载时停用电梯。",
    workOrder: workOrder(
      "corrective",
      "ventilation",
      "Bring the machine room to temperature | 恢復機房溫度 | 恢复机房温度",
    ),
    provenance: "ELV-14 [K]",
    examples: [
      calm({ machine_room_temp: "40 10m, 41 4m59s, 38 5m, 5 6m" }),
      course(
        { machine_room_temp: "30 1m, 41 10m, 46 10m, 43.5 5m, 38 5m" },
        "6m raised medium, 16m high, 22m medium, 27m cleared",
      ),
      course({ machine_room_temp: "3 10m" }, "5m raised low"),
    ],
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
    examples: [
      calm({ drive_temp: "85 2m, 86 59s, 80 1m" }),
      course({ drive_temp: "80 1m, 86 2m, 84 1m, 82 2m" }, "2m raised, 5m cleared"),
    ],
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
    examples: [
      calm({ fault_code: "7 1s, 0 1m" }),
      course({ fault_code: "0 1m, 7 1m, 0 1m5s" }, "1m2s raised, 2m5s cleared"),
    ],
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
    examples: [
      calm({ service_mode: "stopped 29m59s, normal 1m" }),
      course({ service_mode: "normal 1m, stopped 35m, normal 2m" }, "31m raised, 37m cleared"),
    ],
  }),
  rule("ELV-18", {
    name: "Lift not reporting | 電梯未回報 | 电梯未上报",
    when: silent(300),
    delays: [0, 10],
    priorityAfter: [{ minutes: 25, priority: "high" }],
    priority: "medium",
    consequence: "A trapped passenger would not be seen. | 有人受困將無法得知。 | 有人被困将无法得知。",
    cause: "Terminal without power or network. | 終端設備斷電或斷網。 | 终端设备断电或断网。",
    action:
      "Check the terminal; look at the lift by camera. | 檢查終端設備，以監視器查看電梯。 | 检查终端设备，通过监控查看电梯。",
    provenance: "ELV-18 [D]",
    examples: [
      calm({ moving: "false 1m, - 4m49s, false 1m" }),
      course({ moving: "false 1m, - 40m, false 1m" }, "5m50s raised medium, 30m50s high, 41m10s cleared"),
    ],
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
    examples: [
      calm({ intercom_ok: "false 59s, true 1m" }),
      course({ intercom_ok: "true 1m, false 2m, true 2m" }, "2m raised, 4m cleared"),
    ],
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
    examples: [
      calm({ service_mode: "fire-recall 0.9s, normal 1m" }),
      course({ service_mode: "normal 1m, fire-recall 1m, normal 1m5s" }, "1m1s raised, 2m5s cleared"),
    ],
  }),
];
