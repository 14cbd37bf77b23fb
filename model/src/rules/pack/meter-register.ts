import {
  above,
  all,
  below,
  calm,
  course,
  expression,
  is,
  levels,
  type PackedRule,
  rulesOf,
  stuck,
  workOrder,
} from "./build.ts";

const electricity = rulesOf("electricity-meter");

/** Registers, clocks, covers and relays of electricity meters (domain C4.4). */
export const meterRegisterRules: readonly PackedRule[] = [
  electricity("MTR-E11", {
    name: "No consumption for a day | 整日無用電 | 整日无用电",
    when: stuck("energy_import", 86_400),
    delays: [0, 60],
    priority: "low",
    consequence: "Energy may be used without being counted. | 用電可能未被計量。 | 用电可能未被计量。",
    cause:
      "Feeder off, meter stuck or voltage tap open. | 饋線停用、電表卡住或電壓接點脫落。 | 馈线停用、电表卡住或电压接点脱落。",
    action: "Compare with the meters beside it; look at it. | 與相鄰電表比對並現場查看。 | 与相邻电表比对并现场查看。",
    workOrder: workOrder("condition-based", "register", "Check the electricity meter | 檢查電表 | 检查电表"),
    provenance: "MTR-E11, MTR-E12 (stuck) [D]",
    examples: [
      calm({ energy_import: "100 23h, 100.1 1h" }, { every: "15m" }),
      course({ energy_import: "99 1h, 100 1d2h, 101 1h" }, "1d1h raised, 1d3h1m cleared", { every: "15m" }),
    ],
  }),
  electricity("MTR-E12", {
    name: "Register ran backwards | 計度倒轉 | 计度倒走",
    when: expression(
      "energy_import < previous(energy_import) - 0.1 && !(previous(energy_import) > 900000 && energy_import < 100000)",
    ),
    delays: [0, 60],
    priority: "medium",
    consequence: "Consumption of the day cannot be told. | 當日用量無法計算。 | 当日用量无法计算。",
    cause:
      "Meter changed, reset, or another one answers. | 換表、歸零，或由其他電表回應。 | 换表、清零，或由其他电表应答。",
    action: "Note the replacement with its final and initial reading. | 登記換表及新舊讀數。 | 登记换表及新旧读数。",
    workOrder: workOrder("corrective", "register", "Check the meter's register | 檢查電表計度 | 检查电表计度"),
    provenance: "MTR-E12 [D], C4.2; a roll-over is none",
    examples: [
      calm({ energy_import: "100 10m, 99.95 10m" }),
      calm({ energy_import: "999999.9 10m, 0.3 10m" }),
      course({ energy_import: "5000 10m, 12 10m, 13 10m" }, "10m raised, 21m cleared"),
    ],
  }),
  electricity("MTR-E12S", {
    name: "Register jumped | 計度跳升 | 计度跳变",
    when: {
      ...{ kind: "rate", point: "energy_import", windowSeconds: 600, per: "hour" },
      ...{ side: "above", limit: { attribute: "max_rate" } },
    },
    delays: [0, 60],
    priority: "medium",
    consequence: "The day's consumption is wrong. | 當日用量錯誤。 | 当日用量错误。",
    cause: "Meter changed, or a wrong multiplier. | 換表或倍率錯誤。 | 换表或倍率错误。",
    action:
      "Compare with the meter's display; check the multiplier. | 與表面讀數比對，檢查倍率。 | 与表面读数比对，检查倍率。",
    workOrder: workOrder("corrective", "register", "Check the meter's register | 檢查電表計度 | 检查电表计度"),
    provenance: "MTR-E12 [D], C4.2",
    examples: [
      calm({ energy_import: "100..215 1h" }, { every: "1m", attributes: { max_rate: 120 } }),
      course({ energy_import: "100..150 1h, 350..375 30m" }, "1h raised, 1h10m cleared", {
        every: "1m",
        attributes: { max_rate: 120 },
      }),
    ],
  }),
  electricity("MTR-E14", {
    name: "Meter clock wrong | 電表時鐘偏差 | 电表时钟偏差",
    when: levels(
      "clock_offset",
      5,
      { level: "hi", limit: 60, priority: "low" },
      { level: "hihi", limit: 300, priority: "medium" },
      { level: "lo", limit: -60, priority: "low" },
      { level: "lolo", limit: -300, priority: "medium" },
    ),
    delays: [0, 60],
    priority: "low",
    consequence: "Consumption is charged in the wrong tariff period. | 用電計入錯誤時段。 | 用电计入错误时段。",
    cause: "Clock battery or a missed synchronisation. | 時鐘電池或未校時。 | 时钟电池或未校时。",
    action: "Synchronise the clock. | 校正時鐘。 | 校正时钟。",
    provenance: "MTR-E14 [D]",
    examples: [
      calm({ clock_offset: "60 5m, -60 5m" }),
      course({ clock_offset: "0 5m, 90 5m, 400 5m, 0 5m" }, "5m raised low, 10m medium, 16m cleared"),
      course({ clock_offset: "-400 5m" }, "0s raised medium"),
    ],
  }),
  electricity("MTR-E15", {
    name: "Meter cover opened | 電表表蓋開啟 | 电表表盖打开",
    when: is("cover_open", true),
    delays: [5, 60],
    priority: "high",
    class: "partial",
    respondWithinMinutes: 2,
    consequence: "Somebody may tamper with the meter. | 可能有人竄改電表。 | 可能有人窃电。",
    cause: "Tampering, or work without notice. | 竄改或未通知的作業。 | 窃电或未通知的作业。",
    action: "Send somebody; keep what the camera saw. | 派員查看並保存影像。 | 派人查看并保存录像。",
    workOrder: workOrder("inspection", "tamper", "Inspect the meter | 檢查電表 | 检查电表"),
    provenance: "MTR-E15 [D]",
    examples: [
      calm({ cover_open: "true 4s, false 1m" }),
      course({ cover_open: "false 1m, true 1m, false 2m" }, "1m5s raised, 3m cleared"),
    ],
  }),
  electricity("MTR-E15M", {
    name: "Magnet at the meter | 電表受磁場干擾 | 电表受磁场干扰",
    when: is("magnetic_field", true),
    delays: [5, 60],
    priority: "high",
    class: "partial",
    respondWithinMinutes: 2,
    consequence: "Somebody may tamper with the meter. | 可能有人竄改電表。 | 可能有人窃电。",
    cause: "A magnet, or a large motor beside it. | 磁鐵或旁邊的大型馬達。 | 磁铁或旁边的大型电机。",
    action: "Send somebody; keep what the camera saw. | 派員查看並保存影像。 | 派人查看并保存录像。",
    workOrder: workOrder("inspection", "tamper", "Inspect the meter | 檢查電表 | 检查电表"),
    provenance: "MTR-E15 [D]",
    examples: [
      calm({ magnetic_field: "true 4s, false 1m" }),
      course({ magnetic_field: "false 1m, true 1m, false 2m" }, "1m5s raised, 3m cleared"),
    ],
  }),
  electricity("MTR-E15R", {
    name: "Power through an open relay | 繼電器斷開仍有功率 | 继电器断开仍有功率",
    when: all(is("relay_closed", false), above("power", 0.1)),
    delays: [5, 60],
    priority: "high",
    class: "partial",
    respondWithinMinutes: 2,
    consequence:
      "The feeder is live although it is taken to be off. | 饋線仍帶電但被認為已斷開。 | 馈线仍带电但被认为已断开。",
    cause: "Relay welded or bypassed. | 繼電器黏著或被繞接。 | 继电器粘连或被绕接。",
    action: "Warn who works there; send an electrician. | 警告現場人員並派電工。 | 警告现场人员并派电工。",
    workOrder: workOrder("corrective", "relay", "Check the meter's relay | 檢查電表繼電器 | 检查电表继电器"),
    provenance: "MTR-E15 [D]",
    examples: [
      calm({ relay_closed: "false", power: "5 4s, 0 1m" }),
      course({ relay_closed: "true 1m, false 1m, true 2m", power: "5" }, "1m5s raised, 3m cleared"),
    ],
  }),
  electricity("MTR-E18", {
    name: "Credit low | 餘額不足 | 余额不足",
    when: below("credit_balance", { attribute: "low_credit" }, 1),
    delays: [0, 60],
    priority: "low",
    consequence: "The tenant will be cut off. | 用戶將被斷電。 | 用户将被断电。",
    cause: "Credit used up. | 餘額用盡。 | 余额用尽。",
    action: "Remind the tenant. | 提醒用戶儲值。 | 提醒用户充值。",
    provenance: "MTR-E18 [D]; limit by attribute",
    examples: [
      calm({ credit_balance: "50 1h" }, { every: "10m", attributes: { low_credit: 50 } }),
      course({ credit_balance: "60 1h, 40 1h, 200 1h" }, "1h raised, 2h1m cleared", {
        every: "10m",
        attributes: { low_credit: 50 },
      }),
    ],
  }),
];
