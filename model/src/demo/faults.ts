import type { Text } from "../text.ts";

/** Something that can be broken in the demo estate, with a physical course that a simulator plays. */
export interface DemoFault {
  readonly id: string;
  readonly label: Text;
  readonly equipment: string;
  /** The alarm that it ends in, and on which equipment. */
  readonly raises: { readonly rule: string; readonly equipment: string };
  /** Seconds that physics needs before the rule's condition holds; the rule's own on-delay comes on top. */
  readonly physicsSeconds: number;
}

/** The equipment of the demo estate that commands to the simulators go to. */
export const demoControl = { site: "harbour-court", equipment: "demo-control" } as const;
/** `{"fault": id, "active": boolean}`. */
export const demoFaultCommand = "set-fault";
/** Event that the simulators send at start and at every change: `{"active": [fault ids]}`. */
export const demoFaultsEvent = "faults";
/** Event that the simulators send while back-filling: `{"done": n, "total": n}`. */
export const demoHistoryEvent = "history";

/** The drawer's list, in its order. */
export const demoFaults: readonly DemoFault[] = [
  fault(
    "booster-dry-run",
    "booster-p2",
    "PMP-04",
    "booster-p2",
    10,
    "Booster pump 2 runs dry",
    "2 號加壓泵浦空轉",
    "2 号给水泵干转",
  ),
  fault(
    "booster-trip",
    "booster-p1",
    "PMP-12",
    "booster-p1",
    2,
    "Drive of booster pump 1 trips",
    "1 號加壓泵浦變頻器跳脫",
    "1 号给水泵变频器跳闸",
  ),
  fault(
    "booster-bearing",
    "booster-p3",
    "PMP-10",
    "booster-p3",
    30,
    "Bearing of booster pump 3 wears out",
    "3 號加壓泵浦軸承磨損",
    "3 号给水泵轴承磨损",
  ),
  fault(
    "water-supply-lost",
    "booster",
    "PMP-03",
    "booster",
    60,
    "City water fails, the tank empties",
    "自來水中斷，水箱下降",
    "市政停水，水箱下降",
  ),
  fault(
    "pipe-burst",
    "booster",
    "PMP-01",
    "booster",
    15,
    "Riser bursts, pressure collapses",
    "立管爆裂，壓力驟降",
    "立管爆裂，压力骤降",
  ),
  fault("pump-room-flood", "booster", "PMP-17", "booster", 20, "Pump room floods", "泵浦機房淹水", "水泵房淹水"),
  fault(
    "sump-blocked",
    "sump",
    "SMP-01",
    "sump",
    45,
    "Sewage pumps clog, the sump fills",
    "污水泵浦堵塞，集水井上升",
    "污水泵堵塞，集水井上涨",
  ),
  fault(
    "lift-trapped",
    "lift-a1",
    "ELV-01",
    "lift-a1",
    10,
    "Passenger trapped in lift A1",
    "A1 電梯乘客受困",
    "A1 电梯乘客被困",
  ),
  fault(
    "lift-door",
    "lift-b1",
    "ELV-09",
    "lift-b1",
    8,
    "Door of lift B1 cannot close",
    "B1 電梯門無法關閉",
    "B1 电梯门无法关闭",
  ),
  fault("lift-power", "lift-b2", "ELV-13", "lift-b2", 2, "Lift B2 loses its power", "B2 電梯失去電源", "B2 电梯断电"),
  fault(
    "lift-pit-water",
    "lift-a2",
    "ELV-21",
    "lift-a2",
    15,
    "Water in the pit of lift A2",
    "A2 電梯機坑進水",
    "A2 电梯底坑进水",
  ),
  fault(
    "smoke-floor-7",
    "zone-a-6-10",
    "FIR-01",
    "zone-a-6-10",
    25,
    "Smoke on floor 7 of tower A",
    "A 棟 7 樓冒煙",
    "A 栋 7 楼冒烟",
  ),
  fault(
    "detector-fault",
    "zone-b-11-15",
    "FIR-05",
    "zone-b-11-15",
    2,
    "A detector of tower B fails",
    "B 棟探測器故障",
    "B 栋探测器故障",
  ),
  fault(
    "fire-pump-manual",
    "fire-pumps",
    "FPP-01",
    "fire-pumps",
    2,
    "Fire pumps left out of auto",
    "消防泵浦未置於自動",
    "消防泵未置自动",
  ),
  fault(
    "fire-network-leak",
    "fire-pumps",
    "FPP-05",
    "fire-pumps",
    30,
    "Fire network leaks",
    "消防管網洩漏",
    "消防管网泄漏",
  ),
  fault(
    "gate-exit-stuck",
    "gate-exit-1",
    "GAT-01",
    "gate-exit-1",
    5,
    "Exit gate 1 is stuck",
    "1 號出口柵欄卡住",
    "1 号出口道闸卡住",
  ),
  fault(
    "gate-boom-hit",
    "gate-entry-2",
    "GAT-04",
    "gate-entry-2",
    3,
    "A car breaks the boom of entry lane 2",
    "車輛撞斷 2 號入口柵欄",
    "车辆撞断 2 号入口闸杆",
  ),
  fault("leak-tower-b", "leak-tower-b", "LEK-01", "leak-tower-b", 12, "Water leak in tower B", "B 棟漏水", "B 栋漏水"),
  fault(
    "meter-silent",
    "em-clubhouse",
    "MTR-E13",
    "em-clubhouse",
    0,
    "Clubhouse meter stops reporting",
    "會所電表停止回報",
    "会所电表停止上报",
  ),
  fault(
    "meter-overload",
    "em-ev",
    "MTR-E09",
    "em-ev",
    20,
    "EV charging overloads its feeder",
    "充電樁過載",
    "充电桩过载",
  ),
  fault(
    "gateway-link",
    "gw-gates",
    "NET-01",
    "gw-gates",
    0,
    "Car park gateway loses its link",
    "停車場閘道器斷線",
    "停车场网关断线",
  ),
];

function fault(
  id: string,
  equipment: string,
  rule: string,
  raisesOn: string,
  physicsSeconds: number,
  en: string,
  hant: string,
  hans: string,
): DemoFault {
  return {
    id,
    equipment,
    raises: { rule, equipment: raisesOn },
    physicsSeconds,
    label: { en, "zh-Hant": hant, "zh-Hans": hans },
  };
}
