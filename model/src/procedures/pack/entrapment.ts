import { branch, callTo, procedure, readingOf, step } from "./build.ts";

/** S-ELV-1 (domain C6). */
export const entrapment = procedure("S-ELV-1", 1, {
  name: "Passengers trapped in a lift | 電梯受困救援 | 电梯困人救援",
  purpose:
    "People are shut in a car, or somebody in it asks for help. | 有人受困車廂，或車廂內有人求助。 | 有人被困轿厢，或轿厢内有人求助。",
  rules: ["ELV-01", "ELV-02"],
  perEquipment: true,
  provenance:
    "S-ELV-1 [D]; arrival 30 min in town, 60 min elsewhere, hotline 96333 where there is one [S26]; record fields [S27]",
  steps: [
    step(
      "intercom",
      "Speak to the passengers by intercom: how many, children, ill or pregnant, which floor is shown. Look by camera. | 以對講機聯絡乘客：人數、有無孩童、病患或孕婦、顯示樓層；查看監視器。 | 用对讲联系乘客：人数、有无儿童、病人或孕妇、显示楼层；查看监控。",
      {
        say: "Please stay calm, help is on its way. You have enough air. Keep away from the doors and do not force them. | 請保持冷靜，救援人員已出發。車廂內空氣充足，請遠離車門，切勿強行扒門。 | 请保持冷静，救援人员已出发。轿厢内空气充足，请远离层门，切勿强行扒门。",
        evidence: "note",
        withinSeconds: 60,
      },
    ),
    step("dispatch", "Send trained staff to the lift. | 派遣受訓人員前往電梯。 | 派持证人员前往电梯现场。", {
      bySeconds: 180,
    }),
    step(
      "contractor",
      "Call the lift contractor's emergency line; where there is a city line, that too. | 撥打電梯保養廠商緊急專線；當地有救援專線者一併通報。 | 拨打电梯维保单位应急电话；当地有电梯应急热线的同时拨打。",
      {
        ...callTo("Lift contractor, emergency line | 電梯保養廠商緊急專線 | 电梯维保单位应急电话"),
        bySeconds: 180,
        alongside: true,
      },
    ),
    step(
      "condition",
      "Is anybody hurt or ill, or is there smoke or fire? | 是否有人受傷、不適，或有煙霧、火災？ | 是否有人受伤、不适，或有烟雾、火情？",
      {
        withinSeconds: 60,
        branches: [
          branch("well", "No, all are well | 否，人員平安 | 否，人员平安", "landing"),
          branch("medical", "Somebody needs a doctor | 有人需要就醫 | 有人需要就医", "ambulance"),
          branch("fire", "Smoke or fire | 有煙霧或火災 | 有烟雾或火情", "fire-brigade"),
        ],
      },
    ),
    step(
      "ambulance",
      "Call an ambulance; say that the patient is shut in a lift. | 撥打救護車，說明患者受困電梯內。 | 拨打急救电话，说明患者被困电梯内。",
      {
        ...callTo("Ambulance (Taiwan 119, mainland 120) | 救護車（臺灣 119、大陸 120） | 急救（大陆 120、台湾 119）"),
        withinSeconds: 60,
        next: "landing",
      },
    ),
    step(
      "fire-brigade",
      "Call the fire brigade; say that people are shut in a lift. | 撥打 119，說明有人受困電梯。 | 拨打 119，说明有人被困电梯。",
      { ...callTo("Fire brigade | 消防隊 | 消防队", "119"), withinSeconds: 60 },
    ),
    step(
      "landing",
      "At the landing: keep in contact, bar the landings, see whether the other cars stand well. | 抵達樓層：持續與乘客聯繫，封鎖各層出入口，確認其他電梯狀況。 | 到达层站：持续与乘客联系，封闭各层层门，确认其他电梯状况。",
      { role: "technician", bySeconds: 600 },
    ),
    step(
      "arrival",
      "Has the contractor or a certified rescuer arrived? After 20 minutes without them, call the fire brigade. | 保養廠商或合格救援人員是否到場？逾 20 分鐘未到，改請消防隊救援。 | 维保单位或持证救援人员是否到场？超过 20 分钟未到，改由消防队救援。",
      {
        bySeconds: 1_200,
        branches: [
          branch("arrived", "Arrived | 已到場 | 已到场", "isolate"),
          branch("late", "Not arrived within 20 minutes | 20 分鐘未到場 | 20 分钟未到场", "second-level"),
        ],
      },
    ),
    step(
      "second-level",
      "Start the second level: call the fire brigade and inform the manager. | 啟動第二級救援：撥打 119 並通報主管。 | 启动二级救援：拨打 119 并报告负责人。",
      { ...callTo("Fire brigade | 消防隊 | 消防队", "119"), withinSeconds: 60 },
    ),
    step(
      "isolate",
      "Certified people only: main switch off, locked and tagged; find where the car stands. | 限合格人員：切斷主電源、上鎖掛牌，確認車廂位置。 | 仅限持证人员：断开主电源、上锁挂牌，确认轿厢位置。",
      { role: "technician", evidence: "photo" },
    ),
    step(
      "release",
      "Certified people only: bring the car to a door zone by hand where it is not in one, open the landing door with the key, two persons. | 限合格人員：車廂不在門區時手動盤車至門區，兩人以三角鑰匙開啟樓層門。 | 仅限持证人员：轿厢不在门区时盘车至门区，两人用三角钥匙打开层门。",
      { role: "technician" },
    ),
    step(
      "released",
      "Write down how many came out, injuries, and the times of trapped, alarm, accepted, departed, arrived, released. | 記錄救出人數、傷勢，以及受困、報警、受理、出發、到場、救出時間。 | 记录救出人数、伤情，以及被困、报警、受理、出发、到场、救出时间。",
      {
        ...readingOf("People released | 救出人數 | 救出人数", ""),
      },
    ),
    step(
      "out-of-service",
      "The lift stays out of service until the contractor has tested it and a supervisor has reset it; put up notices. | 電梯維持停用，待廠商測試合格並由值班主管復歸；張貼告示。 | 电梯保持停用，待维保单位测试合格并由值班长复位；张贴告示。",
      { role: "supervisor" },
    ),
    step(
      "follow-up",
      "Tell the families, plan a call back within 24 hours, write the report. | 通知家屬，安排 24 小時內回訪，撰寫報告。 | 通知家属，安排 24 小时内回访，编写报告。",
      { role: "supervisor", evidence: "note" },
    ),
  ],
});
