import { minute } from "@plantroom/model/time.ts";
import { describe, expect, test } from "vitest";
import { Repeats } from "./repeats.ts";

const stamp = (fields: object) => ({ at: undefined, seq: undefined, packetId: 7, resent: false, ...fields });
const payload = Buffer.from("payload");

describe("a message that came before", () => {
  test.each([
    ["with the same time", { at: 1 }, { at: 1 }, "payload", 0, true],
    ["with the same number", { seq: 1 }, { seq: 1 }, "payload", 0, true],
    ["with both the same", { at: 1, seq: 1 }, { at: 1, seq: 1 }, "payload", 0, true],
    ["with the same time, an hour later", { at: 1 }, { at: 1 }, "payload", 60 * minute, true],
    ["with the same number, an hour later", { seq: 1 }, { seq: 1 }, "payload", 60 * minute, false],
    ["with another time", { at: 1 }, { at: 2 }, "payload", 0, false],
    ["with another number", { at: 1, seq: 1 }, { at: 1, seq: 2 }, "payload", 0, false],
    ["with other values", { at: 1, seq: 1 }, { at: 1, seq: 1 }, "another", 0, false],
    ["with neither, not marked as sent again", {}, {}, "payload", 0, false],
    ["with neither, marked as sent again", {}, { resent: true }, "payload", 0, true],
    ["with neither, marked, under another identifier", {}, { resent: true, packetId: 8 }, "payload", 0, false],
    ["with neither, marked, an hour later", {}, { resent: true }, "payload", 60 * minute, false],
  ])("%s", (_, first, second, text, later, expected) => {
    const repeats = new Repeats();
    expect(repeats.isRepeat(payload, stamp(first), 1_000)).toBe(false);
    expect(repeats.isRepeat(Buffer.from(text), stamp(second), 1_000 + later)).toBe(expected);
  });

  test("is forgotten after 128 others", () => {
    const repeats = new Repeats();
    for (let at = 0; at < 129; at++) expect(repeats.isRepeat(payload, stamp({ at }), 0)).toBe(false);
    expect(repeats.isRepeat(payload, stamp({ at: 1 }), 0)).toBe(true);
    expect(repeats.isRepeat(payload, stamp({ at: 0 }), 0)).toBe(false);
  });
});
