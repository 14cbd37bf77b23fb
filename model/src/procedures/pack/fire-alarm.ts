import { branch, callTo, procedure, step } from "./build.ts";

/** S-FIR-1 (domain C6). */
export const fireAlarm = procedure("S-FIR-1", 1, {
  name: "Fire alarm received | 接獲火警 | 接到火警",
  purpose:
    "A detector, a panel or a fire pump reports fire; nobody has seen it yet. | 偵測器、火警受信總機或消防泵浦回報火警，尚未確認。 | 探测器、报警主机或消防泵报告火警，尚未确认。",
  rules: ["FIR-01", "FPP-03", "ELV-25"],
  provenance: "S-FIR-1, sequence of GB 25201 §5.3 [S32]; at the place within 3 min [K]",
  steps: [
    step(
      "locate",
      "Find the place on the plan and look by camera. One of the two operators stays at the panel, one goes. | 於平面圖確認位置並查看監視器；兩名值班人員一人留守、一人前往。 | 在平面图确认位置并查看监控；两名值班员一人留守、一人前往。",
      { withinSeconds: 30 },
    ),
    step(
      "send",
      "Send the nearest person with extinguisher and radio to the place. | 派最近人員攜滅火器與無線電前往確認。 | 派最近人员携灭火器与对讲机前往确认。",
      { withinSeconds: 60, alongside: true },
    ),
    step("confirm", "What was seen there? | 現場確認結果？ | 现场确认结果？", {
      bySeconds: 180,
      branches: [
        branch("fire", "Fire or smoke | 有火或煙 | 有火或烟", "auto"),
        branch("false", "False alarm | 誤報 | 误报", "cause"),
        branch("unclear", "Cannot be seen: treat it as fire | 無法確認：以火警處理 | 无法确认：按火警处理", "auto"),
      ],
    }),
    step("auto", "Switch the fire linkage to AUTO, if it is not. | 將消防連動切換至自動。 | 将消防联动切换到自动。", {
      withinSeconds: 30,
    }),
    step(
      "brigade",
      "Call the fire brigade: address, place in the building, what burns and how much, people trapped, your name and number. | 撥打 119：地址、位置、燃燒物與範圍、受困人數、姓名電話。 | 拨打 119：地址、部位、燃烧物与范围、被困人数、姓名电话。",
      {
        ...callTo("Fire brigade | 消防隊 | 消防队", "119"),
        say: "Fire at our address. It is on this floor, this is what burns, so many people are still inside. My name and number are … | 我們這裡發生火災，地址為……，位於……樓，燃燒物為……，受困……人，我的姓名電話為…… | 我们这里发生火灾，地址是……，在……层，燃烧物是……，被困……人，我的姓名电话是……",
        withinSeconds: 60,
        alongside: true,
      },
    ),
    step(
      "evacuate",
      "Start the evacuation and the fire plan; go on with the procedure for a confirmed fire. | 啟動疏散與消防計畫，接續執行火災確認程序。 | 启动疏散与灭火预案，接续执行确认火灾预案。",
      { withinSeconds: 60 },
    ),
    step(
      "responsible",
      "Report to the person responsible for fire safety, who goes to the place. | 通報防火管理人並請其到場。 | 报告消防安全责任人并请其到场。",
      {
        ...callTo("Person responsible for fire safety | 防火管理人 | 消防安全责任人"),
        withinSeconds: 180,
        next: "end",
      },
    ),
    step(
      "cause",
      "Find out why it was reported: dust, steam, cooking, works, a broken detector. | 查明誤報原因：粉塵、蒸氣、烹飪、施工或偵測器故障。 | 查明误报原因：粉尘、蒸汽、烹饪、施工或探测器故障。",
      { role: "technician", evidence: "note" },
    ),
    step(
      "reset",
      "Reset the panel on site; the alarm must not come back. | 於現場復歸受信總機，確認不再動作。 | 在现场复位主机，确认不再报警。",
      { withinSeconds: 900 },
    ),
    step("record", "Fill in the record of faults and repairs. | 填寫故障與維修紀錄。 | 填写故障与维修记录。", {
      evidence: "note",
    }),
  ],
});
