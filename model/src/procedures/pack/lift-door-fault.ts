import { branch, procedure, step } from "./build.ts";

/** S-ELV-3 (domain C6). */
export const liftDoorFault = procedure("S-ELV-3", 1, {
  name: "Lift door fault | 電梯門故障 | 电梯门故障",
  purpose:
    "A lift door does not close, opens again and again, or stays open. | 電梯門無法關閉、反覆開關或持續開啟。 | 电梯门无法关闭、反复开关或持续敞开。",
  rules: ["ELV-09", "ELV-10", "ELV-11"],
  provenance: "S-ELV-3 [D]",
  steps: [
    step("announce", "Look by camera and announce. | 查看監視器並廣播。 | 查看监控并广播。", {
      say: "Please keep clear of the doors. | 請勿阻擋車門。 | 请勿阻挡轿门。",
      withinSeconds: 120,
    }),
    step("obstruction", "What holds the door? | 門被什麼阻擋？ | 门被什么阻挡？", {
      withinSeconds: 180,
      branches: [
        branch("thing", "Goods or rubbish in the sill | 貨物或異物卡住門軌 | 货物或异物卡住地坎", "guard"),
        branch("bike", "An e-bike | 電動自行車 | 电动自行车", "e-bike"),
        branch("none", "Nothing to be seen | 未見異狀 | 未见异常", "work-order"),
      ],
    }),
    step(
      "e-bike",
      "Start the procedure for e-bikes in lifts. | 啟動電動自行車進入電梯程序。 | 启动电动自行车进电梯处置预案。",
      { next: "guard" },
    ),
    step(
      "guard",
      "Send a guard to clear the door; the door closes by itself after that. | 派員清除障礙，門應可自行關閉。 | 派员清除障碍，门应可自行关闭。",
      { role: "technician", withinSeconds: 600 },
    ),
    step(
      "work-order",
      "The door still does not close: take the lift out of service at that landing and give the work order to the contractor. | 門仍無法關閉：於該樓層停用電梯，並將工單交由廠商處理。 | 门仍无法关闭：在该层停用电梯，并将工单交维保单位处理。",
      { evidence: "note" },
    ),
  ],
});
