import { aboveUsual, calm, course, figure, levels, nightly, type PackedRule, rulesOf, workOrder } from "./build.ts";

const electricity = rulesOf("electricity-meter");
const demand = { attributes: { contract_demand: 100 }, every: "30s" } as const;
const shed =
  "Switch off or shift loads until the interval is over. | 於該時段結束前關閉或移轉負載。 | 在该时段结束前关闭或转移负载。";

/** Demand and loads that electricity meters tell of (domain C4.4). */
export const meterLoadRules: readonly PackedRule[] = [
  electricity("MTR-E06", {
    name: "Demand near the contract | 需量接近契約 | 需量接近合同",
    when: figure("mean", "power", 900, {
      side: "above",
      limit: { attribute: "contract_demand", times: 0.9 },
      deadband: 0.5,
    }),
    delays: [0, 300],
    priority: "medium",
    consequence: "Above the contract the demand is charged double. | 超出契約將加倍計費。 | 超出合同将加倍计费。",
    cause: "Too many large loads at once. | 大型負載同時運轉。 | 大型负载同时运行。",
    action: shed,
    provenance: "MTR-E06 [D]; mean of the last 15 min",
    examples: [
      calm({ power: "89 1h" }, demand),
      course({ power: "50 20m, 98 20m, 50 30m" }, "32m raised, 47m30s cleared", demand),
    ],
  }),
  electricity("MTR-E06C", {
    name: "Demand above the contract | 需量超出契約 | 需量超出合同",
    when: figure("mean", "power", 900, { side: "above", limit: { attribute: "contract_demand" }, deadband: 0.5 }),
    delays: [0, 300],
    priority: "high",
    class: "partial",
    respondWithinMinutes: 2,
    consequence: "What is above the contract is charged double. | 超出契約部分加倍計費。 | 超出合同部分加倍计费。",
    cause: "Too many large loads at once. | 大型負載同時運轉。 | 大型负载同时运行。",
    action: shed,
    provenance: "MTR-E06 [D]; mean of the last 15 min",
    examples: [
      calm({ power: "99 1h" }, demand),
      course({ power: "50 20m, 120 20m, 50 30m" }, "30m30s raised, 49m cleared", demand),
    ],
  }),
  electricity("MTR-E07", {
    name: "Transformer loaded high | 變壓器負載偏高 | 变压器负载偏高",
    when: levels(
      "apparent_power",
      5,
      {
        level: "hi",
        limit: { attribute: "transformer_kva", times: 0.8 },
        priority: "medium",
        onDelaySeconds: 1_800,
      },
      { level: "hihi", limit: { attribute: "transformer_kva" }, priority: "high" },
    ),
    delays: [600, 60],
    priority: "medium",
    consequence: "The transformer ages fast, then trips. | 變壓器加速老化，進而跳脫。 | 变压器加速老化，进而跳闸。",
    cause: "Load grown, or a parallel transformer off. | 負載增加，或並聯變壓器停用。 | 负载增加，或并联变压器停用。",
    action:
      "Shift loads to another transformer; check its cooling. | 將負載移至其他變壓器，檢查散熱。 | 将负载转移到其他变压器，检查散热。",
    workOrder: workOrder("corrective", "overload", "Relieve the transformer | 降低變壓器負載 | 降低变压器负载"),
    provenance: "MTR-E07 [D]",
    examples: [
      calm({ apparent_power: "800 1h, 900 29m, 500 5m" }, { every: "1m", attributes: { transformer_kva: 1_000 } }),
      course({ apparent_power: "500 10m, 900 40m, 1050 20m, 500 5m" }, "40m raised medium, 1h high, 1h11m cleared", {
        every: "1m",
        attributes: { transformer_kva: 1_000 },
      }),
    ],
  }),
  electricity("MTR-E10", {
    name: "Night load above the usual | 夜間基載偏高 | 夜间基础负荷偏高",
    tags: { base_load: "steady" },
    when: aboveUsual("power", 0.2),
    delays: [3_600, 600],
    priority: "low",
    calendar: nightly("00:00", "05:00"),
    consequence: "Something runs all night for nobody. | 有設備整夜空轉。 | 有设备整夜空转。",
    cause: "Plant or lights left on. | 設備或照明未關。 | 设备或照明未关。",
    action: "See what runs; correct its schedule. | 查明運轉設備並修正時程。 | 查明运行设备并修正时间表。",
    workOrder: workOrder(
      "condition-based",
      "schedule",
      "Find what runs at night | 查明夜間運轉設備 | 查明夜间运行设备",
    ),
    provenance: "MTR-E10 [D]; at meters whose attribute says that their base load is steady",
    examples: [
      calm({ power: "11.9 6h" }, { every: "1m", startsAt: "00:00", usual: { power: 10 } }),
      calm({ power: "15 6h" }, { every: "1m", startsAt: "12:00", usual: { power: 10 } }),
      course({ power: "10 2h, 13 3h, 10 2h" }, "3h raised, 5h10m cleared", { every: "1m", usual: { power: 10 } }),
    ],
  }),
];
