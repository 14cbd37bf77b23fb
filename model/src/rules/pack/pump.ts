import type { Rule } from "../rule.ts";
import { above, all, below, is, rulesOf, workOrder } from "./build.ts";

const pump = rulesOf("pump");

/** One pump, its motor and drive, in whatever set it stands (domain C2.4). */
export const pumpRules: readonly Rule[] = [
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
  }),
  pump("PMP-08", {
    name: "Motor current high | 馬達電流偏高 | 电机电流偏高",
    when: above("current", { attribute: "rated_current", times: 1.05 }),
    delays: [60, 10],
    priority: "medium",
    consequence: "The motor overheats. | 馬達過熱。 | 电机过热。",
    cause:
      "Blocked impeller, worn bearing or low voltage. | 葉輪堵塞、軸承磨損或電壓偏低。 | 叶轮堵塞、轴承磨损或电压偏低。",
    action:
      "Change to another pump and have this one checked. | 切換至其他泵浦並安排檢修。 | 切换到其他水泵并安排检修。",
    workOrder: workOrder("corrective", "overload", "Find the cause of the overload | 查明過載原因 | 查明过载原因"),
    provenance: "PMP-08 [D]",
  }),
  pump("PMP-08C", {
    name: "Motor overloaded | 馬達過載 | 电机过载",
    when: above("current", { attribute: "rated_current", times: 1.15 }),
    delays: [10, 10],
    priority: "high",
    consequence: "The motor burns out or trips. | 馬達燒毀或跳脫。 | 电机烧毁或跳闸。",
    cause:
      "Blocked impeller, worn bearing or low voltage. | 葉輪堵塞、軸承磨損或電壓偏低。 | 叶轮堵塞、轴承磨损或电压偏低。",
    action: "Stop this pump and start another. | 停止此泵並啟動其他泵浦。 | 停止此泵并启动其他水泵。",
    workOrder: workOrder("corrective", "overload", "Motor overloaded | 馬達過載 | 电机过载"),
    provenance: "PMP-08 [D]",
  }),
  pump("PMP-10", {
    name: "Vibration high | 振動過大 | 振动过大",
    when: all(is("running", true), above("vibration", 4.5, 0.2)),
    delays: [60, 300],
    priority: "high",
    consequence: "The bearing will fail. | 軸承即將損壞。 | 轴承即将损坏。",
    cause: "Bearing wear, misalignment or imbalance. | 軸承磨損、對心不良或不平衡。 | 轴承磨损、对中不良或不平衡。",
    action:
      "Change to another pump and plan a bearing change. | 切換至其他泵浦並安排更換軸承。 | 切换到其他水泵并安排更换轴承。",
    workOrder: workOrder("condition-based", "bearing", "Check the bearings | 檢查軸承 | 检查轴承"),
    provenance: "PMP-10 [K] ISO 10816-3, rigid",
  }),
  pump("PMP-11", {
    name: "Bearing hot | 軸承溫度偏高 | 轴承温度偏高",
    when: above("bearing_temp", 80, 2),
    delays: [60, 60],
    priority: "medium",
    consequence: "The bearing wears out fast. | 軸承加速磨損。 | 轴承加速磨损。",
    cause: "Lack of grease, wear or misalignment. | 缺油、磨損或對心不良。 | 缺油、磨损或对中不良。",
    action: "Change to another pump and grease the bearing. | 切換至其他泵浦並補充潤滑。 | 切换到其他水泵并补充润滑。",
    workOrder: workOrder(
      "condition-based",
      "bearing",
      "Check and grease the bearing | 檢查並潤滑軸承 | 检查并润滑轴承",
    ),
    provenance: "PMP-11 [D]",
  }),
  pump("PMP-11C", {
    name: "Bearing very hot | 軸承溫度過高 | 轴承温度过高",
    when: above("bearing_temp", 95, 2),
    delays: [60, 60],
    priority: "high",
    consequence: "The bearing seizes. | 軸承卡死。 | 轴承抱死。",
    cause: "Lack of grease, wear or misalignment. | 缺油、磨損或對心不良。 | 缺油、磨损或对中不良。",
    action: "Stop this pump and start another. | 停止此泵並啟動其他泵浦。 | 停止此泵并启动其他水泵。",
    workOrder: workOrder("corrective", "bearing", "Bearing overheated | 軸承過熱 | 轴承过热"),
    provenance: "PMP-11 [D]",
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
  }),
];
