import {
  above,
  aboveUsual,
  all,
  calm,
  course,
  expression,
  is,
  often,
  type PackedRule,
  rulesOf,
  workOrder,
} from "./build.ts";

const lane = rulesOf("gate-lane");

/** Safety of the boom, misuse and wear (domain C5.3). */
export const gateWearRules: readonly PackedRule[] = [
  lane("GAT-04I", {
    name: "Boom hit | 柵欄遭撞擊 | 闸杆遭撞击",
    when: all(is("impact", true), is("open_command", false), is("close_command", false)),
    delays: [0, 5],
    priority: "high",
    latching: true,
    consequence: "Somebody forced the lane. | 有人強行闖越。 | 有人强行闯闸。",
    cause: "Hit by a vehicle or lifted by hand. | 遭車輛撞擊或人為扳動。 | 遭车辆撞击或人为扳动。",
    action: "Send a guard, save the video and the plate. | 派警衛到場，保存影像與車牌。 | 派保安到场，保存录像和车牌。",
    workOrder: workOrder("corrective", "boom", "Check the boom after an impact | 撞擊後檢查柵欄 | 撞击后检查闸杆"),
    provenance: "GAT-04 [D]",
    examples: [
      calm({ impact: "true 1m", open_command: "true", close_command: "false" }),
      course(
        { impact: "false 1m, true 5s, false 1m", open_command: "false", close_command: "false" },
        "1m raised, 1m10s cleared",
      ),
    ],
  }),
  lane("GAT-05", {
    name: "Boom meets obstacles | 柵欄反覆受阻 | 闸杆反复遇阻",
    when: often("obstruction", true, 3, 300),
    delays: [0, 600],
    priority: "medium",
    consequence: "The lane is blocked and the drive wears. | 車道受阻且驅動磨損。 | 车道受阻且驱动磨损。",
    cause:
      "Something under the boom, or its force set too low. | 柵欄下有物，或力矩設定過低。 | 杆下有物，或力矩设置过低。",
    action: "Look by camera, clear the lane. | 查看監視器並清空車道。 | 查看监控并清空车道。",
    workOrder: workOrder("corrective", "barrier", "Check the obstruction sensing | 檢查防夾機構 | 检查防砸机构"),
    provenance: "GAT-05 [D]",
    examples: [
      calm({ obstruction: "false 1m, true 5s, false 3m, true 5s, false 3m, true 5s, false 5m" }),
      course(
        { obstruction: "false 1m, true 5s, false 1m, true 5s, false 1m, true 5s, false 20m" },
        "3m10s raised, 16m cleared",
      ),
    ],
  }),
  lane("GAT-07D", {
    name: "Loop sees no car | 線圈無偵測 | 线圈无检测",
    when: expression(
      'changes(loop_presence, "1d") == 0 && max(cycle_count, "1d") - min(cycle_count, "1d") > 50 && count(loop_presence, "1d") > 1000',
    ),
    delays: [0, 600],
    priority: "medium",
    consequence:
      "Cars are not seen; the boom may come down on one. | 無法偵測車輛，柵欄可能落於車上。 | 无法检测车辆，闸杆可能落在车上。",
    cause: "Loop detector dead or its relay stuck. | 線圈檢知器失效或繼電器卡住。 | 线圈检测器失效或继电器卡住。",
    action: "Hold the barrier open and post a guard. | 保持柵欄升起並派警衛。 | 保持道闸抬起并派保安。",
    workOrder: workOrder("corrective", "loop", "Repair the loop | 修復線圈 | 修复线圈"),
    provenance: "GAT-07 [D]",
    examples: [
      calm({ loop_presence: "false 26h", cycle_count: "100..140 26h" }, { every: "1m" }),
      calm({ loop_presence: "false 12h, true 1m, false 13h", cycle_count: "100..400 26h" }, { every: "1m" }),
      course(
        { loop_presence: "false 26h, true 1m, false 2h", cycle_count: "100..400 26h, 400" },
        "23h36m raised, 1d2h10m cleared",
        {
          every: "1m",
        },
      ),
    ],
  }),
  lane("GAT-08", {
    name: "Safety sensor of the boom failed | 柵欄防夾感測器故障 | 闸杆防砸传感器故障",
    when: is("safety_fault", true),
    delays: [2, 5],
    priority: "high",
    consequence: "The boom may come down on a person or a car. | 柵欄可能落在人或車上。 | 闸杆可能落在人或车上。",
    cause: "Beam dirty or misaligned, loop broken. | 光束髒污或偏移、線圈斷線。 | 光束脏污或偏移、线圈断线。",
    action:
      "Hold it open, put up cones, post a guard; no automatic closing. | 保持升起，放置三角錐並派警衛；停用自動放下。 | 保持抬起，放置锥桶并派保安；停用自动落杆。",
    workOrder: workOrder("corrective", "safety-sensor", "Repair the safety sensor | 修復防夾感測器 | 修复防砸传感器"),
    provenance: "GAT-08 [D]",
    examples: [
      calm({ safety_fault: "true 1s, false 1m" }),
      course({ safety_fault: "false 1m, true 1m, false 1m" }, "1m2s raised, 2m5s cleared"),
    ],
  }),
  lane("GAT-09", {
    name: "Cars follow through the lane | 車輛跟車闖越 | 车辆跟车闯闸",
    when: expression('max(tailgate_count, "1h") - min(tailgate_count, "1h") >= 3'),
    delays: [0, 600],
    priority: "medium",
    consequence: "Cars pass unpaid or without right. | 車輛未繳費或未經許可進出。 | 车辆未缴费或未经许可进出。",
    cause: "Boom closes too late. | 柵欄放下過慢。 | 落杆过慢。",
    action:
      "Look by camera, shorten the closing delay, send a guard. | 查看監視器，縮短放下延遲，派警衛。 | 查看监控，缩短落杆延时，派保安。",
    provenance: "GAT-09 [D]; a single one is an event",
    examples: [
      calm({ tailgate_count: "10 2h, 12 2h" }, { every: "1m" }),
      course({ tailgate_count: "10 2h, 13 3h" }, "2h raised, 3h9m cleared", { every: "1m" }),
    ],
  }),
  lane("GAT-14", {
    name: "Barrier opens slowly | 柵欄升起變慢 | 道闸抬杆变慢",
    when: aboveUsual("open_time", 0.3),
    delays: [86_400, 3_600],
    priority: "low",
    consequence: "Spring or gear will fail. | 彈簧或齒輪即將損壞。 | 弹簧或齿轮即将损坏。",
    cause: "Spring tired, gear or belt worn. | 彈簧疲乏、齒輪或皮帶磨損。 | 弹簧疲劳、齿轮或皮带磨损。",
    action: "Have the mechanics looked at. | 檢查機構。 | 检查机构。",
    workOrder: workOrder("condition-based", "wear", "Check spring and gear | 檢查彈簧與齒輪 | 检查弹簧和齿轮"),
    provenance: "GAT-14 [D]; usual of the same hour of the week over four weeks",
    examples: [
      calm({ open_time: "3 3d" }, { every: "1h", usual: { open_time: 2.4 } }),
      course({ open_time: "2.4 1d, 3.3 2d, 2.4 1d" }, "2d raised, 3d1h cleared", {
        every: "1h",
        usual: { open_time: 2.4 },
      }),
    ],
  }),
  lane("GAT-15", {
    name: "Barrier due for service | 柵欄應保養 | 道闸应保养",
    when: above("cycle_count", { attribute: "cycles_at_service", plus: 100_000 }),
    delays: [60, 60],
    priority: "low",
    consequence: "Spring and gear wear out unseen. | 彈簧與齒輪磨損未被發現。 | 弹簧和齿轮磨损未被发现。",
    cause: "100,000 cycles since the last service. | 上次保養後已動作十萬次。 | 上次保养后已动作十万次。",
    action: "Plan the service, then note its cycle count. | 安排保養並登記動作次數。 | 安排保养并登记动作次数。",
    workOrder: workOrder("preventive", "service", "Service the barrier | 保養柵欄機 | 保养道闸"),
    provenance: "GAT-15 [D]",
    examples: [
      calm({ cycle_count: "150000 5m" }, { attributes: { cycles_at_service: 50_000 } }),
      course({ cycle_count: "149999 1m, 150010 5m" }, "2m raised", { attributes: { cycles_at_service: 50_000 } }),
      course({ cycle_count: "150010 5m, 10 5m" }, "1m raised, 6m cleared", {
        attributes: { cycles_at_service: 50_000 },
      }),
    ],
  }),
  lane("GAT-17", {
    name: "Intercom not answered | 對講無人應答 | 对讲无人应答",
    when: is("intercom", "calling"),
    delays: [60, 5],
    priority: "medium",
    consequence: "A driver waits and blocks the lane. | 駕駛等待並堵塞車道。 | 驾驶员等待并堵塞车道。",
    cause: "Nobody at the desk. | 值班台無人。 | 值班台无人。",
    action: "Answer the call. | 接聽對講。 | 接听对讲。",
    provenance: "GAT-17 [D]",
    examples: [
      calm({ intercom: "calling 59s, talking 1m" }),
      course({ intercom: "idle 1m, calling 2m, talking 1m" }, "2m raised, 3m5s cleared"),
    ],
  }),
  lane("GAT-19", {
    name: "Lane stays shut in a fire | 火警時車道未開啟 | 火警时车道未开启",
    when: all(is("fire_signal", true), is("limit_open", false)),
    delays: [10, 5],
    priority: "critical",
    latching: true,
    class: "life-safety",
    respondWithinMinutes: 3,
    consequence: "People and the fire brigade are held up. | 人員疏散與消防車受阻。 | 人员疏散与消防车受阻。",
    cause:
      "Drive failed or the fire signal is not wired through. | 驅動故障或火警訊號未接通。 | 驱动故障或火警信号未接通。",
    action: "Open by crank now and post a guard. | 立即手搖升起並派警衛。 | 立即手摇抬起并派保安。",
    workOrder: workOrder("emergency", "barrier", "Open the lane by hand | 手動開啟車道 | 手动打开车道"),
    provenance: "GAT-19 [D]",
    examples: [
      calm({ fire_signal: "true 2m", limit_open: "false 9s, true 1m" }),
      course({ fire_signal: "false 1m, true 1m, false 1m", limit_open: "false" }, "1m10s raised, 2m5s cleared"),
    ],
  }),
];
