import { procedure, step } from "./build.ts";

/** S-GAT-3 (domain C6). */
export const gateSensor = procedure("S-GAT-3", 1, {
  name: "Gate safety sensor fault | 柵欄機安全感測器故障 | 道闸安全传感器故障",
  purpose:
    "A safety loop or photo beam has failed: the boom could come down on somebody. | 安全線圈或光電感測器故障，欄桿可能砸落人車。 | 安全地感或光电对射故障，栏杆可能砸到人车。",
  rules: ["GAT-08"],
  provenance: "S-GAT-3 [D]",
  steps: [
    step(
      "hold",
      "Hold the gate open; it must not close by itself. | 保持柵欄開啟，禁止自動關閉。 | 保持道闸打开，禁止自动关闭。",
      { withinSeconds: 60 },
    ),
    step("guard", "Cones and a guard at the lane. | 放置交通錐並派員管制。 | 放置锥桶并派保安值守。", {
      role: "technician",
      withinSeconds: 600,
    }),
    step("repair", "Clean or replace the sensor. | 清潔或更換感測器。 | 清洁或更换传感器。", {
      role: "technician",
      evidence: "photo",
    }),
    step(
      "test",
      "Test with an obstacle that the boom stops and reverses; then close automatically again. | 以障礙物測試欄桿停止並反轉後，恢復自動關閉。 | 用障碍物测试栏杆停止并反转后，恢复自动关闭。",
      { role: "technician", evidence: "note" },
    ),
  ],
});
