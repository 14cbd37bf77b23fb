import { maxPayloadBytes } from "@plantroom/model/topics/topics.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decode } from "./payload.ts";

const codeOf = (payload: Buffer | string) => {
  const decoded = decode(Buffer.from(payload));
  return decoded.ok ? "taken" : decoded.refusal.code;
};

describe("decode", () => {
  test.each([
    ["nothing", "", "payload-not-json"],
    ["a word", "hello", "payload-not-json"],
    ["half an object", '{"values":', "payload-not-json"],
    ["two objects", "{}{}", "payload-not-json"],
    ["a comma too many", '{"a":1,}', "payload-not-json"],
    ["single quotes", "{'a':1}", "payload-not-json"],
    ["a byte order mark", "\ufeff{}", "payload-not-json"],
    ["a NUL", '{"a":"\u0000"}', "payload-not-json"],
    ["bad UTF-8", Buffer.from([0x22, 0xff, 0xfe, 0x22]), "payload-not-utf8"],
    ["an overlong form", Buffer.from([0x22, 0xc0, 0xaf, 0x22]), "payload-not-utf8"],
    ["a surrogate", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), "payload-not-utf8"],
    ["a byte too many", Buffer.alloc(maxPayloadBytes + 1, " "), "payload-too-large"],
    ["a megabyte", Buffer.alloc(1024 * 1024, "["), "payload-too-large"],
    ["10,000 open brackets", "[".repeat(10_000), "payload-not-json"],
    ["10,000 levels", "[".repeat(10_000) + "]".repeat(10_000), "taken"],
    ["NaN within a text that does not end", `{"a": NaN, "${'\\"'.repeat(20_000)}`, "payload-not-json"],
  ])("%s", (_, payload, expected) => {
    expect(codeOf(payload)).toBe(expected);
  });

  test("keeps the rest of a message that holds NaN or Infinity outside of its texts", () => {
    const decoded = decode(Buffer.from('{"a": NaN, "b": -Infinity, "c": "NaN \\" Infinity", "d": 1, "NaN": Infinity}'));
    const infinite = Number.POSITIVE_INFINITY;
    expect(decoded).toEqual({
      ok: true,
      value: { a: infinite, b: infinite, c: 'NaN " Infinity', d: 1, NaN: infinite },
    });
  });

  test("takes every JSON as JSON.parse does", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(decode(Buffer.from(text.toWellFormed()))).toEqual({ ok: true, value: JSON.parse(text.toWellFormed()) });
      }),
    );
  });
});
