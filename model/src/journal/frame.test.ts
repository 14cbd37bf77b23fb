import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFrame, encodeFrame, formatPosition, parsePosition, segmentName, segmentPosition } from "./frame.ts";

const entries = fc.array(fc.jsonValue({ maxDepth: 2, stringUnit: "binary" }), { maxLength: 5 });
const frames = entries.map((list) => ({
  list: JSON.parse(JSON.stringify(list)) as unknown[],
  bytes: encodeFrame(
    list.map((one) => JSON.stringify(one)),
    crc32,
  ),
}));

describe("a frame", () => {
  test("is read as it was written, wherever it starts", () => {
    fc.assert(
      fc.property(frames, fc.uint8Array(), fc.uint8Array(), ({ list, bytes }, before, after) => {
        const file = new Uint8Array([...before, ...bytes, ...after]);
        const read = decodeFrame(file, before.length, crc32);
        expect(read).toEqual({ outcome: "frame", entries: list, bytes: bytes.length });
      }),
    );
  });

  test("is incomplete while its tail is missing, however much of it", () => {
    fc.assert(
      fc.property(frames, fc.nat(), ({ bytes }, cut) => {
        const torn = bytes.subarray(0, cut % bytes.length);
        expect(decodeFrame(torn, 0, crc32).outcome).toBe("incomplete");
      }),
    );
  });

  test("never gives wrong entries after any bit has flipped", () => {
    fc.assert(
      fc.property(frames, fc.nat(), ({ bytes }, where) => {
        const bit = where % (bytes.length * 8);
        const flipped = bytes.slice();
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(["incomplete", "damaged"]).toContain(decodeFrame(flipped, 0, crc32).outcome);
      }),
    );
  });

  test.each([
    ["zeros, as a disk that never wrote leaves them", new Uint8Array(64)],
    ["text", new TextEncoder().encode("the quick brown fox jumps over the lazy dog")],
  ])("is not seen in %s", (_, bytes) => {
    expect(decodeFrame(bytes, 0, crc32).outcome).toBe("damaged");
  });
});

describe("segments and positions", () => {
  const position = fc.nat({ max: Number.MAX_SAFE_INTEGER });

  test("a segment's name gives its position back, and names sort as positions do", () => {
    fc.assert(
      fc.property(position, position, (one, other) => {
        expect(segmentPosition(segmentName(one))).toBe(one);
        expect(Math.sign(one - other)).toBe(segmentName(one) < segmentName(other) ? -1 : Number(one !== other));
      }),
    );
  });

  test("a consumer's file gives its position back", () => {
    fc.assert(
      fc.property(position, (one) => {
        expect(parsePosition(formatPosition(one))).toBe(one);
      }),
    );
  });

  test.each(["", "-1\n", "1.5\n", "12 34\n", "NaN\n", "\u0000\u0000\u0000"])("%j is no position", (text) => {
    expect(parsePosition(text)).toBeUndefined();
  });

  test.each(["1.journal", "0000000000000001.journal.tmp", "000000000000000x.journal", ".."])(
    "%s is no segment",
    (name) => {
      expect(segmentPosition(name)).toBeUndefined();
    },
  );
});
