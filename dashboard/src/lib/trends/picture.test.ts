import { boosterPumpSet } from "@plantroom/model/device-types/pumps.ts";
import type { Rule } from "@plantroom/model/rules/rule.ts";
import { describe, expect, test } from "vitest";
import { pictureOf } from "./picture.ts";

const minute = 60_000;
const text = { en: "Pressure low", "zh-Hant": "壓力過低", "zh-Hans": "压力过低" };
const low: Rule = {
  id: "PMP-1",
  version: 1,
  name: text,
  types: ["booster-pump-set"],
  when: { kind: "below", point: "discharge_pressure", limit: 0.35 },
  onDelaySeconds: 5,
  offDelaySeconds: 5,
  priority: "high",
  latching: false,
  lifeSafety: false,
  consequence: text,
  cause: text,
  action: text,
  respondWithinMinutes: 5,
  provenance: "",
  state: "active",
};

const track = (id: string, value: readonly number[]) => ({
  id,
  at: value.map((_, index) => index * minute),
  value,
  low: undefined,
  high: undefined,
});
const picture = (tracks: ReturnType<typeof track>[], rules: readonly Rule[] = []) =>
  pictureOf({
    tracks,
    points: boosterPumpSet.points,
    equipment: { id: "booster", type: "booster-pump-set" },
    rules,
    from: 0,
    to: 3 * minute,
    timeZone: "UTC",
    locale: "zh-Hant",
    mostTicks: 4,
  });

test("each unit has its axis, each point its colour", () => {
  const { tracks, axes } = picture([
    track("discharge_pressure", [0.5, 0.6]),
    track("flow", [10, 20]),
    track("suction_pressure", [0.1, 0.1]),
  ]);
  expect(tracks.map(({ axis, colour }) => [axis, colour])).toEqual([
    [0, 0],
    [1, 1],
    [0, 2],
  ]);
  expect(axes.map(({ unit }) => unit)).toEqual(["MPa", "m³/h"]);
});

describe("marks", () => {
  test("a limit is named in the reader's language, on its normal side, and widens the axis to itself", () => {
    const { marks, axes } = picture([track("discharge_pressure", [0.5, 0.8])], [low]);
    expect(marks).toContainEqual({ axis: 0, at: 0.35, label: "壓力過低", labelled: "above" });
    expect(axes[0]?.extent?.low).toBeLessThan(0.35);
  });
  test("the normal band is drawn where its edge is in sight, and not behind two lines", () => {
    const bands = (tracks: ReturnType<typeof track>[]) => picture(tracks).marks.filter(({ to }) => to !== undefined);
    expect(bands([track("discharge_pressure", [0.2, 0.6])])).toHaveLength(1);
    expect(bands([track("discharge_pressure", [0.5, 0.6])])).toHaveLength(0);
    expect(bands([track("discharge_pressure", [0.2, 0.6]), track("suction_pressure", [0.1, 0.2])])).toHaveLength(0);
  });
});

test("a window without anything has ticks and no extent", () => {
  const { axes, ticks } = picture([track("flow", [])]);
  expect(axes[0]?.extent).toBeUndefined();
  expect(ticks.map(({ label }) => label)).toEqual(["1月1日", "00:01:00", "00:02:00", "00:03:00"]);
});
