import { callTo, procedure, readingOf, step } from "./build.ts";

/** S-FIR-2 (domain C6). */
export const fireConfirmed = procedure("S-FIR-2", 1, {
  name: "Confirmed fire | 火災確認 | 确认火灾",
  purpose:
    "A call point, two detectors of one zone, or somebody on site has confirmed a fire. | 手動報警機、同區兩只偵測器或現場人員已確認火災。 | 手动报警按钮、同区两只探测器或现场人员已确认火灾。",
  rules: ["FIR-02", "FIR-03", "GAT-19"],
  provenance: "S-FIR-2 [D]",
  steps: [
    step(
      "brigade",
      "Call the fire brigade, if that is not done. | 如尚未通報，立即撥打 119。 | 如尚未报警，立即拨打 119。",
      { ...callTo("Fire brigade | 消防隊 | 消防队", "119"), withinSeconds: 60 },
    ),
    step(
      "broadcast",
      "Evacuation broadcast: the floor of the fire and its neighbours first. | 疏散廣播：起火層及上下相鄰層優先。 | 疏散广播：着火层及相邻层优先。",
      {
        say: "There is a fire. Leave the building by the stairs now, do not use the lifts. Follow the staff. | 現在發生火災，請立即由樓梯離開，勿搭乘電梯，並依工作人員指引行動。 | 现在发生火灾，请立即从楼梯撤离，不要乘坐电梯，听从工作人员指引。",
        withinSeconds: 60,
        alongside: true,
      },
    ),
    step(
      "lifts",
      "Lifts recalled: every car at the fire floor's exit level, doors open, nobody inside. | 電梯已歸返：各車廂停於避難層、門開啟、無人。 | 电梯已迫降：各轿厢停于首层、门打开、无人。",
      { withinSeconds: 120 },
    ),
    step(
      "gates",
      "Barriers up and held, doors released. | 車道柵欄開啟並保持、門禁釋放。 | 道闸抬起并保持、门禁释放。",
      { withinSeconds: 120, alongside: true },
    ),
    step(
      "smoke",
      "Smoke fans and fire pumps run: see the feedback of each. | 排煙風機與消防泵浦運轉：逐一確認回饋。 | 排烟风机与消防泵运行：逐一确认反馈。",
      { withinSeconds: 180, alongside: true },
    ),
    step("power", "Cut the power that is not for fire fighting. | 切斷非消防電源。 | 切断非消防电源。", {
      role: "technician",
      withinSeconds: 300,
    }),
    step(
      "meet",
      "Meet the brigade with keys and plans; say who is missing. | 攜鑰匙與平面圖接應消防隊，告知失聯人員。 | 携钥匙与图纸接应消防队，告知失联人员。",
      { role: "technician", withinSeconds: 600 },
    ),
    step(
      "roll-call",
      "Roll call at the assembly point. | 於集合點清點人數。 | 在集合点清点人数。",
      readingOf("People missing | 失聯人數 | 失联人数", ""),
    ),
    step(
      "over",
      "The brigade has given the building back: write down the times of alarm, call, arrival, under control, out. | 消防隊交還建物：記錄警報、報案、到場、控制、撲滅時間。 | 消防队移交现场：记录报警、出警、到场、控制、扑灭时间。",
      { role: "supervisor", evidence: "note" },
    ),
  ],
});
