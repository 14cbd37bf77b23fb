import { above, all, below, calm, course, is, levels, type PackedRule, rulesOf, workOrder } from "./build.ts";

const pump = rulesOf("pump");

/** One pump, its motor and drive, in whatever set it stands (domain C2.4). */
export const pumpRules: readonly PackedRule[] = [
  pump("PMP-04", {
    name: "Pump runs dry | 泵浦空轉 | 水泵干转",
    when: all(is("running", true), below("flow", 0.5), below("current", { attribute: "rated_current", times: 0.6 })),
    delays: [15, 10],
    priority: "critical",
    latching: true,
    consequence:
      "Seal and bearings are destroyed within minutes. | 軸封與軸承數分鐘內損壞。 | 密封和轴承数分钟内损坏。",
    cause: "No water at the suction, air in the pipe. | 吸入側無水或管內有空氣。 | 吸入侧无水或管内有空气。",
    action:
      "Stop the pump; check tank, inlet valve and strainer. | 停泵，檢查水箱、進水閥與濾網。 | 停泵，检查水箱、进水阀和滤网。",
    workOrder: workOrder(
      "corrective",
      "dry-run",
      "Pump ran dry: check and prime | 泵浦空轉：檢查並灌水 | 水泵干转：检查并灌水",
    ),
    provenance: "PMP-04 [D]",
    examples: [
      calm({ running: "true", flow: "0.2", current: "18 3m" }, { attributes: { rated_current: 29 } }),
      calm({ running: "true", flow: "0.2 14s, 8 1m", current: "12" }, { attributes: { rated_current: 29 } }),
      course(
        { running: "true", flow: "8 1m, 0.2 1m, 8 1m", current: "25 1m, 12 1m, 25 1m" },
        "1m15s raised, 2m10s cleared",
        { attributes: { rated_current: 29 } },
      ),
    ],
  }),
  pump("PMP-05", {
    name: "Pump works against a closed valve | 泵浦閉閥運轉 | 水泵闭阀运行",
    when: all(
      is("running", true),
      above("frequency", 40),
      below("flow", 0.5),
      above("current", { attribute: "rated_current", times: 0.6 }),
    ),
    delays: [60, 10],
    priority: "high",
    consequence: "The water in the pump boils. | 泵內水溫急升。 | 泵内水温急升。",
    cause: "Valve shut or check valve stuck. | 閥門關閉或逆止閥卡住。 | 阀门关闭或止回阀卡住。",
    action: "Open the discharge valve or stop the pump. | 開啟出水閥或停泵。 | 打开出水阀或停泵。",
    workOrder: workOrder("corrective", "valve", "Check the discharge valves | 檢查出水閥件 | 检查出水阀门"),
    provenance: "PMP-05 [D]",
    examples: [
      calm(
        { running: "true", frequency: "50", current: "20", flow: "0.2 59s, 8 1m" },
        { attributes: { rated_current: 29 } },
      ),
      course(
        { running: "true", frequency: "50", current: "20", flow: "8 1m, 0.2 2m, 8 1m" },
        "2m raised, 3m10s cleared",
        { attributes: { rated_current: 29 } },
      ),
    ],
  }),
  pump("PMP-08", {
    name: "Motor current high | 馬達電流偏高 | 电机电流偏高",
    when: levels(
      "current",
      0.5,
      { level: "hi", limit: { attribute: "rated_current", times: 1.05 }, priority: "medium" },
      { level: "hihi", limit: { attribute: "rated_current", times: 1.15 }, priority: "high", onDelaySeconds: 10 },
    ),
    delays: [60, 10],
    priority: "medium",
    consequence:
      "The motor overheats, then trips or burns out. | 馬達過熱，進而跳脫或燒毀。 | 电机过热，进而跳闸或烧毁。",
    cause:
      "Blocked impeller, worn bearing or low voltage. | 葉輪堵塞、軸承磨損或電壓偏低。 | 叶轮堵塞、轴承磨损或电压偏低。",
    action:
      "Change to another pump and have this one checked; above 115 % stop it now. | 切換至其他泵浦並安排檢修；超過 115 % 立即停泵。 | 切换到其他水泵并安排检修；超过 115 % 立即停泵。",
    workOrder: workOrder("corrective", "overload", "Find the cause of the overload | 查明過載原因 | 查明过载原因"),
    provenance: "PMP-08 [D]",
    examples: [
      calm({ current: "30 2m, 32 59s, 25 1m" }, { attributes: { rated_current: 29 } }),
      course(
        { current: "25 1m, 32 2m, 34 1m, 32 1m, 25 1m" },
        "2m raised medium, 3m10s high, 4m10s medium, 5m10s cleared",
        { attributes: { rated_current: 29 } },
      ),
    ],
  }),
  pump("PMP-10", {
    name: "Vibration high | 振動過大 | 振动过大",
    when: levels(
      "vibration",
      0.2,
      { level: "hi", limit: 2.8, priority: "low" },
      { level: "hihi", limit: 4.5, priority: "high" },
    ),
    delays: [60, 300],
    suppressedBy: ["equipment-not-running"],
    priority: "low",
    consequence:
      "The bearing wears; above 4.5 mm/s it will fail. | 軸承磨損；超過 4.5 mm/s 即將損壞。 | 轴承磨损；超过 4.5 mm/s 即将损坏。",
    cause: "Bearing wear, misalignment or imbalance. | 軸承磨損、對心不良或不平衡。 | 轴承磨损、对中不良或不平衡。",
    action:
      "Change to another pump and plan a bearing change. | 切換至其他泵浦並安排更換軸承。 | 切换到其他水泵并安排更换轴承。",
    workOrder: workOrder("condition-based", "bearing", "Check the bearings | 檢查軸承 | 检查轴承"),
    provenance: "PMP-10 [K] ISO 10816-3, rigid",
    examples: [
      calm({ vibration: "2.8 2m, 3 59s, 2 1m" }),
      course({ vibration: "2 1m, 3 2m, 5 2m, 4.4 6m, 2.7 6m, 2.5 6m" }, "2m raised low, 4m high, 16m low, 22m cleared"),
    ],
  }),
  pump("PMP-11", {
    name: "Bearing hot | 軸承溫度偏高 | 轴承温度偏高",
    when: levels(
      "bearing_temp",
      2,
      { level: "hi", limit: 80, priority: "medium" },
      { level: "hihi", limit: 95, priority: "high" },
    ),
    delays: [60, 60],
    priority: "medium",
    consequence:
      "The bearing wears out fast; above 95 °C it seizes. | 軸承加速磨損；超過 95 °C 將卡死。 | 轴承加速磨损；超过 95 °C 将抱死。",
    cause: "Lack of grease, wear or misalignment. | 缺油、磨損或對心不良。 | 缺油、磨损或对中不良。",
    action:
      "Change to another pump and grease the bearing; above 95 °C stop this pump now. | 切換至其他泵浦並補充潤滑；超過 95 °C 立即停泵。 | 切换到其他水泵并补充润滑；超过 95 °C 立即停泵。",
    workOrder: workOrder(
      "condition-based",
      "bearing",
      "Check and grease the bearing | 檢查並潤滑軸承 | 检查并润滑轴承",
    ),
    provenance: "PMP-11 [D]",
    examples: [
      calm({ bearing_temp: "80 2m, 81 59s, 70 1m" }),
      course(
        { bearing_temp: "70 1m, 81 2m, 96 2m, 90 2m, 79 1m, 77 2m" },
        "2m raised medium, 4m high, 6m medium, 9m cleared",
      ),
    ],
  }),
  pump("PMP-12", {
    name: "Pump drive tripped | 泵浦驅動器跳脫 | 水泵驱动器跳闸",
    when: is("fault", true),
    delays: [2, 5],
    priority: "high",
    consequence:
      "One pump less; the others carry its load. | 少一台泵浦，由其他泵浦分擔。 | 少一台水泵，由其他水泵分担。",
    cause: "Overload, phase loss or drive defect. | 過載、欠相或驅動器故障。 | 过载、缺相或驱动器故障。",
    action:
      "Check that another pump took over; read the drive's code. | 確認其他泵浦接替，讀取故障碼。 | 确认其他水泵接替，读取故障码。",
    workOrder: workOrder("corrective", "drive", "Repair the pump drive | 檢修泵浦驅動器 | 检修水泵驱动器"),
    provenance: "PMP-12 [D]",
    examples: [
      calm({ fault: "true 1s, false 1m" }),
      course({ fault: "false 1m, true 1m, false 1m5s" }, "1m2s raised, 2m5s cleared"),
    ],
  }),
  pump("PMP-13", {
    name: "Pump not in auto | 泵浦未置於自動 | 水泵未置自动",
    when: is("mode", "manual", "off"),
    delays: [1_800, 10],
    priority: "medium",
    consequence: "The pump does not answer demand. | 泵浦不會依需求啟停。 | 水泵不会按需启停。",
    cause: "Left in manual after work. | 作業後未切回自動。 | 作业后未切回自动。",
    action: "Ask who works there; turn it back to auto. | 查明作業人員，切回自動。 | 查明作业人员，切回自动。",
    provenance: "PMP-13 [D]",
    examples: [
      calm({ mode: "manual 29m59s, auto 1m" }),
      course({ mode: "auto 1m, manual 35m, auto 1m10s" }, "31m raised, 36m10s cleared"),
    ],
  }),
  pump("SMP-04", {
    name: "Water in the motor seal | 軸封進水 | 密封进水",
    when: is("seal_moisture", true),
    delays: [5, 60],
    priority: "high",
    latching: true,
    consequence: "Water reaches the winding; the motor fails. | 水進入繞組，馬達損壞。 | 水进入绕组，电机损坏。",
    cause: "Shaft seal worn. | 軸封磨損。 | 轴封磨损。",
    action: "Stop the pump and have the seal changed. | 停泵並更換軸封。 | 停泵并更换轴封。",
    workOrder: workOrder("corrective", "seal", "Change the shaft seal | 更換軸封 | 更换轴封"),
    provenance: "SMP-04 [D]",
    examples: [
      calm({ seal_moisture: "true 4s, false 1m" }),
      course({ seal_moisture: "false 1m, true 1m, false 2m" }, "1m5s raised, 3m cleared"),
    ],
  }),
];
