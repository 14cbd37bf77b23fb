import { callTo, procedure, readingOf, step } from "./build.ts";

/** S-GAS-1 (domain C6). */
export const gasLeak = procedure("S-GAS-1", 1, {
  name: "Gas leak | 瓦斯外洩 | 燃气泄漏",
  purpose:
    "A gas detector, or a meter with far too much flow, reports a leak. | 瓦斯偵測器或流量異常的瓦斯表回報外洩。 | 燃气探测器或流量异常的燃气表报告泄漏。",
  rules: ["FIR-17", "MTR-G01", "MTR-G02"],
  provenance: "S-GAS-1 [D]; entry below 10 % LEL [D]",
  steps: [
    step(
      "warn",
      "No switches, telephones or lifts in the area; nobody goes in. | 區域內禁止操作開關、電話與電梯，禁止進入。 | 区域内禁止操作开关、电话与电梯，禁止进入。",
      {
        say: "Gas has been detected. Leave now by the stairs. Do not switch anything on or off, do not use your telephone here. | 偵測到瓦斯外洩，請立即由樓梯離開，勿操作任何開關，勿在此使用電話。 | 检测到燃气泄漏，请立即从楼梯撤离，不要操作任何开关，不要在此使用电话。",
        withinSeconds: 60,
      },
    ),
    step("valve", "Close the gas valve, from outside. | 於室外關閉瓦斯閥。 | 在室外关闭燃气阀。", {
      role: "technician",
      withinSeconds: 300,
      alongside: true,
    }),
    step("company", "Call the gas company, from a safe place. | 於安全處聯絡瓦斯公司。 | 在安全处联系燃气公司。", {
      ...callTo("Gas company, emergency line | 瓦斯公司緊急專線 | 燃气公司抢险电话"),
      withinSeconds: 180,
    }),
    step("brigade", "Call the fire brigade. | 撥打 119。 | 拨打 119。", {
      ...callTo("Fire brigade | 消防隊 | 消防队", "119"),
      withinSeconds: 180,
      alongside: true,
    }),
    step("evacuate", "Evacuate the area and bar it. | 疏散並封鎖區域。 | 疏散并封锁区域。", { withinSeconds: 300 }),
    step(
      "ventilate",
      "Ventilate; only with explosion-proof fans. | 通風，僅可使用防爆風機。 | 通风，仅可使用防爆风机。",
      { role: "technician" },
    ),
    step(
      "meter",
      "Measure before anybody enters: below 10 % LEL. | 進入前量測，須低於 10 % LEL。 | 进入前测量，须低于 10 % LEL。",
      { role: "technician", ...readingOf("Gas | 瓦斯濃度 | 燃气浓度", "% LEL") },
    ),
    step(
      "release",
      "The gas company has found and closed the leak: release the area. | 瓦斯公司完成修復：解除封鎖。 | 燃气公司完成修复：解除封锁。",
      { role: "supervisor", evidence: "note" },
    ),
  ],
});
