import type { AlarmView, EquipmentView } from "@plantroom/model/api/types.ts";
import { type DeviceType, type System, systems } from "@plantroom/model/device-types/device-type.ts";
import type { Point } from "@plantroom/model/points/point.ts";
import { isPart } from "../estate/standing.ts";

/** One tile: a piece of equipment with the parts that are shown within it. */
export interface TileGroup {
  readonly equipment: EquipmentView;
  readonly parts: readonly EquipmentView[];
}

type TypeOf = (id: string) => DeviceType | undefined;

/** Parts stand in their parent's tile; a part whose parent is gone stands alone. */
export function tilesOf(equipment: readonly EquipmentView[], typeOf: TypeOf): readonly TileGroup[] {
  const ids = new Set(equipment.map((one) => one.id));
  const inParent = (one: EquipmentView) => one.parent !== undefined && ids.has(one.parent) && isPart(typeOf(one.type));
  const parts = Map.groupBy(equipment.filter(inParent), (one) => one.parent ?? "");
  return equipment.filter((one) => !inParent(one)).map((one) => ({ equipment: one, parts: parts.get(one.id) ?? [] }));
}

export interface SystemTiles {
  readonly system: System;
  readonly tiles: readonly TileGroup[];
}

/** The systems that a site has, in the order in which a control room asks for them. */
export function bySystem(tiles: readonly TileGroup[], typeOf: TypeOf): readonly SystemTiles[] {
  const groups = Map.groupBy(tiles, (tile) => typeOf(tile.equipment.type)?.system ?? "other");
  return (Object.keys(systems) as System[]).flatMap((system) => {
    const of = groups.get(system);
    return of ? [{ system, tiles: of }] : [];
  });
}

/** Open alarms by the equipment of the tile that shows them. */
export function alarmsByTile(
  alarms: Iterable<AlarmView>,
  tiles: readonly TileGroup[],
): ReadonlyMap<string, readonly AlarmView[]> {
  const tileOf = new Map(
    tiles.flatMap(({ equipment, parts }) => [equipment, ...parts].map((one) => [one.id, equipment.id] as const)),
  );
  return Map.groupBy(alarms, (alarm) => tileOf.get(alarm.equipment) ?? alarm.equipment);
}

export type KeyPoint = readonly [id: string, point: Point];

/** The one point that says most of what is normal: a measured value or a floor before a state that reads "normal". */
export function headline(type: DeviceType | undefined): KeyPoint | undefined {
  const key = keyPoints(type, Number.POSITIVE_INFINITY);
  return key.find(([, point]) => point.kind === "text") ?? key.find(([, point]) => point.kind === "number") ?? key[0];
}

/** The points that a type wants on its tile; registers count up and say little there, so they come last. */
export function keyPoints(type: DeviceType | undefined, most = 3): readonly KeyPoint[] {
  const key = Object.entries(type?.points ?? {}).filter(([, point]) => point.key);
  const isRegister = ([, point]: KeyPoint) => point.kind === "number" && point.register !== undefined;
  return [...key.filter((one) => !isRegister(one)), ...key.filter(isRegister)].slice(0, most);
}

/** What an overview leaves out where there is no more room. */
export interface Cut {
  /** Lines of what is normal. */
  readonly cells: boolean;
  /** The most tiles of a system that stand in brief. */
  readonly tiles: number;
  readonly alarms: number;
  readonly orders: number;
}

const wholly: Cut = { cells: true, tiles: 5, alarms: 8, orders: 6 };

/** Ever less: first what is normal and the ends of the lists, then what is wrong, down to the worst of each system. */
export const cuts: readonly [Cut, ...Cut[]] = [
  wholly,
  { ...wholly, orders: 3 },
  { ...wholly, orders: 3, cells: false },
  { cells: false, tiles: 3, alarms: 7, orders: 2 },
  { cells: false, tiles: 2, alarms: 7, orders: 1 },
  { cells: false, tiles: 1, alarms: 7, orders: 1 },
];
