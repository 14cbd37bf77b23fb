import { all, calm, course, expression, is, often, type PackedRule, rulesOf, stuck, workOrder } from "./build.ts";
import { motorStarts, startsInWords } from "./motor-starts.ts";

const pump = rulesOf("pump");
const hourOfStarts = "true 20s, false 2m40s, ";
const tooMany =
  "The motor heats up with each start and its winding ages. | 每次啟動都使馬達升溫，繞組老化。 | 每次启动都使电机升温，绕组老化。";
const whyTooMany =
  "Pressure vessel flat, check valve leaking, or switching points too close. | 壓力桶失壓、逆止閥洩漏或啟停點太近。 | 气压罐失压、止回阀泄漏或启停点太近。";
const stopStarting =
  "Check the pressure vessel's charge, the check valve and the switching points. | 檢查壓力桶預充、逆止閥與啟停點。 | 检查气压罐预充、止回阀和启停点。";
const starting = workOrder(
  "corrective",
  "short-cycling",
  "Find why the pump starts so often | 查明泵浦頻繁啟動原因 | 查明水泵频繁启动原因",
);

/** How often a pump starts, and whether it does (domain C2.3, C2.4). */
export const pumpStartRules: readonly PackedRule[] = [
  ...motorStarts.map((limits) =>
    pump(limits.poles === 2 ? "PMP-07D" : "PMP-07F", {
      name:
        limits.poles === 2
          ? "Starts above the motor's limit (2 poles) | 啟動次數超過馬達限值（2 極） | 启动次数超过电机限值（2 极）"
          : "Starts above the motor's limit (4 poles) | 啟動次數超過馬達限值（4 極） | 启动次数超过电机限值（4 极）",
      tags: { starting: "direct", poles: limits.poles },
      when: expression(`max(start_count, "1h") - min(start_count, "1h") > (${startsInWords(limits)})`),
      delays: [0, 600],
      priority: "medium",
      consequence: tooMany,
      cause: whyTooMany,
      action: stopStarting,
      workOrder: starting,
      provenance: "PMP-07 [S35] NEMA MG-10 table 2-3, direct on line",
      examples: [
        calm(
          { start_count: limits.poles === 2 ? "100..104 1h, 104 1h" : "100..109 1h, 109 1h" },
          { every: "1m", attributes: { rated_power: 15 } },
        ),
        course(
          { start_count: "100 1h, 100..112 1h, 112 2h" },
          limits.poles === 2 ? "1h25m raised, 2h45m cleared" : "1h49m raised, 2h21m cleared",
          {
            every: "1m",
            attributes: { rated_power: 15 },
          },
        ),
      ],
    }),
  ),
  pump("PMP-07", {
    name: "Pump starts too often | 泵浦啟動過於頻繁 | 水泵启动过于频繁",
    when: often("running", true, 16, 3_600),
    delays: [0, 600],
    priority: "medium",
    consequence: tooMany,
    cause: whyTooMany,
    action: stopStarting,
    workOrder: starting,
    provenance: "PMP-07, FPP-06 [D]; more than 15 an hour, which jockey pumps may have (GB 50974 [K])",
    examples: [
      calm({ running: `${"true 20s, false 3m50s, ".repeat(16)}false 5m` }),
      course({ running: `${hourOfStarts.repeat(17)}false 2h` }, "48m raised, 1h13m cleared"),
    ],
  }),
  pump("PMP-14", {
    name: "Pump did not start | 泵浦未啟動 | 水泵未启动",
    when: all(is("run_command", true), is("running", false)),
    delays: [10, 5],
    priority: "high",
    consequence:
      "Water is missing unless another pump takes over. | 若無其他泵浦接替將缺水。 | 若无其他水泵接替将缺水。",
    cause: "Contactor, drive or feedback contact. | 接觸器、變頻器或回授接點。 | 接触器、变频器或反馈触点。",
    action:
      "Check that another pump took over; start this one on site. | 確認其他泵浦接替，現場啟動此泵。 | 确认其他水泵接替，现场启动此泵。",
    workOrder: workOrder(
      "corrective",
      "drive",
      "Find why the pump does not start | 查明泵浦無法啟動原因 | 查明水泵无法启动原因",
    ),
    provenance: "PMP-14 [D]",
    examples: [
      calm({ run_command: "true 2m", running: "false 9s, true 1m" }),
      course({ run_command: "false 1m, true 1m, false 1m", running: "false" }, "1m10s raised, 2m5s cleared"),
    ],
  }),
  pump("SMP-05", {
    name: "Pump has not run for a week | 泵浦一週未運轉 | 水泵一周未运行",
    tags: { duty: "shared" },
    when: all(stuck("start_count", 604_800), is("running", false)),
    delays: [0, 60],
    priority: "low",
    consequence: "It may have seized when it is needed. | 需要時可能已卡死。 | 需要时可能已抱死。",
    cause: "Rotation off, or never called upon. | 輪替未啟用或從未被啟動。 | 轮换未启用或从未被启动。",
    action: "Run it by hand for a minute. | 手動運轉一分鐘。 | 手动运行一分钟。",
    workOrder: workOrder("preventive", "exercise", "Exercise the pump | 試轉泵浦 | 试转水泵"),
    provenance: "SMP-05 [D]; every pump whose duty is shared",
    examples: [
      calm({ start_count: "5 6d23h, 6 1h", running: "false" }, { every: "1h" }),
      course({ start_count: "4 1h, 5 7d4h, 6 2h", running: "false" }, "7d1h raised, 7d5h1m cleared", { every: "1h" }),
    ],
  }),
  pump("FPP-06", {
    name: "Jockey pump starts far too often | 穩壓泵浦啟動異常頻繁 | 稳压泵启动异常频繁",
    tags: { duty: "jockey" },
    when: often("running", true, 31, 3_600),
    delays: [0, 600],
    priority: "high",
    consequence:
      "The fire network leaks; the jockey pump will fail. | 消防管網洩漏，穩壓泵浦即將損壞。 | 消防管网泄漏，稳压泵即将损坏。",
    cause: "Leak in the network, pressure vessel flat. | 管網洩漏、壓力桶失壓。 | 管网泄漏、气压罐失压。",
    action: "Look for the leak, check the vessel's charge. | 查找洩漏，檢查壓力桶預充。 | 查找泄漏，检查气压罐预充。",
    workOrder: workOrder(
      "corrective",
      "fire-water",
      "Find the leak of the fire network | 查找消防管網洩漏 | 查找消防管网泄漏",
    ),
    provenance: "FPP-06 [K] GB 50974 5.3; from 16 an hour see PMP-07",
    examples: [
      calm({ running: `${"true 20s, false 1m50s, ".repeat(28)}false 5m` }),
      course({ running: `${"true 20s, false 1m10s, ".repeat(34)}false 2h` }, "46m30s raised, 1h14m cleared"),
    ],
  }),
];
