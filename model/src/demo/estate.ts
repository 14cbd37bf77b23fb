import type { Equipment } from "../sites/equipment.ts";
import type { Site } from "../sites/site.ts";
import type { Text } from "../text.ts";
import { hour } from "../time.ts";
import { demoControl } from "./faults.ts";

/** The property of the demo: two towers of 24 floors and a basement. */
export const harbourCourt: Site = {
  id: "harbour-court",
  name: "Harbour Court",
  names: { "zh-Hant": "港灣花園", "zh-Hans": "港湾花园" },
  timeZone: "Asia/Taipei",
  clock: "wall",
  currency: "TWD",
  tariffs: { electricity: "tw-commercial-tou", water: "tw-water-flat", gas: "tw-gas-flat" },
};

/** Where real data are replayed: its clock is the data's own. */
export const replayLab: Site = {
  id: "lab",
  name: "Replay lab",
  names: { "zh-Hant": "重播實驗室", "zh-Hans": "回放实验室" },
  timeZone: "UTC",
  clock: "device",
  currency: "TWD",
  tariffs: { electricity: "tw-commercial-tou", water: "tw-water-flat", gas: "tw-gas-flat" },
};

export const demoSites: readonly Site[] = [harbourCourt, replayLab];

/** How far back the demo's history reaches, and how fine it is. */
export const demoHistory = { days: 30, resolution: hour / 4 } as const;

type Details = Omit<Partial<Equipment>, "site" | "id" | "type">;

function at(site: Site) {
  return (id: string, type: string, text: Text, details: Details = {}): Equipment => ({
    site: site.id,
    id,
    type,
    name: text.en,
    names: { "zh-Hant": text["zh-Hant"], "zh-Hans": text["zh-Hans"] },
    ...details,
  });
}
const here = at(harbourCourt);
const inLab = at(replayLab);
const named = (en: string, hant: string, hans: string): Text => ({ en, "zh-Hant": hant, "zh-Hans": hans });

const gateways = [
  here("gw-tower-a", "gateway", named("Gateway tower A", "A 棟閘道器", "A 栋网关"), { space: "A · RF" }),
  here("gw-tower-b", "gateway", named("Gateway tower B", "B 棟閘道器", "B 栋网关"), { space: "B · RF" }),
  here("gw-plant", "gateway", named("Gateway plant room", "機房閘道器", "机房网关"), {
    space: "B2",
    fedBy: ["em-plant"],
  }),
  here("gw-meters", "gateway", named("Gateway meters", "計量閘道器", "计量网关"), { space: "B1" }),
  here("gw-gates", "gateway", named("Gateway car park", "停車場閘道器", "停车场网关"), { space: "B1" }),
];

/** B2 and B1, ground, then 2 to 24; there is no fourth floor on the panel, as in many houses. */
const floors = ["B2", "B1", "G", ...Array.from({ length: 23 }, (_, i) => (i === 2 ? "3A" : String(i + 2)))].join(" ");

const lifts = (["a", "b"] as const).flatMap((tower) =>
  [1, 2].map((n) => {
    const code = `${tower.toUpperCase()}${n}`;
    return here(`lift-${tower}${n}`, "elevator", named(`Lift ${code}`, `${code} 電梯`, `${code} 电梯`), {
      gateway: `gw-tower-${tower}`,
      space: tower.toUpperCase(),
      fedBy: [`em-${tower}-lifts`],
      attributes: { floors, rated_speed: 2.5, capacity_kg: 1_000 },
    });
  }),
);

function pumps(
  set: string,
  list: readonly (readonly [id: string, Text])[],
  kilowatts: number,
  amperes: number,
  duty?: "shared" | "jockey",
) {
  return list.map(([id, text]) =>
    here(id, "pump", text, {
      parent: set,
      gateway: "gw-plant",
      space: "B2",
      attributes: { rated_power: kilowatts, rated_current: amperes, ...(duty && { duty }) },
    }),
  );
}

const plant = [
  here("booster", "booster-pump-set", named("Booster pump set", "加壓泵浦組", "生活给水泵组"), {
    gateway: "gw-plant",
    space: "B2",
    fedBy: ["em-booster"],
  }),
  ...pumps(
    "booster",
    [1, 2, 3].map((n) => [`booster-p${n}`, named(`Booster pump ${n}`, `${n} 號加壓泵浦`, `${n} 号给水泵`)] as const),
    15,
    29,
    "shared",
  ),
  here("sump", "sewage-pump-set", named("Sewage pump set", "污水泵浦組", "污水泵组"), {
    gateway: "gw-plant",
    space: "B2",
    fedBy: ["em-sump"],
  }),
  ...pumps(
    "sump",
    [1, 2].map((n) => [`sump-p${n}`, named(`Sewage pump ${n}`, `${n} 號污水泵浦`, `${n} 号污水泵`)] as const),
    5.5,
    11,
    "shared",
  ),
  here("fire-pumps", "fire-pump-set", named("Fire pump set", "消防泵浦組", "消防泵组"), {
    gateway: "gw-plant",
    space: "B2",
  }),
  ...pumps(
    "fire-pumps",
    [
      ["fire-main", named("Fire pump (duty)", "消防主泵", "消防主泵")],
      ["fire-standby", named("Fire pump (standby)", "消防備泵", "消防备泵")],
    ],
    55,
    103,
  ),
  ...pumps("fire-pumps", [["fire-jockey", named("Jockey pump", "穩壓泵浦", "稳压泵")]], 2.2, 4.7, "jockey"),
  here("leak-tower-a", "leak-sensor", named("Leak sensor riser A", "A 棟管道間漏水偵測", "A 栋管井漏水探测"), {
    gateway: "gw-tower-a",
    space: "A · 12F",
  }),
  here("leak-tower-b", "leak-sensor", named("Leak sensor riser B", "B 棟管道間漏水偵測", "B 栋管井漏水探测"), {
    gateway: "gw-tower-b",
    space: "B · 12F",
  }),
];

const zoneFloors = ["1-5", "6-10", "11-15", "16-20", "21-24"] as const;
const zones = [
  here("zone-b", "fire-zone", named("Zone basement", "地下室分區", "地下室分区"), zone(24, "B2 B1")),
  ...(["a", "b"] as const).flatMap((tower) =>
    zoneFloors.map((range) => {
      const code = `${tower.toUpperCase()} ${range}F`;
      return here(
        `zone-${tower}-${range}`,
        "fire-zone",
        named(`Zone ${code}`, `${code} 分區`, `${code} 分区`),
        zone(20, range),
      );
    }),
  ),
  here("zone-roof", "fire-zone", named("Zone roof plant", "屋頂機房分區", "屋顶机房分区"), zone(16, "RF")),
];

function zone(detectors: number, range: string): Details {
  return { parent: "fire-panel", gateway: "gw-plant", space: range, attributes: { detectors, floors: range } };
}

/** `[id, upstream meter, contracted kW, names]`; what a meter's sub-meters leave over is its remainder. */
const electricity: readonly (readonly [id: string, parent: string | undefined, kilowatts: number, Text])[] = [
  ["em-main", undefined, 800, named("Main electricity meter", "總電表", "总电表")],
  ["em-tower-a", "em-main", 300, named("Tower A", "A 棟", "A 栋")],
  ["em-a-lifts", "em-tower-a", 60, named("Tower A lifts", "A 棟電梯", "A 栋电梯")],
  ["em-a-lighting", "em-tower-a", 40, named("Tower A lighting", "A 棟照明", "A 栋照明")],
  ["em-a-cooling", "em-tower-a", 150, named("Tower A cooling", "A 棟空調", "A 栋空调")],
  ["em-a-sockets", "em-tower-a", 60, named("Tower A common sockets", "A 棟公共插座", "A 栋公共插座")],
  ["em-tower-b", "em-main", 300, named("Tower B", "B 棟", "B 栋")],
  ["em-b-lifts", "em-tower-b", 60, named("Tower B lifts", "B 棟電梯", "B 栋电梯")],
  ["em-b-lighting", "em-tower-b", 40, named("Tower B lighting", "B 棟照明", "B 栋照明")],
  ["em-b-cooling", "em-tower-b", 150, named("Tower B cooling", "B 棟空調", "B 栋空调")],
  ["em-b-sockets", "em-tower-b", 60, named("Tower B common sockets", "B 棟公共插座", "B 栋公共插座")],
  ["em-plant", "em-main", 200, named("Plant rooms", "機房", "机房")],
  ["em-booster", "em-plant", 60, named("Booster pumps", "加壓泵浦", "给水泵")],
  ["em-sump", "em-plant", 20, named("Sewage pumps", "污水泵浦", "污水泵")],
  ["em-fire", "em-plant", 150, named("Fire pumps", "消防泵浦", "消防泵")],
  ["em-ventilation", "em-plant", 45, named("Ventilation", "通風", "通风")],
  ["em-carpark", "em-main", 160, named("Car park", "停車場", "停车场")],
  ["em-ev", "em-carpark", 120, named("EV charging", "電動車充電", "电动车充电")],
  ["em-carpark-light", "em-carpark", 25, named("Car park lighting", "停車場照明", "停车场照明")],
  ["em-clubhouse", "em-main", 50, named("Clubhouse", "會所", "会所")],
];

/** `[id, upstream meter, largest m³/h, names]`. */
const water: readonly (readonly [id: string, parent: string | undefined, perHour: number, Text])[] = [
  ["wm-main", undefined, 80, named("Main water meter", "總水表", "总水表")],
  ["wm-tower-a", "wm-main", 40, named("Tower A water", "A 棟用水", "A 栋用水")],
  ["wm-tower-b", "wm-main", 40, named("Tower B water", "B 棟用水", "B 栋用水")],
  ["wm-landscape", "wm-main", 15, named("Landscape water", "景觀用水", "景观用水")],
];

const meters = [
  ...electricity.map(([id, parent, kilowatts, text]) =>
    here(id, "electricity-meter", text, {
      ...(parent && { parent }),
      gateway: "gw-meters",
      space: "B1",
      attributes: {
        rated_power: kilowatts,
        max_rate: kilowatts * 1.2,
        ...(id === "em-main" && { contract_demand: kilowatts }),
        ...(id === "em-carpark-light" && { base_load: "steady" }),
      },
    }),
  ),
  ...water.map(([id, parent, perHour, text]) =>
    here(id, "water-meter", text, {
      ...(parent && { parent }),
      gateway: "gw-meters",
      space: "B1",
      // What the towers use comes through the pumps; the main meter stands before them.
      ...(id.startsWith("wm-tower") && { fedBy: ["booster"] }),
      attributes: { max_rate: perHour * 1.2 },
    }),
  ),
  here("gm-main", "gas-meter", named("Main gas meter", "總瓦斯表", "总燃气表"), {
    gateway: "gw-meters",
    space: "B1",
    attributes: { max_rate: 60 },
  }),
];

const gates = [
  here("car-park", "car-park", named("Car park", "停車場", "停车场"), {
    gateway: "gw-gates",
    space: "B1",
    fedBy: ["em-carpark"],
    attributes: { spaces: 320 },
  }),
  ...(["entry", "exit"] as const).flatMap((direction) =>
    [1, 2].map((n) =>
      here(
        `gate-${direction}-${n}`,
        "gate-lane",
        direction === "entry"
          ? named(`Entry lane ${n}`, `${n} 號入口車道`, `${n} 号入口车道`)
          : named(`Exit lane ${n}`, `${n} 號出口車道`, `${n} 号出口车道`),
        { parent: "car-park", gateway: "gw-gates", space: "G", attributes: { direction } },
      ),
    ),
  ),
];

export const demoEquipment: readonly Equipment[] = [
  ...gateways,
  ...lifts,
  ...plant,
  here("fire-panel", "fire-panel", named("Fire alarm panel", "火警受信總機", "火灾报警控制器"), {
    gateway: "gw-plant",
    space: "G",
  }),
  ...zones,
  ...meters,
  ...gates,
  here(demoControl.equipment, "demo-control", named("Demo simulators", "示範模擬器", "演示模拟器")),
  inLab("rig-1", "pump-test-rig", named("Pump test rig", "泵浦測試台", "水泵试验台")),
  inLab("meter-1", "electricity-meter", named("Replay electricity meter", "重播電表", "回放电表"), {
    attributes: { rollover: 10_000_000 },
  }),
  inLab("water-1", "water-meter", named("Replay water meter", "重播水表", "回放水表")),
  inLab("gas-1", "gas-meter", named("Replay gas meter", "重播瓦斯表", "回放燃气表")),
];
