import { branch, procedure, readingOf, step } from "./build.ts";

/** S-ELV-4 (domain C6). */
export const liftPowerWater = procedure("S-ELV-4", 1, {
  name: "Lift without power, or water in the pit | 電梯停電或機坑進水 | 电梯停电或底坑进水",
  purpose:
    "A lift has lost its supply, or water stands in its pit. | 電梯失去電源，或機坑積水。 | 电梯失电，或底坑积水。",
  rules: ["ELV-13", "ELV-21"],
  provenance: "S-ELV-4 [D]",
  steps: [
    step(
      "cars",
      "Ask in every car by intercom whether somebody is inside. | 以對講機逐一確認各車廂是否有人。 | 用对讲逐一确认各轿厢是否有人。",
      {
        withinSeconds: 120,
        branches: [
          branch("empty", "All cars are empty | 各車廂均無人 | 各轿厢均无人", "cause"),
          branch("people", "Somebody is inside | 有人受困 | 有人被困", "rescue"),
        ],
      },
    ),
    step(
      "rescue",
      "Start the procedure for trapped passengers, one for each such car. | 對每一有人的車廂啟動電梯受困救援程序。 | 对每个有人的轿厢启动电梯困人救援预案。",
      {
        say: "The power has failed. You are safe, please stay calm; we are bringing you out. | 目前停電，您在車廂內是安全的，請保持冷靜，救援人員即將到達。 | 目前停电，您在轿厢内是安全的，请保持冷静，救援人员马上到达。",
        withinSeconds: 60,
      },
    ),
    step("cause", "What is it? | 原因為何？ | 是什么原因？", {
      branches: [
        branch("power", "No supply | 停電 | 停电", "supply"),
        branch("water", "Water in the pit | 機坑進水 | 底坑进水", "raise"),
      ],
    }),
    step(
      "supply",
      "Check the feeder and the standby supply; say when power comes back. | 檢查供電迴路與備用電源，告知預計復電時間。 | 检查供电回路与备用电源，告知预计来电时间。",
      { role: "technician", withinSeconds: 600, next: "restart" },
    ),
    step(
      "raise",
      "On site only: drive the cars above the flood level and park them there. | 限現場操作：將車廂移至水位以上樓層並停放。 | 仅限现场操作：将轿厢移至水位以上楼层停放。",
      { role: "technician", withinSeconds: 600 },
    ),
    step("cut", "Switch off the lift's supply, lock and tag. | 切斷電梯電源、上鎖掛牌。 | 断开电梯电源、上锁挂牌。", {
      role: "technician",
      evidence: "photo",
    }),
    step(
      "pump",
      "Pump out the pit and find where the water comes from. | 抽除積水並查明來源。 | 抽除积水并查明来源。",
      {
        role: "technician",
      },
    ),
    step(
      "insulation",
      "Dry out and measure the insulation before switching on. | 乾燥處理並於送電前量測絕緣電阻。 | 干燥处理并在送电前测量绝缘电阻。",
      { role: "technician", ...readingOf("Insulation resistance | 絕緣電阻 | 绝缘电阻", "MΩ") },
    ),
    step(
      "restart",
      "Restart the lifts one by one and see each through a whole trip. | 逐台恢復電梯並確認完整運行一趟。 | 逐台恢复电梯并确认完整运行一趟。",
      { role: "supervisor", evidence: "note" },
    ),
  ],
});
