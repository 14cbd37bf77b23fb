import {
  above,
  aboveUsual,
  all,
  any,
  calm,
  course,
  figure,
  is,
  not,
  often,
  type PackedRule,
  rulesOf,
  stuck,
  workOrder,
} from "./build.ts";

const rule = rulesOf("elevator");
const lockOut =
  "Stop the lift, see by camera that it is empty, bar the landings, call the lift contractor. | 停用電梯，以監視器確認無人，封鎖各層出入口，通知電梯保養廠商。 | 停用电梯，通过监控确认无人，封闭各层层门，通知电梯维保单位。";
const standing = { speed: "0", door_zone: "true", door_state: "closed" } as const;

/** What sensors of the car and its doors tell beside the controller's own codes (domain C1.4). */
export const elevatorRideRules: readonly PackedRule[] = [
  rule("ELV-01D", {
    name: "Passengers shut in at a floor | 乘客受困於樓層 | 平层关人",
    when: all(
      is("occupied", true),
      is("moving", false),
      is("door_zone", true),
      is("door_state", "closed"),
      not(is("service_mode", "inspection")),
    ),
    delays: [180, 0],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence:
      "People are in a car that stands at a floor and does not open. | 車廂停在樓層但不開門，有人受困。 | 轿厢停在楼层但不开门，有人被困。",
    cause: "Door operator or door lock failed. | 門機或門鎖故障。 | 门机或门锁故障。",
    action:
      "Speak to the passengers, send trained staff and call the lift contractor. | 以對講機安撫乘客，派受訓人員到場，通知電梯保養廠商。 | 用对讲安抚乘客，派持证人员到场，通知电梯维保单位。",
    workOrder: workOrder("emergency", "entrapment", "Release trapped passengers | 救出受困乘客 | 解救被困乘客"),
    group: "entrapment",
    provenance: "ELV-01 [D]",
    examples: [
      calm({
        ...{ occupied: "true", moving: "false", door_zone: "true", service_mode: "normal" },
        door_state: "closed 2m59s, opening 2s, open 30s",
      }),
      course(
        {
          ...{ occupied: "true", moving: "false", door_zone: "true", service_mode: "normal" },
          door_state: "open 1m, closed 4m, opening 10s",
        },
        "4m raised, 5m cleared",
      ),
    ],
  }),
  rule("ELV-02E", {
    name: "Alarm button pressed, car empty | 空車警鈴按下 | 空轿厢报警按钮按下",
    when: all(is("alarm_button", true), is("occupied", false)),
    delays: [3, 60],
    priority: "medium",
    consequence:
      "Somebody may need help that the sensor does not see. | 可能有感測器未偵測到的人求助。 | 可能有传感器未检测到的人求助。",
    cause:
      "Pressed by mistake, stuck, or the car's sensor is blind. | 誤按、卡住，或人員感測器失效。 | 误按、卡住，或人员传感器失效。",
    action: "Answer by intercom and look by camera. | 以對講機應答並查看監視器。 | 用对讲应答并查看监控。",
    provenance: "ELV-02 [D]",
    examples: [
      calm({ alarm_button: "true 2s, false 1m", occupied: "false" }),
      course({ alarm_button: "true 10s, false 2m", occupied: "false" }, "3s raised, 1m10s cleared"),
    ],
  }),
  rule("ELV-05M", {
    name: "Car moves with its door open | 車廂開門移動 | 轿厢开门移动",
    when: all(above("speed", 0.1), is("door_state", "open"), is("door_zone", false)),
    delays: [0.5, 5],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "People can be crushed. | 可能夾傷人員。 | 可能造成剪切伤害。",
    cause: "Brake or door lock failed. | 煞車或門鎖失效。 | 制动器或门锁失效。",
    action: lockOut,
    workOrder: workOrder(
      "emergency",
      "brake",
      "Lock out after unintended movement | 非預期移動，立即停用 | 意外移动，立即停用",
    ),
    provenance: "ELV-05 [D]; outside the door zone, so that re-levelling is none",
    examples: [
      calm({ speed: "0.3 1m", door_state: "open", door_zone: "true" }),
      course({ speed: "0 1m, 0.3 10s, 0 1m", door_state: "open", door_zone: "false" }, "1m0.5s raised, 1m15s cleared"),
    ],
  }),
  rule("ELV-06", {
    name: "Door opens while running | 運行中開門 | 运行中开门",
    when: all(
      is("door_state", "opening", "open"),
      any(above("speed", 0.8), all(above("speed", 0.3), is("door_zone", false))),
    ),
    delays: [0.5, 5],
    priority: "critical",
    latching: true,
    lifeSafety: true,
    consequence: "Somebody can fall or be crushed. | 可能造成墜落或夾傷。 | 可能造成坠落或剪切伤害。",
    cause: "Door lock or door contact failed. | 門鎖或門接點失效。 | 门锁或门触点失效。",
    action: lockOut,
    workOrder: workOrder(
      "emergency",
      "door-lock",
      "Lock out: door opened while running | 運行中開門，立即停用 | 运行中开门，立即停用",
    ),
    provenance: "ELV-06 [D]; in the door zone a car may open early below 0.8 m/s [K] EN 81-20",
    examples: [
      calm({ ...standing, speed: "0.5 1m", door_state: "opening" }),
      course(
        { speed: "1.5 1m, 1 10s, 0 1m", door_zone: "false", door_state: "closed 1m, opening 10s, open 1m" },
        "1m0.5s raised, 1m15s cleared",
      ),
    ],
  }),
  rule("ELV-10", {
    name: "Door reopens again and again | 電梯門反覆開關 | 电梯门反复开关",
    when: all(often("door_state", "opening", 6, 120), stuck("floor", 120)),
    delays: [0, 300],
    priority: "low",
    priorityAfter: [{ minutes: 15, priority: "medium" }],
    class: "partial",
    consequence: "The lift waits at a floor and serves nobody. | 電梯停在樓層，無法服務。 | 电梯停在楼层，无法服务。",
    cause:
      "Dirt in the sill, light curtain or something in the door. | 門檻異物、光幕或物品擋門。 | 地坎异物、光幕或物品挡门。",
    action: "Look by camera, ask to clear the door. | 查看監視器並廣播請勿擋門。 | 查看监控并广播请勿挡门。",
    workOrder: workOrder(
      "corrective",
      "door",
      "Clean the sill and check the door | 清潔門檻並檢查門機 | 清洁地坎并检查门机",
    ),
    provenance: "ELV-10 [D]",
    examples: [
      calm({
        floor: "3",
        door_state: "closed 2m, opening 3s, closing 3s, opening 3s, closing 3s, opening 3s, closed 2m",
      }),
      course(
        {
          floor: "3",
          door_state: `closed 2m, ${"opening 5s, closing 5s, ".repeat(6)}closed 8m`,
        },
        "2m50s raised low, 9m cleared",
        { every: "5s" },
      ),
    ],
  }),
  rule("ELV-12B", {
    name: "Levelling drifts | 平層漂移 | 平层漂移",
    when: any(
      figure("mean", "levelling_error", 21_600, { side: "above", limit: 10, deadband: 2 }),
      figure("mean", "levelling_error", 21_600, { side: "below", limit: -10, deadband: 2 }),
    ),
    delays: [0, 600],
    priority: "low",
    consequence: "The step at the landing grows. | 平層高低差逐漸變大。 | 平层台阶逐渐变大。",
    cause:
      "Rope stretch, brake wear or position sensor. | 鋼索伸長、煞車磨損或位置感測器異常。 | 钢丝绳伸长、制动器磨损或位置传感器异常。",
    action: "Have it adjusted at the next maintenance. | 於下次保養時調整。 | 在下次维保时调整。",
    workOrder: workOrder("condition-based", "levelling", "Adjust levelling | 調整平層 | 调整平层"),
    provenance: "ELV-12 [K] limits; mean of six hours in place of the last ten stops",
    examples: [
      calm({ levelling_error: "9 14h" }, { every: "5m" }),
      course({ levelling_error: "0 7h, 14 7h, 0 7h" }, "11h12m raised, 16h40m cleared", { every: "6m" }),
    ],
  }),
  rule("ELV-20", {
    name: "Electric bicycle in the car | 電動自行車進入車廂 | 电动车入梯",
    when: is("ebike_detected", true),
    delays: [5, 5],
    priority: "medium",
    consequence: "Its battery can catch fire in the car. | 電池可能於車廂內起火。 | 电池可能在轿厢内起火。",
    cause: "Somebody takes a bicycle upstairs to charge it. | 有人將電動自行車帶上樓充電。 | 有人将电动车带上楼充电。",
    action:
      "Ask by loudspeaker to take it out; send a guard. | 廣播請其退出，派警衛到場。 | 广播请其退出，派保安到场。",
    provenance: "ELV-20 [D]",
    examples: [
      calm({ ebike_detected: "true 4s, false 1m" }),
      course({ ebike_detected: "false 1m, true 1m, false 1m" }, "1m5s raised, 2m5s cleared"),
    ],
  }),
  rule("ELV-22", {
    name: "Lift without a trip for a day | 電梯整日無運行 | 电梯整日无运行",
    when: all(stuck("trip_count", 86_400), is("service_mode", "normal")),
    delays: [0, 60],
    priority: "low",
    consequence:
      "A lift that says it is in order may serve nobody. | 顯示正常的電梯可能無法載客。 | 显示正常的电梯可能无法载客。",
    cause:
      "Landing calls dead, door held, or the counter stuck. | 外呼失效、門被按住或計數器停滯。 | 外呼失效、门被挡住或计数器停滞。",
    action: "Call the lift and ride it once. | 呼叫電梯並試乘一次。 | 呼叫电梯并试乘一次。",
    provenance: "ELV-22 [D]",
    examples: [
      calm({ trip_count: "100 23h50m, 101 1h", service_mode: "normal" }, { every: "10m" }),
      course({ trip_count: "99 1h, 100 1d2h, 101 1h", service_mode: "normal" }, "1d1h raised, 1d3h1m cleared", {
        every: "10m",
      }),
    ],
  }),
  rule("ELV-23", {
    name: "Door or ride wears | 門機或乘坐品質劣化 | 门机或乘运质量劣化",
    when: any(aboveUsual("door_close_time", 0.3), aboveUsual("vibration", 0.3)),
    delays: [259_200, 3_600],
    priority: "low",
    consequence: "The door or the guides will fail. | 門機或導軌即將故障。 | 门机或导轨即将故障。",
    cause: "Door operator, guide shoes or rails worn. | 門機、導靴或導軌磨損。 | 门机、导靴或导轨磨损。",
    action: "Have it looked at in the next maintenance. | 於下次保養時檢查。 | 在下次维保时检查。",
    workOrder: workOrder("condition-based", "wear", "Check door operator and guides | 檢查門機與導軌 | 检查门机和导轨"),
    provenance: "ELV-23 [D]; usual of the same hour of the week over four weeks",
    examples: [
      calm(
        { door_close_time: "3.8 2d23h, 2.8 1h", vibration: "10" },
        { every: "1h", usual: { door_close_time: 2.8, vibration: 10 } },
      ),
      course({ door_close_time: "2.8 1d, 3.8 4d, 2.8 1d", vibration: "10" }, "4d raised, 5d1h cleared", {
        every: "1h",
        usual: { door_close_time: 2.8, vibration: 10 },
      }),
    ],
  }),
];
