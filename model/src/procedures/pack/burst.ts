import { procedure, step } from "./build.ts";

/** S-PMP-4 (domain C6). */
export const burst = procedure("S-PMP-4", 1, {
  name: "Burst pipe or flood | 爆管或淹水 | 爆管或水淹",
  purpose:
    "Water stands in a pump room, a sump runs over, or a pipe has burst. | 泵浦房淹水、集水井溢出或管線爆裂。 | 泵房进水、集水井溢出或管道爆裂。",
  rules: ["PMP-17", "PMP-20", "SMP-01", "LEK-01", "MTR-W03"],
  provenance: "S-PMP-4 [D]",
  steps: [
    step(
      "power",
      "From outside: switch off the electrical supply of the room first. Nobody steps into the water before. | 先於室外切斷該空間電源；斷電前任何人不得涉水。 | 先在室外切断该房间电源；断电前任何人不得涉水。",
      { role: "technician", withinSeconds: 600 },
    ),
    step(
      "warn",
      "Keep people away, stop the lifts that go down there. | 管制人員進入，停止通往該樓層的電梯。 | 禁止人员进入，停止通往该层的电梯。",
      { withinSeconds: 180, alongside: true },
    ),
    step("valves", "Close the valves before and behind the leak. | 關閉漏水點前後閥門。 | 关闭漏点前后阀门。", {
      role: "technician",
      withinSeconds: 600,
    }),
    step(
      "pumps",
      "Start the sump pumps and bring portable pumps. | 啟動污水泵並調派移動式泵浦。 | 启动排污泵并调派移动式水泵。",
      { role: "technician" },
    ),
    step(
      "protect",
      "Protect lift pits and switchgear with sandbags and boards. | 以沙包、擋水板保護電梯機坑與配電設備。 | 用沙袋、挡水板保护电梯底坑与配电设备。",
      { role: "technician", alongside: true },
    ),
    step(
      "notice",
      "Tell the residents which floors have no water and for how long. | 通知住戶停水樓層與預計時間。 | 通知住户停水楼层与预计时间。",
      { bySeconds: 900 },
    ),
    step(
      "photos",
      "Take pictures of the damage for the insurance. | 拍攝損害照片供保險理賠。 | 拍摄损失照片供保险理赔。",
      { role: "technician", evidence: "photo" },
    ),
    step(
      "record",
      "Write down cause, time without water, damage and who was told. | 記錄原因、停水時間、損害與通報對象。 | 记录原因、停水时间、损失与通报对象。",
      { role: "supervisor", evidence: "note" },
    ),
  ],
});
