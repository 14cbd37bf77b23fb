import { branch, callTo, procedure, readingOf, step } from "./build.ts";

/** S-PMP-5 (domain C6). */
export const waterQuality = procedure("S-PMP-5", 1, {
  name: "Drinking water out of limits | 飲用水水質異常 | 生活用水水质异常",
  purpose:
    "Turbidity, chlorine or pH of the supplied water is out of limits. | 供水濁度、餘氯或酸鹼值超出限值。 | 供水浊度、余氯或 pH 超出限值。",
  rules: ["PMP-18"],
  provenance: "S-PMP-5 [D]; turbidity 3 NTU as the limit for stopping [D]",
  steps: [
    step("measure", "Measure by hand at the outlet. | 於出水口人工檢測。 | 在出水口人工检测。", {
      role: "technician",
      ...readingOf("Turbidity | 濁度 | 浊度", "NTU"),
      withinSeconds: 1_200,
    }),
    step(
      "grave",
      "Turbidity above 3 NTU, no chlorine left, or a smell? | 濁度高於 3 NTU、無餘氯或有異味？ | 浊度高于 3 NTU、无余氯或有异味？",
      {
        branches: [
          branch("yes", "Yes | 是 | 是", "stop"),
          branch("no", "No, the instrument was wrong | 否，儀器異常 | 否，仪表异常", "record"),
        ],
      },
    ),
    step("stop", "Stop the supply to users; switch to the bypass. | 停止供水並切換旁通。 | 停止供水并切换旁通。", {
      role: "technician",
      withinSeconds: 300,
    }),
    step("notice", "Tell the residents not to drink the water. | 通知住戶勿飲用。 | 通知住户勿饮用。", {
      say: "Please do not drink the tap water until further notice. | 請暫勿飲用自來水，待後續通知。 | 请暂勿饮用自来水，等待后续通知。",
      withinSeconds: 600,
      alongside: true,
    }),
    step(
      "authority",
      "Tell the health authority. | 通報衛生主管機關。 | 报告卫生主管部门。",
      callTo("Health authority | 衛生主管機關 | 卫生主管部门"),
    ),
    step("flush", "Flush tanks and risers. | 沖洗水箱與立管。 | 冲洗水箱与立管。", { role: "technician" }),
    step("sample", "Take samples for the laboratory. | 採樣送驗。 | 取样送检。", {
      role: "technician",
      evidence: "photo",
    }),
    step(
      "resume",
      "The laboratory has passed the water: resume the supply and tell the residents. | 檢驗合格：恢復供水並通知住戶。 | 检验合格：恢复供水并通知住户。",
      { role: "supervisor", evidence: "note", next: "end" },
    ),
    step(
      "record",
      "Write down what was measured and have the instrument checked. | 記錄檢測結果並安排儀器校驗。 | 记录检测结果并安排仪表校验。",
      { evidence: "note" },
    ),
  ],
});
