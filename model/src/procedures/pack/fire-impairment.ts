import { branch, procedure, step } from "./build.ts";

/** S-FIR-3 (domain C6). */
export const fireImpairment = procedure("S-FIR-3", 1, {
  name: "Fire system impaired | 消防系統異常 | 消防系统受损",
  purpose:
    "Part of the fire system is in fault, disabled, in manual or not heard. | 消防系統部分故障、隔離、手動或失聯。 | 消防系统部分故障、屏蔽、手动或失联。",
  rules: ["FIR-05", "FIR-06", "FIR-07", "FIR-08", "FIR-09", "FIR-10", "FIR-11"],
  provenance: "S-FIR-3 [D]; patrol every 2 h [D]",
  steps: [
    step(
      "record",
      "Write down what is impaired, since when, and which zones have no protection. | 記錄異常項目、開始時間與失去保護的區域。 | 记录受损项目、开始时间与失去保护的区域。",
      { evidence: "note", withinSeconds: 300 },
    ),
    step(
      "restore",
      "Can it be put right at once (AUTO, enabled, mains back)? | 能否立即恢復（自動、解除隔離、復電）？ | 能否立即恢复（自动、解除屏蔽、来电）？",
      {
        withinSeconds: 600,
        branches: [
          branch("yes", "Yes, done | 是，已恢復 | 是，已恢复", "test"),
          branch("no", "No | 否 | 否", "permit"),
        ],
      },
    ),
    step(
      "permit",
      "Issue an impairment permit with its end, and the measures instead. | 開立停用許可，載明結束時間與替代措施。 | 开具停用许可，写明结束时间与替代措施。",
      { role: "supervisor", evidence: "note", withinSeconds: 1_800 },
    ),
    step(
      "watch",
      "Fire watch: patrol the zones at least every 2 hours, and write each round down. | 派員巡邏：至少每 2 小時巡視一次並記錄。 | 派人巡查：至少每 2 小时巡查一次并记录。",
      { role: "technician", withinSeconds: 1_800 },
    ),
    step(
      "notice",
      "Tell the residents and the person responsible for fire safety. | 通知住戶與防火管理人。 | 通知住户与消防安全责任人。",
      { alongside: true },
    ),
    step("repair", "Repair by the fire contractor. | 由消防廠商修復。 | 由消防维保单位修复。", {
      role: "technician",
      evidence: "photo",
    }),
    step("test", "Test what was impaired; end the permit. | 測試恢復項目並結束許可。 | 测试恢复项目并结束许可。", {
      role: "supervisor",
      evidence: "note",
    }),
  ],
});
