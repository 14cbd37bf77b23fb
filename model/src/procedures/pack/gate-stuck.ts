import { branch, procedure, step } from "./build.ts";

/** S-GAT-1 (domain C6). */
export const gateStuck = procedure("S-GAT-1", 1, {
  name: "Stuck gate | 柵欄機卡住 | 道闸卡滞",
  purpose:
    "A barrier does not open or close, stays open, or vehicles queue before it. | 柵欄無法開關、持續開啟，或車輛排隊。 | 道闸无法开关、持续敞开，或车辆排队。",
  rules: ["GAT-01", "GAT-02", "GAT-03", "GAT-05", "GAT-06", "GAT-11", "GAT-16"],
  provenance: "S-GAT-1 [D]",
  steps: [
    step("guard", "Send a guard to the lane. | 派員前往車道。 | 派保安前往车道。", { withinSeconds: 180 }),
    step("divert", "Divert vehicles to the other lanes. | 引導車輛改走其他車道。 | 引导车辆改走其他车道。", {
      say: "This lane is closed, please use the next one. | 此車道暫停使用，請改走相鄰車道。 | 本车道暂停使用，请改走相邻车道。",
      withinSeconds: 300,
      alongside: true,
    }),
    step("boom", "How does the boom stand? | 欄桿位置為何？ | 栏杆处于什么位置？", {
      role: "technician",
      branches: [branch("down", "Down | 放下 | 落下", "crank"), branch("up", "Up | 升起 | 抬起", "obstacle")],
    }),
    step("crank", "Crank it up by hand and hold it open. | 手動搖起並保持開啟。 | 手动摇起并保持打开。", {
      role: "technician",
      withinSeconds: 300,
    }),
    step(
      "obstacle",
      "Clear what obstructs it; restart the loop detector. | 清除障礙，重新啟動地感線圈偵測器。 | 清除障碍，重启地感检测器。",
      { role: "technician" },
    ),
    step("works", "Does it work again? | 是否恢復正常？ | 是否恢复正常？", {
      role: "technician",
      branches: [branch("yes", "Yes | 是 | 是", "end"), branch("no", "No | 否 | 否", "work-order")],
    }),
    step(
      "work-order",
      "Keep a guard at the lane and give the work order to the contractor. | 派員留守並將工單交由廠商處理。 | 安排保安值守并将工单交维保单位处理。",
      { evidence: "note" },
    ),
  ],
});
