import { branch, procedure, readingOf, step } from "./build.ts";

/** S-FIR-5 (domain C6). */
export const electricalFire = procedure("S-FIR-5", 1, {
  name: "Electrical fire warning | 電氣火災預警 | 电气火灾预警",
  purpose:
    "Residual current or the temperature of a cable or terminal is too high. | 漏電流或電纜、端子溫度過高。 | 剩余电流或电缆、端子温度过高。",
  rules: ["FIR-16", "MTR-E17"],
  provenance: "S-FIR-5 [D]; residual current 300/500 mA, cable 70 °C [K]",
  steps: [
    step(
      "scan",
      "Scan the panel with an infrared camera; do not touch. | 以紅外線熱像儀檢查盤體，勿觸碰。 | 用红外热像仪检查柜体，勿触碰。",
      { role: "technician", ...readingOf("Hottest place | 最高溫度 | 最高温度", "°C"), withinSeconds: 1_200 },
    ),
    step("hot", "Smoke, smell or above 90 °C? | 有煙、異味或高於 90 °C？ | 有烟、异味或高于 90 °C？", {
      role: "technician",
      branches: [branch("yes", "Yes | 是 | 是", "isolate"), branch("no", "No | 否 | 否", "shed")],
    }),
    step("isolate", "Isolate the feeder from upstream. | 由上游切斷該迴路。 | 从上级断开该回路。", {
      role: "technician",
      withinSeconds: 300,
      next: "repair",
    }),
    step("shed", "Take load off the feeder. | 降低該迴路負載。 | 降低该回路负载。", { role: "technician" }),
    step(
      "repair",
      "Find and repair it; take a picture of the place. | 查明並修復，拍照存證。 | 查明并修复，拍照存证。",
      { role: "technician", evidence: "photo" },
    ),
    step("record", "Write down the cause. | 記錄原因。 | 记录原因。", { evidence: "note" }),
  ],
});
