import { branch, procedure, readingOf, step } from "./build.ts";

/** S-PMP-2 (domain C6). */
export const overPressure = procedure("S-PMP-2", 1, {
  name: "Over-pressure or overflow | 超壓或溢流 | 超压或溢流",
  purpose:
    "The supply pressure is near what the pipes bear, or a tank runs over. | 供水壓力接近管線承受上限，或水箱溢流。 | 供水压力接近管网承压上限，或水箱溢流。",
  rules: ["PMP-02", "PMP-16"],
  provenance: "S-PMP-2 [D]",
  steps: [
    step("which", "Which is it? | 屬於何者？ | 属于哪种情况？", {
      withinSeconds: 120,
      branches: [
        branch("pressure", "Pressure too high | 壓力過高 | 压力过高", "stop"),
        branch("overflow", "Tank overflows | 水箱溢流 | 水箱溢流", "inlet"),
      ],
    }),
    step("stop", "Stop the leading pump on site. | 於現場停止主泵。 | 在现场停主泵。", {
      role: "technician",
      withinSeconds: 300,
    }),
    step("gauge", "Compare the gauge with the transmitter. | 比對壓力錶與傳訊器讀值。 | 比对压力表与变送器读数。", {
      role: "technician",
      ...readingOf("Pressure at the gauge | 壓力錶讀值 | 压力表读数", "MPa"),
      alongside: true,
    }),
    step(
      "valve",
      "Check the pressure-reducing and relief valves and the controller's set-point. | 檢查減壓閥、安全閥與控制器設定值。 | 检查减压阀、安全阀与控制器设定值。",
      { role: "technician", next: "record" },
    ),
    step(
      "inlet",
      "Close the tank's inlet valve by hand; check the float valve and the level sensor. | 手動關閉水箱進水閥，檢查浮球閥與液位計。 | 手动关闭水箱进水阀，检查浮球阀与液位计。",
      { role: "technician", withinSeconds: 600 },
    ),
    step(
      "water",
      "Where has the water gone? Protect switchgear, lift pits and stores. | 確認溢水流向，保護配電設備、電梯機坑與庫房。 | 确认溢水流向，保护配电设备、电梯底坑与库房。",
      { role: "technician", evidence: "photo" },
    ),
    step("record", "Write down the cause and what was done. | 記錄原因與處置。 | 记录原因与处置。", {
      evidence: "note",
    }),
  ],
});
