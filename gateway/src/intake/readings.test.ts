import type { SiteClock } from "@plantroom/model/sites/site.ts";
import { day, minute } from "@plantroom/model/time.ts";
import { describe, expect, test } from "vitest";
import { trialEquipment } from "../trial/equipment.ts";
import { convertReadings, maxValues } from "./readings.ts";

const now = Date.UTC(2024, 10, 23, 14, 33);

function convert(payload: unknown, clock: SiteClock = "wall", id = "booster-p1") {
  const { equipment, type } = trialEquipment(id, clock);
  return convertReadings(equipment, type, payload, { receivedAt: now, retention: 400 * day });
}

describe("a message of readings", () => {
  test("becomes one entry with the samples of all its messages", () => {
    const { entries, refusals } = convert([
      { at: now - 1, seq: 1, values: { running: true, current: 3.5 } },
      { at: "2024-11-23T22:33:00+08:00", values: { mode: "auto" } },
      { values: { power: 1 } },
    ]);
    expect(refusals).toEqual([]);
    expect(entries).toEqual([
      {
        kind: "samples",
        site: "harbour-court",
        equipment: "booster-p1",
        receivedAt: now,
        samples: [
          ["running", now - 1, true],
          ["current", now - 1, 3.5],
          ["mode", now, "auto"],
          ["power", now, 1],
        ],
      },
    ]);
  });

  test("keeps a value outside the instrument's range as uncertain, and one outside the normal band as good", () => {
    expect(convert({ values: { current: 1e9, motor_temp: 120 } }).entries[0]?.samples).toEqual([
      ["current", now, 1e9, "uncertain"],
      ["motor_temp", now, 120],
    ]);
  });

  test("keeps what fits beside what does not", () => {
    const { entries, refusals } = convert({ values: { running: true, current: "3.5", nonsense: 1, mode: "fast" } });
    expect(entries[0]?.samples).toEqual([["running", now, true]]);
    expect(refusals.map(({ code }) => code)).toEqual(["value-type", "point-unknown", "value-not-option"]);
  });

  test.each([
    ["a number as text", { current: "3.5" }, "value-type", { point: "current", expected: "a number", got: '"3.5"' }],
    ["nothing", { current: null }, "value-type", { point: "current", expected: "a number", got: "null" }],
    [
      "a nested object",
      { current: { a: 1 } },
      "value-type",
      { point: "current", expected: "a number", got: "an object" },
    ],
    ["a list", { current: [1] }, "value-type", { point: "current", expected: "a number", got: "a list" }],
    ["a switch as number", { running: 1 }, "value-type", { point: "running", expected: "true or false", got: "1" }],
    ["1e309", JSON.parse('{"current": 1e309}'), "value-not-finite", { point: "current" }],
    ["-1e309", JSON.parse('{"current": -1e309}'), "value-not-finite", { point: "current" }],
    ["an option that is none", { mode: "fast" }, "value-not-option", { point: "mode", got: '"fast"' }],
    ["an inherited name as option", { mode: "toString" }, "value-not-option", { point: "mode", got: '"toString"' }],
    ["a number as option", { mode: 1 }, "value-type", { point: "mode", expected: "one of its options", got: "1" }],
    ["an unknown point", { speed: 1 }, "point-unknown", { type: "pump", point: "speed" }],
    ["an inherited name", { constructor: 1 }, "point-unknown", { type: "pump", point: "constructor" }],
    ["__proto__", JSON.parse('{"__proto__": 1}'), "point-unknown", { type: "pump", point: "__proto__" }],
    ["a long name", { ["x".repeat(500)]: 1 }, "point-unknown", { type: "pump", point: "x".repeat(80) }],
  ])("refuses %s", (_, values, code, detail) => {
    expect(convert({ values })).toEqual({ entries: [], refusals: [{ code, detail }] });
  });

  test("takes a huge integer as the number that it is", () => {
    expect(convert(JSON.parse('{"values":{"run_hours": 123456789012345678901234567890}}')).entries[0]?.samples).toEqual(
      [["run_hours", now, 123456789012345680000000000000, "uncertain"]],
    );
  });

  test("refuses a text that is too long", () => {
    expect(convert({ values: { display: "x".repeat(121) } }, "wall", "gate-entry-1").refusals).toMatchObject([
      { code: "value-type", detail: { expected: "a text of at most 120 characters" } },
    ]);
  });

  test.each([
    ["null", null],
    ["a number", 1],
    ["a text", "x"],
    ["an empty list", []],
    ["no values", {}],
    ["values that are a list", { values: [1] }],
    ["values that are null", { values: null }],
    ["empty values", { values: {} }],
    ["a seq that is a text", { seq: "1", values: { running: true } }],
    ["a seq below zero", { seq: -1, values: { running: true } }],
    ["a run that is a number", { run: 1, values: { running: true } }],
    ["a run that is too long", { run: "x".repeat(65), values: { running: true } }],
  ])("refuses the shape of %s", (_, payload) => {
    const { entries, refusals } = convert(payload);
    expect(entries).toEqual([]);
    expect(refusals).toMatchObject([{ code: "payload-shape", detail: { channel: "readings" } }]);
  });

  test("refuses one message of a list and keeps the others", () => {
    const { entries, refusals } = convert([
      1,
      { values: { running: true } },
      { at: "soon", values: { running: false } },
    ]);
    expect(entries[0]?.samples).toHaveLength(1);
    expect(refusals.map(({ code }) => code)).toEqual(["payload-shape", "time-unreadable"]);
  });

  test("refuses more values than it can look at", () => {
    const values = Object.fromEntries(Array.from({ length: maxValues + 1 }, (_, i) => [`p${i}`, 1]));
    expect(convert({ values })).toEqual({
      entries: [],
      refusals: [{ code: "too-many-values", detail: { count: maxValues + 1, limit: maxValues } }],
    });
  });
});

describe("the time of a reading", () => {
  const sample = (at: unknown, clock: SiteClock) =>
    convert({ at, values: { running: true } }, clock).entries[0]?.samples[0];

  test.each([
    ["now", now, "wall", now, undefined],
    ["3 min ahead, as of a clock that drifted", now + 3 * minute, "wall", now + 3 * minute, undefined],
    ["5 min ahead", now + 5 * minute, "wall", now + 5 * minute, undefined],
    ["more than 5 min ahead", now + 5 * minute + 1, "wall", now, "clock-suspect"],
    ["as old as readings are kept", now - 400 * day, "wall", now - 400 * day, undefined],
    ["older than that", now - 400 * day - 1, "wall", now, "clock-suspect"],
    ["of 1970", 0, "wall", now, "clock-suspect"],
    ["in seconds instead of milliseconds", now / 1000, "wall", now, "clock-suspect"],
    ["of 2099", "2099-01-01T00:00:00Z", "wall", now, "clock-suspect"],
    ["of 2099 in a replay", "2099-01-01T00:00:00Z", "device", Date.UTC(2099, 0, 1), undefined],
    ["of 1970 in a replay", 0, "device", 0, undefined],
    ["with a fraction of a millisecond", now + 0.6, "wall", now + 1, undefined],
  ] as const)("%s", (_, at, clock, expected, quality) => {
    expect(sample(at, clock)).toEqual(
      quality === undefined ? ["running", expected, true] : ["running", expected, true, quality],
    );
  });

  test("a value that is out of range and out of time is uncertain", () => {
    expect(convert({ at: 0, values: { current: 1e9 } }).entries[0]?.samples).toEqual([
      ["current", now, 1e9, "uncertain"],
    ]);
  });

  test("the run of a replay is kept, each with its own entry; on a wall clock there is none", () => {
    const payload = [
      { at: 1, run: "a", values: { running: true } },
      { at: 2, run: "b", values: { running: true } },
    ];
    expect(convert(payload, "device").entries.map(({ run }) => run)).toEqual(["a", "b"]);
    expect(convert(payload, "wall").entries.map(({ run }) => run)).toEqual([undefined]);
  });
});
