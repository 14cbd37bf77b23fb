import { procedure, step } from "./build.ts";

/** S-ELV-5 (domain C6). */
export const liftEBike = procedure("S-ELV-5", 1, {
  name: "E-bike in a lift | 電動自行車進入電梯 | 电动自行车进电梯",
  purpose:
    "Somebody takes an e-bike or its battery into a lift. | 有人將電動自行車或其電池帶入電梯。 | 有人将电动自行车或其电池带入电梯。",
  rules: ["ELV-20"],
  provenance: "S-ELV-5 [D]",
  steps: [
    step(
      "broadcast",
      "Ask by loudspeaker to take the bike out; the door is held open. | 廣播請對方將車輛推出，門保持開啟。 | 广播请对方将车辆推出，门保持打开。",
      {
        say: "E-bikes and their batteries may not be taken into the lift. Please take yours out. | 電動自行車及電池禁止進入電梯，請推出車廂。 | 电动自行车及电池禁止进入电梯，请推出轿厢。",
        withinSeconds: 60,
      },
    ),
    step("guard", "Not taken out: send a guard. | 仍未推出時派員到場。 | 仍未推出时派员到场。", {
      role: "technician",
      withinSeconds: 300,
    }),
    step(
      "log",
      "Write down building, unit and time; keep the picture. | 記錄棟別、戶號與時間，保存影像。 | 记录楼栋、户号与时间，保存影像。",
      { evidence: "note" },
    ),
  ],
});
