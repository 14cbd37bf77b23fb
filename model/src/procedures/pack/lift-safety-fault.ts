import { branch, callTo, procedure, step } from "./build.ts";

/** S-ELV-2 (domain C6). */
export const liftSafetyFault = procedure("S-ELV-2", 1, {
  name: "Lift safety fault | 電梯安全故障 | 电梯安全故障",
  purpose:
    "A lift has stopped, moved or overrun in a way that endangers people. | 電梯異常停止、移動或越程，可能危及人員。 | 电梯异常停止、移动或越程，可能危及人员。",
  rules: ["ELV-03", "ELV-04", "ELV-05", "ELV-06", "ELV-07", "ELV-08", "ELV-16"],
  perEquipment: true,
  provenance: "S-ELV-2 [D]",
  steps: [
    step(
      "empty",
      "Look by camera and ask by intercom: is anybody in the car? | 查看監視器並以對講機詢問：車廂內是否有人？ | 查看监控并用对讲询问：轿厢内是否有人？",
      {
        withinSeconds: 60,
        branches: [
          branch("empty", "The car is empty | 車廂無人 | 轿厢无人", "lock-out"),
          branch("people", "People are in the car | 車廂有人 | 轿厢有人", "rescue"),
        ],
      },
    ),
    step(
      "rescue",
      "Keep the passengers calm and away from the doors; start the procedure for trapped passengers. | 安撫乘客並請遠離車門；啟動電梯受困救援程序。 | 安抚乘客并请远离轿门；启动电梯困人救援预案。",
      {
        say: "The lift has stopped for your safety. Please stay inside, keep away from the doors, help is on its way. | 電梯為確保安全已停止，請留在車廂內並遠離車門，救援人員已出發。 | 电梯为保证安全已停止，请留在轿厢内并远离轿门，救援人员已出发。",
        withinSeconds: 60,
      },
    ),
    step(
      "lock-out",
      "Take the lift out of service on site; no reset before it was inspected. | 於現場停用電梯；檢查完成前不得復歸。 | 在现场停用电梯；检查完成前不得复位。",
      { role: "technician", withinSeconds: 600 },
    ),
    step(
      "contractor",
      "Call the lift contractor's emergency line and tell the fault code. | 撥打電梯保養廠商緊急專線並告知故障碼。 | 拨打电梯维保单位应急电话并告知故障码。",
      {
        ...callTo("Lift contractor, emergency line | 電梯保養廠商緊急專線 | 电梯维保单位应急电话"),
        withinSeconds: 300,
        alongside: true,
      },
    ),
    step(
      "barricade",
      "Bar the doors at every landing and put up notices. | 封鎖各樓層出入口並張貼告示。 | 封闭各层层门并张贴告示。",
      { role: "technician", evidence: "photo", withinSeconds: 900 },
    ),
    step("injured", "Was anybody hurt? | 是否有人受傷？ | 是否有人受伤？", {
      branches: [
        branch("no", "Nobody | 無人受傷 | 无人受伤", "release"),
        branch("yes", "Yes | 有人受傷 | 有人受伤", "accident"),
      ],
    }),
    step(
      "accident",
      "Call an ambulance, keep the place as it is, and report the accident to the authority. | 撥打救護車、保持現場，並向主管機關通報事故。 | 拨打急救电话、保护现场，并向监管部门报告事故。",
      {
        ...callTo("Ambulance (Taiwan 119, mainland 120) | 救護車（臺灣 119、大陸 120） | 急救（大陆 120、台湾 119）"),
        withinSeconds: 120,
      },
    ),
    step(
      "release",
      "The contractor has inspected and tested the lift; write down what was found, then release it. | 廠商檢查測試完成；記錄結果後恢復使用。 | 维保单位检查测试完成；记录结果后恢复使用。",
      { role: "supervisor", evidence: "note" },
    ),
  ],
});
