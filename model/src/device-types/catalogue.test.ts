import { describe, expect, test } from "vitest";
import { pointPattern } from "../identity.ts";
import { isInRange, type Point } from "../points/point.ts";
import { locales, type Text } from "../text.ts";
import { strayCharacters } from "../vocabulary.ts";
import { builtInDeviceTypes } from "./catalogue.ts";
import { systems } from "./device-type.ts";

const types = builtInDeviceTypes.map((type) => [type.id, type] as const);
const points = builtInDeviceTypes.flatMap((type) =>
  Object.entries(type.points).map(([key, point]): [string, Point] => [`${type.id} ${key}`, point]),
);

function textsOf(point: Point): Text[] {
  switch (point.kind) {
    case "boolean":
      return [point.label, point.states.true, point.states.false];
    case "enum":
      return [point.label, ...Object.values(point.options)];
    default:
      return [point.label];
  }
}

function expectTexts(texts: readonly Text[]) {
  expect(texts.flatMap((text) => locales.filter((locale) => text[locale].trim() === ""))).toEqual([]);
  expect(texts.flatMap(strayCharacters)).toEqual([]);
}

describe.each(types)("%s", (id, type) => {
  test("stands once", () => {
    expect(builtInDeviceTypes.filter((one) => one.id === id)).toHaveLength(1);
  });

  test("speaks three languages", () => {
    const commands = Object.values(type.commands ?? {}).flatMap(({ label, reasons }) => [
      label,
      ...Object.values(reasons ?? {}),
    ]);
    expectTexts([
      type.label,
      ...Object.values(type.events ?? {}),
      ...commands,
      ...Object.values(type.attributes ?? {}),
    ]);
  });

  test("has something for the tile, unless it is hidden", () => {
    expect(type.hidden === true || Object.values(type.points).some(({ key }) => key)).toBe(true);
  });
});

describe.each(points)("%s", (name, point) => {
  test("can be written in a payload", () => {
    expect(name.split(" ")[1]).toMatch(pointPattern);
  });

  test("speaks three languages", () => {
    expectTexts(textsOf(point));
  });

  test("reports", () => {
    expect(point.intervalSeconds).toBeGreaterThan(0);
  });
});

describe.each(points.flatMap(([name, point]) => (point.kind === "number" ? [[name, point] as const] : [])))(
  "the number %s",
  (_, point) => {
    test("has a range that holds its normal band and its register", () => {
      const [low, high] = point.range;
      expect(low).toBeLessThan(high);
      const [from, to] = point.normal ?? point.range;
      expect(from).toBeLessThanOrEqual(to);
      expect([from, to].every((value) => isInRange(point, value))).toBe(true);
      expect(point.register?.rollover ?? low).toBeLessThanOrEqual(high);
      expect(point.register?.resolution ?? 1).toBeGreaterThan(0);
    });
  },
);

describe.each(points.flatMap(([name, point]) => (point.kind === "enum" ? [[name, point] as const] : [])))(
  "the choice %s",
  (_, point) => {
    test("names only options that it has as normal", () => {
      expect((point.normal ?? []).filter((option) => !Object.hasOwn(point.options, option))).toEqual([]);
    });
  },
);

describe.each(
  builtInDeviceTypes.flatMap(({ id, metering, points }) => (metering ? [[id, metering, points] as const] : [])),
)("the meter %s", (_, metering, points) => {
  test("counts by a register of its own", () => {
    expect(points[metering.point]).toMatchObject({ kind: "number", register: {} });
  });
});

test("every system has a name in three languages", () => {
  expectTexts(Object.values(systems));
});
