import { above, all, any, calm, course, is, not, type PackedRule, rulesOf, workOrder } from "./build.ts";

const rule = rulesOf("elevator");
const lockOut =
  "Stop the lift, see by camera that it is empty, bar the landings, call the lift contractor. | 停用電梯，以監視器確認無人，封鎖各層出入口，通知電梯保養廠商。 | 停用电梯，通过监控确认无人，封闭各层层门，通知电梯维保单位。";

/** What endangers people: entrapment, uncontrolled movement, water in the pit (domain C1.4). */
export const elevatorSafetyRules: readonly PackedRule[] = [
  rule("ELV-01", {
    name: "Passengers trapped | 乘客受困 | 乘客被困",
    when: all(is("occupied", true), is("moving", false), is("door_zone", false), not(is("service_mode", "inspection"))),
    delays: [60, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "People are shut in a car between two floors. | 有人被關在兩層樓之間的車廂內。 | 有人被困在两层之间的轿厢内。",
    cause:
      "Safety circuit opened, power lost or drive tripped during a trip. | 行駛途中安全迴路斷開、停電或驅動器跳脫。 | 运行途中安全回路断开、停电或驱动器跳闸。",
    action:
      "Speak to the passengers, keep them calm, send trained staff and call the lift contractor. | 以對講機安撫乘客，派受訓人員到場，通知電梯保養廠商。 | 用对讲安抚乘客，派持证人员到场，通知电梯维保单位。",
    workOrder: workOrder("emergency", "entrapment", "Release trapped passengers | 救出受困乘客 | 解救被困乘客"),
    provenance: "ELV-01 [D]",
    examples: [
      calm({ occupied: "true", moving: "false", service_mode: "normal", door_zone: "false 59s, true 1m" }),
      calm({ occupied: "true", moving: "false", service_mode: "inspection", door_zone: "false 5m" }),
      course(
        { occupied: "true", moving: "false", service_mode: "normal", door_zone: "true 1m, false 2m, true 1m" },
        "2m raised, 3m cleared",
      ),
    ],
  }),
  rule("ELV-02", {
    name: "Alarm button pressed | 車廂警鈴按下 | 轿厢报警按钮按下",
    when: all(is("alarm_button", true), is("occupied", true)),
    delays: [3, 60],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "Somebody in the car asks for help. | 車廂內有人求助。 | 轿厢内有人求助。",
    cause: "Entrapment, illness or pressed by mistake. | 受困、身體不適或誤按。 | 被困、身体不适或误按。",
    action:
      "Answer by intercom, look by camera, go by what the passenger says. | 以對講機應答，查看監視器，依乘客狀況處置。 | 用对讲应答，查看监控，根据乘客情况处置。",
    provenance: "ELV-02 [D]",
    examples: [
      calm({ alarm_button: "true 2s, false 1m", occupied: "true" }),
      course({ alarm_button: "false 1m, true 1m, false 2m", occupied: "true" }, "1m3s raised, 3m cleared"),
    ],
  }),
  rule("ELV-03", {
    name: "Safety circuit opened while running | 運行中安全迴路斷開 | 运行时安全回路断路",
    when: is("fault_code", 1),
    delays: [2, 5],
    priority: "high",
    latching: true,
    consequence: "The lift stopped at once and stays out of use. | 電梯緊急停止並停用。 | 电梯急停并停用。",
    cause: "Door lock, governor or safety gear acted. | 門鎖、調速機或安全鉗動作。 | 门锁、限速器或安全钳动作。",
    action: lockOut,
    workOrder: workOrder("corrective", "safety-circuit", "Check the safety circuit | 檢查安全迴路 | 检查安全回路"),
    provenance: "ELV-03 [D]",
    examples: [
      calm({ fault_code: "1 1s, 0 1m" }),
      course({ fault_code: "0 1m, 1 1m, 0 1m5s" }, "1m2s raised, 2m5s cleared"),
    ],
  }),
  rule("ELV-03C", {
    name: "Safety circuit opened with people in the car | 車廂有人時安全迴路斷開 | 轿厢有人时安全回路断路",
    when: all(is("fault_code", 1), is("occupied", true)),
    delays: [2, 5],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "The lift stopped at once; people in the car may be hurt or trapped. | 電梯緊急停止，乘客可能受傷或受困。 | 电梯急停，乘客可能受伤或被困。",
    cause: "Door lock, governor or safety gear acted. | 門鎖、調速機或安全鉗動作。 | 门锁、限速器或安全钳动作。",
    action:
      "Speak to the passengers, send trained staff, call the lift contractor. | 以對講機聯絡乘客，派受訓人員到場，通知電梯保養廠商。 | 用对讲联系乘客，派持证人员到场，通知电梯维保单位。",
    workOrder: workOrder(
      "emergency",
      "safety-circuit",
      "Check the safety circuit, people in the car | 檢查安全迴路，車廂有人 | 检查安全回路，轿厢有人",
    ),
    provenance: "ELV-03 [D]",
    examples: [
      calm({ fault_code: "1 1s, 0 1m", occupied: "true" }),
      course({ fault_code: "0 1m, 1 1m, 0 1m5s", occupied: "true" }, "1m2s raised, 2m5s cleared"),
      calm({ fault_code: "1 1m", occupied: "false" }),
    ],
  }),
  rule("ELV-04", {
    name: "Stopped outside a landing, empty | 空車停於平層區外 | 空载停在平层区外",
    when: all(
      is("moving", false),
      is("door_zone", false),
      is("occupied", false),
      not(is("service_mode", "inspection")),
    ),
    delays: [30, 10],
    priority: "high",
    consequence: "The lift is out of use. | 電梯無法使用。 | 电梯无法使用。",
    cause: "Drive fault, door contact or power. | 驅動故障、門接點或電源異常。 | 驱动故障、门触点或电源异常。",
    action:
      "See by camera that nobody is inside, bar the landings, call the lift contractor. | 以監視器確認無人，封鎖各層出入口，通知電梯保養廠商。 | 通过监控确认无人，封闭各层层门，通知电梯维保单位。",
    workOrder: workOrder("corrective", "drive", "Lift stopped between floors | 電梯停在樓層之間 | 电梯停在楼层之间"),
    provenance: "ELV-04 [D]",
    examples: [
      calm({ door_zone: "false 29s, true 1m", moving: "false", occupied: "false", service_mode: "normal" }),
      course(
        { door_zone: "true 1m, false 1m, true 1m10s", moving: "false", occupied: "false", service_mode: "normal" },
        "1m30s raised, 2m10s cleared",
      ),
    ],
  }),
  rule("ELV-05", {
    name: "Unintended car movement | 車廂非預期移動 | 轿厢意外移动",
    when: is("fault_code", 5, 12),
    delays: [0, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "The car moved with its door open; people can be crushed. | 車廂開門移動，可能夾傷人員。 | 轿厢开门移动，可能造成剪切伤害。",
    cause: "Brake or door lock failed. | 煞車或門鎖失效。 | 制动器或门锁失效。",
    action: lockOut,
    workOrder: workOrder(
      "emergency",
      "brake",
      "Lock out after unintended movement | 非預期移動，立即停用 | 意外移动，立即停用",
    ),
    provenance: "ELV-05 [D]",
    examples: [calm({ fault_code: "0 1m" }), course({ fault_code: "0 1m, 5 1m, 0 1m" }, "1m raised, 2m cleared")],
  }),
  rule("ELV-07", {
    name: "Overrun at the top or bottom | 衝頂或蹲底 | 冲顶或蹲底",
    when: is("fault_code", 9, 10),
    delays: [0, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "The car ran past its last landing; people may be hurt. | 車廂超出端站，乘客可能受傷。 | 轿厢越过端站，乘客可能受伤。",
    cause: "Brake, traction or limit switch failed. | 煞車、曳引力或極限開關失效。 | 制动器、曳引力或极限开关失效。",
    action: lockOut,
    workOrder: workOrder(
      "emergency",
      "overrun",
      "Lock out after an overrun | 衝頂或蹲底，立即停用 | 冲顶或蹲底，立即停用",
    ),
    provenance: "ELV-07 [D]",
    examples: [calm({ fault_code: "0 1m" }), course({ fault_code: "0 1m, 9 1m, 0 1m" }, "1m raised, 2m cleared")],
  }),
  rule("ELV-08", {
    name: "Overspeed | 超速 | 超速",
    when: any(above("speed", { attribute: "rated_speed", times: 1.15 }), is("fault_code", 11)),
    delays: [1, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "The car moves faster than it may. | 車廂速度超過允許值。 | 轿厢速度超过允许值。",
    cause: "Drive, brake or encoder failed. | 驅動、煞車或編碼器失效。 | 驱动、制动器或编码器失效。",
    action: lockOut,
    workOrder: workOrder("emergency", "overspeed", "Lock out after overspeed | 超速，立即停用 | 超速，立即停用"),
    provenance: "ELV-08 [K] governor at 115 %",
    examples: [
      calm({ speed: "2.87 1m, 2.9 0.9s, 2 1m", fault_code: "0" }, { attributes: { rated_speed: 2.5 } }),
      course({ speed: "2.5 1m, 2.9 10s, 2 1m", fault_code: "0" }, "1m1s raised, 1m10s cleared", {
        attributes: { rated_speed: 2.5 },
      }),
    ],
  }),
  rule("ELV-21", {
    name: "Water in the pit | 機坑進水 | 底坑进水",
    when: is("pit_water", true),
    delays: [3, 10],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "Water reaches live parts and the buffer; danger of electric shock. | 水浸帶電部件與緩衝器，有觸電危險。 | 水浸带电部件和缓冲器，有触电危险。",
    cause: "Groundwater, burst pipe or blocked drain. | 地下水、水管破裂或排水堵塞。 | 地下水、水管破裂或排水堵塞。",
    action:
      "Empty the car above the water, stop the lift, cut its power, pump the pit out. | 將車廂停到高處並清空，停用斷電，抽乾機坑。 | 将轿厢停到高处并清空，停梯断电，抽干底坑。",
    workOrder: workOrder("emergency", "pit-water", "Pump out the lift pit | 抽乾電梯機坑 | 抽干电梯底坑"),
    provenance: "ELV-21 [D]",
    examples: [
      calm({ pit_water: "true 2s, false 1m" }),
      course({ pit_water: "false 1m, true 1m, false 1m10s" }, "1m3s raised, 2m10s cleared"),
    ],
  }),
];
