import { describe, expect, test } from "vitest";
import { builtInDeviceTypes } from "../device-types/catalogue.ts";
import type { DeviceType } from "../device-types/device-type.ts";
import { locales, type Text } from "../text.ts";
import { strayCharacters } from "../vocabulary.ts";
import type { Condition } from "./condition.ts";
import { conditionWords, durationWords } from "./condition-words.ts";
import { defaultRules } from "./pack/catalogue.ts";

const types: readonly DeviceType[] = builtInDeviceTypes;
const set = types.find(({ id }) => id === "booster-pump-set");
const pump = types.find(({ id }) => id === "pump");

describe("a condition in words", () => {
  const low: Condition = {
    ...{ kind: "below", point: "discharge_pressure" },
    limit: { point: "pressure_setpoint", plus: -0.05 },
  };
  test.each<[Condition, DeviceType | undefined, string, string]>([
    [low, set, "Discharge pressure below Pressure set-point − 0.05 MPa", "出水壓力低於 壓力設定值 − 0.05 MPa"],
    [
      {
        kind: "all",
        of: [
          { kind: "is", point: "running", values: [true] },
          { kind: "no-data", seconds: 120 },
        ],
      },
      pump,
      "Running is Running and nothing heard from the equipment for 2 min",
      "運轉為「運轉中」，且設備已 2 分鐘未回報",
    ],
    [
      { kind: "aggregate", point: "tank_level", figure: "mean", windowSeconds: 5_400, side: "below", limit: 20 },
      set,
      "Mean of Tank level over 90 min below 20 %",
      "水箱液位的 90 分鐘平均值低於 20 %",
    ],
    [
      { kind: "siblings", point: "x", side: "either", by: { ratio: 0.2 } },
      undefined,
      "X away from the others of its kind by more than 20 %",
      "X偏離同類設備的中位數超過 20 %",
    ],
    [{ kind: "not", of: { kind: "offline" } }, pump, "Not (the equipment is offline)", "非（設備離線）"],
  ])("%j", (condition, type, en, hant) => {
    expect(conditionWords(condition, type, "en")).toBe(en);
    expect(conditionWords(condition, type, "zh-Hant")).toBe(hant);
  });

  test.each([
    [45, "45 s"],
    [60, "1 min"],
    [5_400, "90 min"],
    [7_200, "2 h"],
    [604_800, "7 d"],
  ])("%d seconds", (seconds, words) => expect(durationWords(seconds, "en")).toBe(words));
});

test.each(defaultRules.map((rule) => [rule.id, rule] as const))("%s is said whole in each language", (_, rule) => {
  const type = types.find(({ id }) => id === rule.types[0]);
  const words = Object.fromEntries(locales.map((locale) => [locale, conditionWords(rule.when, type, locale)])) as Text;
  for (const one of Object.values(words)) expect(one).not.toMatch(/undefined|\{\w+\}|\[object/);
  expect(strayCharacters(words)).toEqual([]);
});
