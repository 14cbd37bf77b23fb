import {
  all,
  any,
  below,
  calm,
  course,
  expression,
  is,
  type PackedRule,
  rulesOf,
  unbalanced,
  workOrder,
} from "./build.ts";

const pump = rulesOf("pump");
const phases = ["current_l1", "current_l2", "current_l3"] as const;
/** Phases, wear and windings of a pump's motor (domain C2.4). */
export const pumpMotorRules: readonly PackedRule[] = [
  pump("PMP-06", {
    name: "Pump cavitates | 泵浦空蝕 | 水泵汽蚀",
    when: expression(
      'running && unchanged(running, "1m") && vibration > 2.8 && ' +
        'deviation(parent.discharge_pressure, "1m") > 0.03 * mean(parent.discharge_pressure, "1m")',
    ),
    delays: [60, 300],
    priority: "medium",
    consequence: "The impeller is eaten away. | 葉輪遭侵蝕。 | 叶轮遭侵蚀。",
    cause:
      "Suction too low, air in the water or strainer blocked. | 吸入壓力過低、水中含氣或濾網堵塞。 | 吸入压力过低、水中含气或滤网堵塞。",
    action:
      "Check tank level, inlet valve and strainer; change to another pump. | 檢查水箱液位、進水閥與濾網，切換其他泵浦。 | 检查水箱液位、进水阀和滤网，切换其他水泵。",
    workOrder: workOrder("corrective", "cavitation", "Find the cause of cavitation | 查明空蝕原因 | 查明汽蚀原因"),
    provenance: "PMP-06 [D]; σ(p)/p̄ over a minute with vibration, by 5 s samples",
    examples: [
      calm({ running: "true", vibration: "4 5m" }, { parent: { given: { discharge_pressure: "0.8" } } }),
      calm(
        { running: "true", vibration: "2 5m" },
        { parent: { given: { discharge_pressure: `${"0.7 10s, 0.85 10s, ".repeat(15)}0.8` } } },
      ),
      course({ running: "true", vibration: "2 2m, 4 4m, 2 6m" }, "3m raised, 11m cleared", {
        parent: { given: { discharge_pressure: `${"0.7 10s, 0.85 10s, ".repeat(30)}0.8` } },
      }),
    ],
  }),
  pump("PMP-09", {
    name: "Motor currents unequal | 馬達三相電流不平衡 | 电机三相电流不平衡",
    when: all(is("running", true), unbalanced(phases, 0.1)),
    delays: [60, 10],
    priority: "medium",
    consequence: "The motor overheats at normal load. | 正常負載下馬達過熱。 | 正常负载下电机过热。",
    cause:
      "Unequal supply, bad contact or winding fault. | 電源不平衡、接觸不良或繞組故障。 | 电源不平衡、接触不良或绕组故障。",
    action: "Compare the supply's voltages, check the terminals. | 比對電源電壓，檢查端子。 | 比对电源电压，检查端子。",
    workOrder: workOrder("corrective", "phase", "Find the unequal phase | 查明不平衡相 | 查明不平衡相"),
    provenance: "PMP-09 [D]",
    examples: [
      calm({ running: "true", current_l1: "21 3m", current_l2: "20", current_l3: "19" }),
      course(
        { running: "true", current_l1: "20 1m, 26 2m, 20 1m", current_l2: "20", current_l3: "20" },
        "2m raised, 3m10s cleared",
      ),
    ],
  }),
  pump("PMP-09C", {
    name: "Motor lost a phase | 馬達欠相 | 电机缺相",
    when: all(
      is("running", true),
      any(...phases.map((point) => below(point, { attribute: "rated_current", times: 0.1 }))),
    ),
    delays: [1, 10],
    priority: "critical",
    consequence: "The motor burns out within minutes. | 馬達數分鐘內燒毀。 | 电机数分钟内烧毁。",
    cause: "Fuse blown, contactor or cable broken. | 保險絲熔斷、接觸器或電纜斷開。 | 熔断器熔断、接触器或电缆断开。",
    action: "Stop this pump and start another. | 停止此泵並啟動其他泵浦。 | 停止此泵并启动其他水泵。",
    workOrder: workOrder("corrective", "phase", "Restore the lost phase | 恢復欠相 | 恢复缺相"),
    provenance: "PMP-09 [D]",
    examples: [
      calm(
        { running: "false", current_l1: "0 3m", current_l2: "0", current_l3: "0" },
        { attributes: { rated_current: 29 } },
      ),
      calm(
        { running: "true", current_l1: "3 3m", current_l2: "20", current_l3: "20" },
        { attributes: { rated_current: 29 } },
      ),
      course(
        { running: "true", current_l1: "20 1m, 0 1m, 20 1m", current_l2: "20", current_l3: "20" },
        "1m1s raised, 2m10s cleared",
        {
          attributes: { rated_current: 29 },
        },
      ),
    ],
  }),
  pump("PMP-11R", {
    name: "Bearing heats up fast | 軸承快速升溫 | 轴承快速升温",
    when: expression(
      'running && unchanged(running, "30m") && bearing_temp > 60 && rate(bearing_temp, "10m") * 600 > 5',
    ),
    delays: [60, 60],
    priority: "medium",
    consequence: "The bearing is about to seize. | 軸承即將卡死。 | 轴承即将抱死。",
    cause: "Lubrication lost or bearing breaking up. | 潤滑喪失或軸承損毀。 | 润滑丧失或轴承损毁。",
    action: "Change to another pump and look at the bearing. | 切換至其他泵浦並檢查軸承。 | 切换到其他水泵并检查轴承。",
    workOrder: workOrder(
      "condition-based",
      "bearing",
      "Check and grease the bearing | 檢查並潤滑軸承 | 检查并润滑轴承",
    ),
    provenance: "PMP-11 [D]; above 60 °C, so that no start is one",
    examples: [
      calm({ running: "true", bearing_temp: "50 40m, 50..58 10m, 58 10m" }, { every: "1m" }),
      course({ running: "true", bearing_temp: "58 40m, 58..75 20m, 75 20m" }, "47m raised, 1h5m cleared", {
        every: "1m",
      }),
    ],
  }),
  pump("PMP-15", {
    name: "Pumps wear unequally | 泵浦運轉時數不均 | 水泵运行时数不均",
    tags: { duty: "shared" },
    when: { kind: "siblings", point: "run_hours", side: "either", by: { ratio: 0.25 }, atLeast: 1, deadband: 10 },
    delays: [86_400, 3_600],
    priority: "low",
    consequence: "One pump wears out while another rusts. | 一台磨損而另一台閒置鏽蝕。 | 一台磨损而另一台闲置锈蚀。",
    cause: "Rotation off, or a pump was long out of use. | 輪替未啟用或泵浦長期停用。 | 轮换未启用或水泵长期停用。",
    action: "Check the rotation of the controller. | 檢查控制器輪替設定。 | 检查控制器轮换设置。",
    provenance: "PMP-15 [D]; hours since commissioning, at pumps whose duty is shared",
    examples: [
      calm({ run_hours: "1200 2d" }, { every: "1h", siblings: [{ given: { run_hours: "1000" } }] }),
      course({ run_hours: "1000 1d, 1300 2d, 1000 1d" }, "2d raised, 3d1h cleared", {
        every: "1h",
        siblings: [{ given: { run_hours: "1000" } }],
      }),
    ],
  }),
  pump("SMP-04T", {
    name: "Motor winding too hot | 馬達繞組過溫 | 电机绕组过温",
    when: is("overtemperature", true),
    delays: [5, 60],
    priority: "high",
    latching: true,
    consequence: "The motor stops or burns out. | 馬達停機或燒毀。 | 电机停机或烧毁。",
    cause: "Pump clogged, runs dry, or starts too often. | 泵浦堵塞、空轉或頻繁啟動。 | 水泵堵塞、干转或频繁启动。",
    action: "Stop the pump, let it cool, clear it. | 停泵冷卻並清理。 | 停泵冷却并清理。",
    workOrder: workOrder("corrective", "overload", "Find why the winding is hot | 查明繞組過溫原因 | 查明绕组过温原因"),
    provenance: "SMP-04 [D]",
    examples: [
      calm({ overtemperature: "true 4s, false 1m" }),
      course({ overtemperature: "false 1m, true 1m, false 2m" }, "1m5s raised, 3m cleared"),
    ],
  }),
];
