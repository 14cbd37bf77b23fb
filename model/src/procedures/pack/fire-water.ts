import { branch, callTo, procedure, readingOf, step } from "./build.ts";

/** S-FIR-4 (domain C6). */
export const fireWater = procedure("S-FIR-4", 1, {
  name: "Fire water impaired | 消防給水異常 | 消防给水受损",
  purpose:
    "Fire pumps, their supply, a valve, a tank or the pressure is not ready for a fire. | 消防泵浦、電源、閥門、水箱或壓力未達備用狀態。 | 消防泵、电源、阀门、水箱或压力未处于备用状态。",
  rules: ["FIR-04", "FIR-18", "FPP-01", "FPP-02", "FPP-04", "FPP-05", "FPP-07", "FPP-08"],
  provenance: "S-FIR-4 [D]",
  steps: [
    step("what", "What is not ready? | 何者異常？ | 哪一项异常？", {
      withinSeconds: 120,
      branches: [
        branch("manual", "The controller is not in AUTO | 控制盤非自動 | 控制柜非自动", "auto"),
        branch("power", "The supply is lost | 失去電源 | 失去电源", "power"),
        branch("water", "A valve, the tank or the pressure | 閥門、水箱或壓力 | 阀门、水箱或压力", "valve"),
      ],
    }),
    step("auto", "On site: back to AUTO now. | 現場立即切回自動。 | 现场立即切回自动。", {
      role: "technician",
      withinSeconds: 600,
      next: "ready",
    }),
    step("power", "On site: restore the supply now. | 現場立即恢復電源。 | 现场立即恢复电源。", {
      role: "technician",
      withinSeconds: 600,
      next: "ready",
    }),
    step(
      "valve",
      "On site: open the valve, fill the tank, and read the pressure. | 現場開啟閥門、補水並讀取壓力。 | 现场打开阀门、补水并读取压力。",
      { role: "technician", ...readingOf("Pressure of the network | 管網壓力 | 管网压力", "MPa"), withinSeconds: 900 },
    ),
    step("ready", "Is the fire water ready again? | 消防給水是否恢復？ | 消防给水是否恢复？", {
      branches: [branch("yes", "Yes | 是 | 是", "record"), branch("no", "No | 否 | 否", "responsible")],
    }),
    step(
      "responsible",
      "Tell the person responsible for fire safety; start the procedure for an impaired fire system. | 通報防火管理人，並啟動消防系統異常程序。 | 报告消防安全责任人，并启动消防系统受损预案。",
      { ...callTo("Person responsible for fire safety | 防火管理人 | 消防安全责任人"), withinSeconds: 300 },
    ),
    step("record", "Write down the cause. | 記錄原因。 | 记录原因。", { evidence: "note" }),
  ],
});
