import { branch, procedure, readingOf, step } from "./build.ts";

/** S-PMP-3 (domain C6). */
export const dryRun = procedure("S-PMP-3", 1, {
  name: "Dry run or low suction | 空轉或吸水不足 | 干转或吸水不足",
  purpose:
    "A pump runs without water, or the suction side is nearly empty. | 泵浦無水運轉，或吸水側水位過低。 | 水泵无水运行，或吸水侧水位过低。",
  rules: ["PMP-03", "PMP-04"],
  provenance: "S-PMP-3 [D]",
  steps: [
    step("stop", "Stop the pump, before its seal is ruined. | 停止泵浦，避免軸封損壞。 | 停泵，避免机封损坏。", {
      withinSeconds: 120,
    }),
    step("supply", "Is there water in front of the pump? | 泵浦前端是否有水？ | 水泵前端是否有水？", {
      role: "technician",
      withinSeconds: 900,
      branches: [
        branch("none", "The mains or the tank is empty | 自來水停水或水箱無水 | 市政停水或水箱无水", "mains"),
        branch("valve", "An inlet valve is closed | 進水閥關閉 | 进水阀关闭", "open"),
        branch("blocked", "The strainer is blocked | 過濾器堵塞 | 过滤器堵塞", "strainer"),
      ],
    }),
    step(
      "mains",
      "Ask the water company how long it lasts; tell the residents; start the procedure for a water outage where it lasts. | 向自來水公司確認時間並通知住戶；時間較長時啟動停水應變程序。 | 向供水公司确认时间并通知住户；时间较长时启动停水应急预案。",
      { evidence: "note", next: "prime" },
    ),
    step("open", "Open the valve; find out who closed it. | 開啟閥門並查明關閉原因。 | 打开阀门并查明关闭原因。", {
      role: "technician",
      next: "prime",
    }),
    step("strainer", "Clean the strainer. | 清洗過濾器。 | 清洗过滤器。", { role: "technician", evidence: "photo" }),
    step("prime", "Vent and prime the pump, turn it by hand. | 排氣、灌水並手動盤車。 | 排气、灌泵并手动盘车。", {
      role: "technician",
    }),
    step(
      "restart",
      "Restart, and read the suction pressure while it runs. | 重新啟動，運轉中讀取吸水壓力。 | 重新启动，运行中读取吸水压力。",
      { role: "technician", ...readingOf("Suction pressure | 吸水壓力 | 吸水压力", "MPa") },
    ),
  ],
});
