import { branch, callTo, procedure, readingOf, step } from "./build.ts";

/** S-PMP-1 (domain C6). */
export const waterOutage = procedure("S-PMP-1", 1, {
  name: "Water outage | 停水應變 | 停水应急",
  purpose:
    "The supply pressure has fallen so far that upper floors have no water, or no pump can run. | 供水壓力過低致高樓層無水，或無泵浦可運轉。 | 供水压力过低导致高区无水，或无水泵可运行。",
  rules: ["PMP-01", "PMP-12"],
  provenance: "S-PMP-1 [D]; notice within 10 min [D]",
  steps: [
    step(
      "look",
      "See in the faceplate: which pumps run, their mode, supply, tank level. | 由畫面確認：運轉中的泵浦、模式、電源、水箱液位。 | 在画面确认：运行的水泵、模式、电源、水箱液位。",
      { withinSeconds: 120 },
    ),
    step("send", "Send a technician to the pump room. | 派技師前往泵浦房。 | 派维修工前往泵房。", {
      withinSeconds: 180,
      alongside: true,
    }),
    step(
      "standby",
      "On site: start the standby pump by hand. Does the pressure come back? | 現場手動啟動備用泵浦。壓力是否恢復？ | 现场手动启动备用泵。压力是否恢复？",
      {
        role: "technician",
        withinSeconds: 600,
        branches: [branch("back", "Yes | 是 | 是", "pressure"), branch("no", "No | 否 | 否", "notice")],
      },
    ),
    step(
      "notice",
      "Tell the residents of the buildings concerned; say when there will be news. | 通知受影響棟別住戶，並告知下次說明時間。 | 通知受影响楼栋住户，并告知下次说明时间。",
      {
        say: "The water supply is interrupted. We are working on it and will tell you more within 30 minutes. | 目前供水中斷，正在搶修，30 分鐘內再行通知。 | 目前供水中断，正在抢修，30 分钟内再行通知。",
        bySeconds: 600,
      },
    ),
    step("contractor", "Call the pump contractor. | 聯絡泵浦保養廠商。 | 联系水泵维保单位。", {
      ...callTo("Pump contractor, emergency line | 泵浦保養廠商緊急專線 | 水泵维保单位应急电话"),
      withinSeconds: 300,
      alongside: true,
    }),
    step(
      "restore",
      "Restore slowly, against air and water hammer; flush, and take a sample. | 緩慢恢復供水，避免空氣與水錘；沖洗管線並採樣。 | 缓慢恢复供水，防止气囊与水锤；冲洗管线并取样。",
      { role: "technician" },
    ),
    step("pressure", "Read the discharge pressure at the gauge. | 讀取出水壓力錶。 | 读取出水压力表。", {
      role: "technician",
      ...readingOf("Discharge pressure | 出水壓力 | 出水压力", "MPa"),
    }),
    step(
      "close",
      "Tell the residents that water is back; write down the cause. | 通知住戶恢復供水，記錄原因。 | 通知住户恢复供水，记录原因。",
      { evidence: "note" },
    ),
  ],
});
