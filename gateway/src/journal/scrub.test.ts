import { crc32 } from "node:zlib";
import { encodeFrame, segmentName } from "@plantroom/model/journal/frame.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MemoryFiles } from "./memory-files.ts";
import { Scrub } from "./scrub.ts";
import type { Segment } from "./segments.ts";

const frame = (n: number, length = 20) =>
  Buffer.from(encodeFrame([JSON.stringify({ n, x: "x".repeat(length) })], crc32));

/** Segments one behind the other, and a newest one that is left out. */
function journalOf(...contents: readonly Buffer[]) {
  const files = new MemoryFiles();
  const segments: Segment[] = [];
  let start = 0;
  for (const bytes of [...contents, frame(0)]) {
    files.place(`/journal/${segmentName(start)}`, bytes);
    segments.push({ start, bytes: bytes.length, modifiedAt: 0 });
    start += bytes.length;
  }
  const damage: (readonly [number, number])[] = [];
  const scrub = new Scrub({
    ...{ files, folder: "/journal", segments: () => segments },
    onDamage: (from, to) => damage.push([from, to]),
    onProblem: (cause) => {
      throw cause;
    },
  });
  return { files, scrub, damage, segments };
}

describe("reading old segments again", () => {
  test("finds nothing in whole ones, frames longer than a chunk included", async () => {
    const { scrub } = journalOf(
      Buffer.concat([frame(1), frame(2, 3 * 1024 * 1024), frame(3)]),
      Buffer.concat(Array.from({ length: 50_000 }, (_, n) => frame(n))),
    );
    await scrub.passNow();
    expect(scrub.found).toEqual({ places: 0, bytes: 0 });
  });

  test("finds the commit in which any bit has flipped, and tells it once", async () => {
    const frames = [frame(1), frame(2), frame(3)];
    const whole = Buffer.concat(frames);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const bytes = Buffer.from(whole);
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const { scrub, damage } = journalOf(bytes);
        await scrub.passNow();
        await scrub.passNow();
        const length = frames[0]?.length ?? 0;
        const from = Math.floor((bit >> 3) / length) * length;
        expect(damage).toEqual([[from, from + length]]);
        expect(scrub.found).toEqual({ places: 1, bytes: length });
      }),
    );
  });

  test("a torn tail is told as such, and a segment that is dropped meanwhile is no problem", async () => {
    const { files, scrub, damage, segments } = journalOf(Buffer.concat([frame(1), frame(2).subarray(0, 20)]), frame(3));
    await files.remove(`/journal/${segmentName(segments[1]?.start ?? 0)}`);
    await scrub.passNow();
    const from = frame(1).length;
    expect(damage).toEqual([[from, from + 20]]);
  });
});
