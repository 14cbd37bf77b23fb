import { branch, callTo, procedure, step } from "./build.ts";

/** S-GAT-2 (domain C6). */
export const gateForced = procedure("S-GAT-2", 1, {
  name: "Forced entry | 強行闖入 | 强行闯入",
  purpose:
    "A boom was hit or torn off, or a wanted plate is at the gate. | 欄桿遭撞擊或脫落，或列管車牌出現。 | 栏杆被撞或脱落，或布控车牌出现。",
  rules: ["GAT-04", "GAT-12"],
  provenance: "S-GAT-2 [D]",
  steps: [
    step(
      "clip",
      "Keep the clip and write down plate, colour and direction. | 保存影像，記錄車牌、顏色與方向。 | 保存录像，记录车牌、颜色与方向。",
      { evidence: "note", withinSeconds: 120 },
    ),
    step(
      "guard",
      "Send a guard; nobody stands in front of the vehicle. | 派員到場，勿站在車輛前方。 | 派保安到场，勿站在车辆前方。",
      {
        withinSeconds: 120,
        alongside: true,
      },
    ),
    step(
      "danger",
      "Is it an attack, a theft or a person in danger? | 是否為攻擊、竊盜或有人受威脅？ | 是否为袭击、盗窃或有人受威胁？",
      {
        withinSeconds: 180,
        branches: [
          branch("yes", "Yes, or not known | 是或不明 | 是或不明", "police"),
          branch("no", "No, an accident | 否，為意外 | 否，属意外", "damage"),
        ],
      },
    ),
    step("police", "Call the police. | 撥打 110。 | 拨打 110。", {
      ...callTo("Police | 警察 | 公安", "110"),
      withinSeconds: 60,
    }),
    step("exit", "Block the exits, where that endangers nobody. | 在無危險下管制出口。 | 在无危险时管控出口。", {
      withinSeconds: 180,
    }),
    step("damage", "Take pictures of boom, cabinet and vehicle. | 拍攝欄桿、機箱與車輛。 | 拍摄栏杆、机箱与车辆。", {
      role: "technician",
      evidence: "photo",
    }),
    step(
      "secure",
      "Secure the lane with cones until it is mended. | 以交通錐管制車道至修復。 | 用锥桶封闭车道至修复。",
      {
        role: "technician",
      },
    ),
  ],
});
