import type { AlarmView, EquipmentView } from "@plantroom/model/api/types.ts";
import { demoEquipment } from "@plantroom/model/demo/estate.ts";
import { builtInDeviceTypes } from "@plantroom/model/device-types/catalogue.ts";
import { describe, expect, test } from "vitest";
import { badness, standingOf } from "../estate/standing.ts";
import { alarmsByTile, bySystem, cuts, headline, keyPoints, tilesOf } from "./rollup.ts";

const types = new Map(builtInDeviceTypes.map((type) => [type.id, type]));
const typeOf = (id: string) => types.get(id);
const estate = demoEquipment
  .filter((one) => one.site === "harbour-court" && !typeOf(one.type)?.hidden)
  .map((one) => ({ ...one, status: "online" }) as EquipmentView);
const tiles = tilesOf(estate, typeOf);
const alarm = (equipment: string, priority: AlarmView["priority"], state: AlarmView["state"] = "unacknowledged") =>
  ({ id: `${equipment}-${priority}`, equipment, priority, state }) as AlarmView;

describe("tiles of the demo estate", () => {
  test("nothing is lost and nothing stands twice", () => {
    const shown = tiles.flatMap((tile) => [tile.equipment, ...tile.parts]).map((one) => one.id);
    expect([...shown].sort()).toEqual(estate.map((one) => one.id).sort());
  });
  test("pumps and zones stand within their parent; meters and lanes stand alone", () => {
    const parts = new Map(tiles.map((tile) => [tile.equipment.id, tile.parts.map((part) => part.id)]));
    expect(parts.get("booster")).toEqual(["booster-p1", "booster-p2", "booster-p3"]);
    expect(parts.get("fire-panel")).toHaveLength(12);
    expect(parts.get("em-tower-a")).toEqual([]);
    expect(parts.has("gate-exit-1")).toBe(true);
  });
  test("a part without its parent stands alone", () => {
    const orphan = estate.filter((one) => one.id === "booster-p1");
    expect(tilesOf(orphan, typeOf).map((tile) => tile.equipment.id)).toEqual(["booster-p1"]);
  });
  test("systems come in the control room's order", () => {
    expect(bySystem(tiles, typeOf).map((group) => group.system)).toEqual([
      "fire",
      "elevator",
      "water",
      "gate",
      "energy",
      "network",
    ]);
  });
  test("an alarm of a pump is an alarm of its set's tile", () => {
    const byTile = alarmsByTile([alarm("booster-p2", "high"), alarm("lift-a1", "low")], tiles);
    expect(byTile.get("booster")?.map((one) => one.equipment)).toEqual(["booster-p2"]);
    expect(byTile.get("lift-a1")).toHaveLength(1);
  });
});

describe("keyPoints", () => {
  test("a meter shows its power before its register", () => {
    expect(keyPoints(typeOf("electricity-meter")).map(([id]) => id)).toEqual(["power", "energy_import"]);
  });
  test("an unknown type shows none", () => {
    expect(keyPoints(undefined)).toEqual([]);
  });
});

test.each([
  ["elevator", "floor_label"],
  ["electricity-meter", "power"],
  ["fire-panel", "fire"],
])("the headline of %s is its %s", (type, point) => {
  expect(headline(typeOf(type))?.[0]).toBe(point);
});

describe("standing", () => {
  test("the gravest open alarm decides; what is hidden is counted apart", () => {
    const standing = standingOf([alarm("a", "medium", "acknowledged"), alarm("a", "critical", "shelved")], "online");
    expect(standing).toMatchObject({ priority: "medium", unacknowledged: false, openAlarms: 1, hiddenAlarms: 1 });
  });
  test("worst first", () => {
    const order = [
      standingOf([alarm("a", "critical")], "online"),
      standingOf([alarm("a", "critical", "acknowledged")], "online"),
      standingOf([alarm("a", "low")], "online"),
      standingOf([], "offline"),
      standingOf([], "silent"),
      standingOf([alarm("a", "high", "shelved")], "online"),
      standingOf([], "online"),
    ].map(badness);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order).size).toBe(order.length);
  });
});

test("each cut leaves out more than the one before, and never the worst of a system", () => {
  for (const [index, cut] of cuts.entries()) {
    expect(Math.min(cut.tiles, cut.alarms, cut.orders)).toBeGreaterThan(0);
    const before = cuts[index - 1];
    if (!before) continue;
    for (const part of ["tiles", "alarms", "orders"] as const) expect(cut[part]).toBeLessThanOrEqual(before[part]);
    expect(Number(cut.cells)).toBeLessThanOrEqual(Number(before.cells));
    expect(cut).not.toEqual(before);
  }
});
