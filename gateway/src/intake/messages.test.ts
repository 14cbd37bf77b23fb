import { day } from "@plantroom/model/time.ts";
import { describe, expect, test } from "vitest";
import { trialEquipment } from "../trial/equipment.ts";
import { convertEvent, convertResult } from "./messages.ts";

const now = Date.UTC(2024, 10, 23);
const { equipment, type } = trialEquipment("gate-entry-1");

function nested(levels: number): object {
  return levels === 0 ? {} : { a: nested(levels - 1) };
}

describe("an event", () => {
  const convert = (payload: unknown) =>
    convertEvent(equipment, type, payload, { receivedAt: now, retention: 400 * day });

  test("is kept with its data", () => {
    expect(convert({ at: now - 5, event: "plate-read", data: { plate: "ABC-123", confidence: 97 } })).toEqual({
      ok: true,
      entry: {
        kind: "event",
        site: "harbour-court",
        equipment: "gate-entry-1",
        receivedAt: now,
        at: now - 5,
        event: "plate-read",
        data: { plate: "ABC-123", confidence: 97 },
      },
    });
  });

  test.each([
    ["no data", { event: "passage" }, { at: now, data: {} }],
    ["a time that cannot be", { event: "passage", at: 0 }, { at: now }],
  ])("is taken with %s", (_, payload, expected) => {
    expect(convert(payload)).toMatchObject({ ok: true, entry: expected });
  });

  test.each([
    ["a list", [{ event: "passage" }], "payload-shape"],
    ["no name", { data: {} }, "payload-shape"],
    ["a name that is none of the type's", { event: "party" }, "event-unknown"],
    ["an inherited name", { event: "constructor" }, "event-unknown"],
    ["a time that cannot be read", { event: "passage", at: "soon" }, "time-unreadable"],
    ["data that is a list", { event: "passage", data: [] }, "payload-shape"],
    ["data that is too deep", { event: "passage", data: nested(9) }, "payload-shape"],
    [
      "data that is 10,000 deep",
      { event: "passage", data: JSON.parse(`${'{"a":'.repeat(9_999)}1${"}".repeat(9_999)}`) },
      "payload-shape",
    ],
    ["data that is too long", { event: "passage", data: { a: "x".repeat(20_000) } }, "payload-shape"],
    [
      "data with __proto__",
      JSON.parse('{"event":"passage","data":{"a":[{"__proto__":{"admin":true}}]}}'),
      "payload-shape",
    ],
    ["data with an infinite number", JSON.parse('{"event":"passage","data":{"a":1e309}}'), "payload-shape"],
  ])("is refused with %s", (_, payload, code) => {
    expect(convert(payload)).toMatchObject({ ok: false, refusal: { code } });
  });

  test("may be 8 levels deep", () => {
    expect(convert({ event: "passage", data: nested(7) }).ok).toBe(true);
  });
});

describe("a result", () => {
  test("is kept", () => {
    expect(convertResult(equipment, { id: "c1", outcome: "refused", reason: "a car is under the boom" }, now)).toEqual({
      ok: true,
      entry: {
        kind: "result",
        site: "harbour-court",
        equipment: "gate-entry-1",
        receivedAt: now,
        id: "c1",
        outcome: "refused",
        reason: "a car is under the boom",
      },
    });
  });

  test.each([
    ["null", null],
    ["no id", { outcome: "done" }],
    ["an id that is too long", { id: "x".repeat(129), outcome: "done" }],
    ["an outcome that is none", { id: "c1", outcome: "perhaps" }],
    ["a reason that is a number", { id: "c1", outcome: "failed", reason: 5 }],
  ])("is refused with %s", (_, payload) => {
    expect(convertResult(equipment, payload, now)).toMatchObject({ ok: false, refusal: { code: "payload-shape" } });
  });
});
